// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.firstrun;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.securecall.ui.accounts.AccountForm;
import org.securecall.ui.accounts.AccountFormModel;
import org.securecall.ui.backup.RestorePane;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.settings.DevicesPane;
import org.securecall.ui.text.Texts;

/** Welcome, account, sound, practice call; each can be skipped. */
public final class FirstRunView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("firstrun");

    private final Attachments attachments = new Attachments();
    private final Attachments ofStep = new Attachments();
    private final FirstRunModel model;
    private final HBox dots = new HBox();
    private final Button back;

    public FirstRunView(FirstRunModel model) {
        this.model = model;
        getStyleClass().add("first-run");
        setId("first-run");
        back = Controls.button(Icon.BACK, TEXTS.get("back"), model::back, "flat");
        Button skip = Controls.button(TEXTS.get("skip"), model::finish, "flat");
        skip.setId("first-run-skip");
        HBox top = new HBox(back, Controls.space(), skip);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("first-run-top");
        setTop(top);
        dots.getStyleClass().add("step-dots");
        dots.setAlignment(Pos.CENTER);
        setBottom(dots);
        attachments.now(model.step(), this::show);
    }

    private void show(FirstRunModel.Step step) {
        ofStep.close();
        VBox column = switch (step) {
            case WELCOME -> welcome();
            case RESTORE -> restore();
            case ACCOUNT -> account();
            case SOUND -> sound();
            case PRACTICE -> practice();
        };
        column.getStyleClass().add("first-run-column");
        StackPane middle = new StackPane(column);
        middle.getStyleClass().add("first-run-middle");
        ScrollPane scroll = Controls.scroll(middle);
        scroll.setFitToHeight(true);
        setCenter(scroll);
        back.setVisible(step != FirstRunModel.Step.WELCOME);
        dots.getChildren().clear();
        for (FirstRunModel.Step each : model.steps()) {
            Region dot = new Region();
            dot.getStyleClass().add(each == step ? "dot-now" : "dot");
            dots.getChildren().add(dot);
        }
        int at = model.steps().indexOf(step) + 1;
        dots.setAccessibleRole(AccessibleRole.TEXT);
        dots.setAccessibleText(TEXTS.get("step", at, model.steps().size()));
    }

    private VBox welcome() {
        Button without = choice(
                Icon.PRACTICE, TEXTS.get("welcome.without"), TEXTS.get("welcome.without.about"), model::withoutAccount);
        without.setId("first-run-without");
        Button with =
                choice(Icon.ACCOUNT, TEXTS.get("welcome.with"), TEXTS.get("welcome.with.about"), model::withAccount);
        with.setId("first-run-with");
        Button restore = choice(
                Icon.RESTORE, TEXTS.get("welcome.restore"), TEXTS.get("welcome.restore.about"), model::withBackup);
        restore.setId("first-run-restore");
        VBox column = new VBox(
                logo(), title(TEXTS.get("welcome")), about(TEXTS.get("welcome.about")), without, with, restore);
        Controls.focus(without);
        return column;
    }

    private VBox restore() {
        RestorePane restore = new RestorePane(model.phone(), model.reopen());
        ofStep.add(restore::close);
        VBox card = new VBox(restore);
        card.getStyleClass().add("card");
        return new VBox(sign(Icon.RESTORE), title(TEXTS.get("restore")), card);
    }

    private VBox account() {
        AccountForm form = new AccountForm(
                new AccountFormModel(model.phone(), Optional.empty()), TEXTS.get("account.next"), model::accountSaved);
        ofStep.add(form::close);
        VBox card = new VBox(form);
        card.getStyleClass().add("card");
        return new VBox(sign(Icon.ACCOUNT), title(TEXTS.get("account")), about(TEXTS.get("account.about")), card);
    }

    private VBox sound() {
        DevicesPane devices = new DevicesPane(model.settings());
        ofStep.add(devices::close);
        Button next = Controls.button(TEXTS.get("next"), model::soundChosen, "accent", "large");
        next.setId("first-run-next");
        next.setMaxWidth(Double.MAX_VALUE);
        next.setDefaultButton(true);
        Controls.focus(next);
        VBox card = new VBox(devices);
        card.getStyleClass().add("card");
        return new VBox(sign(Icon.SOUND), title(TEXTS.get("sound")), about(TEXTS.get("sound.about")), card, next);
    }

    private VBox practice() {
        Button call = Controls.button(Icon.CALL, TEXTS.get("practice.call"), model::practise, "accent", "large");
        call.setId("first-run-practice");
        call.setMaxWidth(Double.MAX_VALUE);
        call.setDefaultButton(true);
        Button exercises = Controls.button(Icon.PRACTICE, TEXTS.get("practice.exercises"), model::exercise, "large");
        exercises.setId("first-run-exercises");
        exercises.setMaxWidth(Double.MAX_VALUE);
        Button done = Controls.button(TEXTS.get("practice.done"), model::finish, "flat");
        done.setId("first-run-done");
        done.setMaxWidth(Double.MAX_VALUE);
        Controls.focus(call);
        return new VBox(
                sign(Icon.PRACTICE),
                title(TEXTS.get("practice")),
                about(TEXTS.get("practice.about")),
                call,
                exercises,
                done);
    }

    private static Button choice(Icon icon, String title, String text, Runnable action) {
        StackPane disc = new StackPane(icon.node());
        disc.getStyleClass().add("choice-disc");
        VBox words = new VBox(Controls.label(title, "choice-title"), Controls.label(text, "muted"));
        words.getStyleClass().add("choice-words");
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox content = new HBox(disc, words);
        content.setAlignment(Pos.CENTER_LEFT);
        content.getStyleClass().add("choice-content");
        Button button = new ChoiceCard(content);
        button.setAccessibleText(title + ". " + text);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Node logo() {
        StackPane disc = new StackPane(Icon.VERIFIED.node());
        disc.getStyleClass().add("logo");
        return disc;
    }

    private static Node sign(Icon icon) {
        StackPane disc = new StackPane(icon.node());
        disc.getStyleClass().add("empty-disc");
        return disc;
    }

    private static Node title(String text) {
        return Controls.label(text, "first-run-title", "centred");
    }

    private static Node about(String text) {
        return Controls.label(text, "muted", "centred", "first-run-about");
    }

    @Override
    public void close() {
        ofStep.close();
        attachments.close();
    }
}
