// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.sas.SasCode;
import org.securecall.app.sas.SasComparison;
import org.securecall.app.sas.Spelling;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** The pane at the side of a call in which the code is compared. The talk goes on meanwhile. */
public final class SasPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("sas");
    private static final double ROOM_BELOW = 16;

    private final Attachments attachments = new Attachments();
    private final SasModel sas;
    private final PhoneModel model;
    private final String peer;
    private final Runnable later;
    private final VBox body = new VBox();
    private final ScrollPane scroll;
    private final VBox practice = new VBox();
    private final Label problem = Controls.label("", "problem");

    /**
     * @param peer the name of the person at the other end
     * @param later closes the pane
     */
    public SasPane(SasModel sas, PhoneModel model, String peer, Runnable later) {
        this.sas = sas;
        this.model = model;
        this.peer = peer;
        this.later = later;
        getStyleClass().add("sas-pane");
        Button close = Controls.iconButton(Icon.CLOSE, TEXTS.get("close"), later, "flat");
        HBox heading = new HBox(Controls.label(TEXTS.get("title"), "pane-title"), Controls.space(), close);
        heading.setAlignment(Pos.CENTER_LEFT);
        body.getStyleClass().add("sas-body");
        practice.getStyleClass().add("practice-shows");
        VBox inner = new VBox(body, problem);
        inner.getStyleClass().add("sas-inner");
        scroll = Controls.scroll(inner);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(heading, scroll);
        setOnKeyPressed(event -> {
            // Esc puts the comparison away first; only the next one ends the call.
            if (event.getCode() == KeyCode.ESCAPE) {
                later.run();
                event.consume();
            }
        });
        attachments.now(sas.step(), this::show);
        attachments.onAny(this::showPractice, model.practiceSas(sas.call()), sas.step());
        attachments.now(sas.problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
        });
    }

    private void show(SasComparison.Step step) {
        switch (step) {
            case TYPE_HALF -> body.getChildren().setAll(half());
            case CHOOSE_HALF -> body.getChildren().setAll(options());
            case TYPE_ALL -> body.getChildren().setAll(all());
            case TYPE_AGAIN -> body.getChildren().setAll(again());
            case SHOWN -> body.getChildren().setAll(shown());
            case NAME -> body.getChildren().setAll(name());
            case VERIFIED -> body.getChildren().setAll(verified());
            case DIFFERS -> body.getChildren().setAll(differs());
        }
    }

    private Node[] half() {
        SasCode code = sas.code();
        Button choose = Controls.button(TEXTS.get("choose.instead"), () -> sas.choose(true), "link");
        choose.setId("sas-choose");
        VBox hear = step(
                "2",
                Icon.HEAR,
                TEXTS.get("hear"),
                Controls.label(
                        code.words() ? TEXTS.get("hear.word", peer) : TEXTS.get("hear.characters", peer), "muted"),
                answer(code.words() ? TEXTS.get("field.word") : TEXTS.get("field.characters"), code.words() ? 0 : 2),
                choose);
        return new Node[] {say(), practice, hear, fallback()};
    }

    private VBox say() {
        SasCode code = sas.code();
        return step(
                "1",
                Icon.SAY,
                TEXTS.get("say"),
                Controls.label(TEXTS.get("say.how", peer), "muted"),
                new CodeTiles(code, code::isMine, code::isMine));
    }

    private Node[] options() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("sas-options");
        for (String option : sas.options()) {
            int place = grid.getChildren().size();
            Button button = option(option, spoken(option), () -> sas.choose(Optional.of(option)));
            button.setId("sas-option-" + place);
            grid.add(button, place % 2, place / 2);
        }
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().addAll(half, half);
        Button none = option(TEXTS.get("choose.none"), TEXTS.get("choose.none"), () -> sas.choose(Optional.empty()));
        none.setId("sas-option-none");
        Button type = Controls.button(TEXTS.get("choose.type"), () -> sas.choose(false), "link");
        type.setId("sas-type");
        VBox hear = step(
                "2",
                Icon.HEAR,
                TEXTS.get("choose"),
                Controls.label(TEXTS.get("choose.how", peer), "muted"),
                grid,
                none,
                type);
        VBox say = say();
        // No answer has the focus, so that none is given by a key that was pressed once too often.
        Controls.focus(say.getChildren().getLast());
        return new Node[] {say, practice, hear, fallback()};
    }

    /** All alike: none is easier to press than another. */
    private static Button option(String text, String accessible, Runnable action) {
        Button button = Controls.button(text, action, "choice", "sas-option");
        button.setAccessibleText(accessible);
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private String spoken(String half) {
        return sas.code().words()
                ? half
                : half.codePoints()
                        .mapToObj(c -> Spelling.of(Character.toString(c)))
                        .collect(Collectors.joining(", "));
    }

    private Node[] all() {
        SasCode code = sas.code();
        VBox hear = step(
                "1",
                Icon.HEAR,
                TEXTS.get("all"),
                Controls.label(TEXTS.get("all.how", peer), "muted"),
                answer(TEXTS.get("field.whole"), code.words() ? 0 : 4));
        return new Node[] {practice, hear, fallback()};
    }

    private Node[] again() {
        SasCode code = sas.code();
        VBox again = step(
                "!",
                Icon.WARNING,
                TEXTS.get("again"),
                Controls.label(TEXTS.get("again.how", peer), "muted"),
                answer(TEXTS.get("field.whole"), code.words() ? 0 : 4));
        again.getStyleClass().add("attention");
        Button differ = Controls.button(TEXTS.get("differs"), sas::deny, "link");
        differ.setId("sas-differ");
        Button wait = Controls.button(TEXTS.get("later"), later, "link");
        HBox row = new HBox(differ, Controls.space(), wait);
        row.setAlignment(Pos.CENTER_LEFT);
        return new Node[] {practice, again, row};
    }

    private Node[] shown() {
        Button match = Controls.button(Icon.CHECK, TEXTS.get("match"), sas::match, "choice");
        match.setId("sas-match");
        Button differ = Controls.button(Icon.CLOSE, TEXTS.get("differ"), sas::deny, "choice");
        differ.setId("sas-differ");
        for (Button button : new Button[] {match, differ}) {
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        HBox choice = new HBox(match, differ);
        choice.getStyleClass().add("action-row");
        VBox pictures = new VBox(Controls.label(TEXTS.get("emoji"), "muted"), new EmojiTiles(sas.emoji()));
        pictures.getStyleClass().add("emoji-code");
        Controls.show(pictures, !sas.emoji().isEmpty());
        Button wait = Controls.button(TEXTS.get("later"), later, "flat");
        wait.setMaxWidth(Double.MAX_VALUE);
        return new Node[] {
            practice,
            step(
                    "1",
                    Icon.HEAR,
                    TEXTS.get("shown"),
                    Controls.label(TEXTS.get("shown.how", peer), "muted"),
                    new CodeTiles(sas.code(), part -> true, part -> false),
                    pictures,
                    choice,
                    wait)
        };
    }

    private Node[] name() {
        TextField name = new TextField(sas.suggestedName());
        name.setId("sas-name");
        Field field = new Field(TEXTS.get("name.field"), name, TEXTS.get("name.hint"));
        Button confirm =
                Controls.button(Icon.VERIFIED, TEXTS.get("name.confirm"), () -> sas.confirm(name.getText()), "accent");
        confirm.setId("sas-confirm");
        confirm.setMaxWidth(Double.MAX_VALUE);
        name.setOnAction(event -> sas.confirm(name.getText()));
        VBox box =
                step("3", Icon.KEY, TEXTS.get("name"), Controls.label(TEXTS.get("name.how"), "muted"), field, confirm);
        box.getStyleClass().add("good");
        Controls.focus(name);
        return new Node[] {box};
    }

    private Node[] verified() {
        String name = sas.keyName().get();
        String said = name.isEmpty() ? TEXTS.get("verified.how.unnamed") : TEXTS.get("verified.how", name);
        VBox box = result(Icon.VERIFIED, TEXTS.get("verified"), said, "good");
        Button done = Controls.button(TEXTS.get("done"), later, "accent");
        done.setId("sas-done");
        box.getChildren().add(done);
        return new Node[] {box};
    }

    private Node[] differs() {
        VBox box = result(Icon.STOP, TEXTS.get("differs"), TEXTS.get("differs.how", peer), "danger");
        Button hangUp = Controls.button(
                Icon.HANG_UP, TEXTS.get("hangup"), () -> model.ask(model.phone().hangUp(sas.call())), "danger");
        box.getChildren().add(hangUp);
        return new Node[] {box};
    }

    private Node answer(String prompt, int characters) {
        TextField typed = new TextField();
        typed.setId("sas-typed");
        typed.setPrefColumnCount(8);
        typed.setPromptText(prompt);
        typed.setAccessibleText(prompt);
        typed.getStyleClass().addAll("code-input", characters > 0 ? "characters" : "words");
        HBox.setHgrow(typed, Priority.ALWAYS);
        Button check = Controls.button(TEXTS.get("check"), () -> sas.type(typed.getText()), "accent");
        check.setId("sas-check");
        check.setMinWidth(USE_PREF_SIZE);
        check.disableProperty().bind(typed.textProperty().map(String::isBlank));
        typed.setOnAction(event -> sas.type(typed.getText()));
        typed.focusedProperty().addListener((focused, before, now) -> {
            if (now) {
                reveal(typed);
            }
        });
        HBox row = new HBox(typed, check);
        row.getStyleClass().add("answer-row");
        row.setAlignment(Pos.CENTER);
        Controls.focus(typed);
        return sas.code().words() ? new VBox(row, new WordSuggestions(typed, sas::suggestions)) : row;
    }

    /** In a low window the field lies below what is seen. */
    private void reveal(Node node) {
        Node content = scroll.getContent();
        double height = content.getBoundsInLocal().getHeight();
        double hidden = height - scroll.getViewportBounds().getHeight();
        double bottom =
                content.sceneToLocal(node.localToScene(node.getBoundsInLocal())).getMaxY() + ROOM_BELOW;
        if (hidden > 0 && bottom > scroll.getViewportBounds().getHeight()) {
            scroll.setVvalue(Math.clamp((bottom - scroll.getViewportBounds().getHeight()) / hidden, 0, 1));
        }
    }

    private Node fallback() {
        Button shown = Controls.button(TEXTS.get("show.whole"), sas::showWhole, "link");
        shown.setId("sas-show-whole");
        Button wait = Controls.button(TEXTS.get("later"), later, "link");
        wait.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(shown, Controls.space(), wait);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** What stands on the practice peer's own screen: with a person, this comes by ear. */
    private void showPractice() {
        String shows = model.practiceSas(sas.call()).get();
        Optional<SasCode> theirs = sas.step().get().isOpen()
                ? SasCode.of(shows, CallSnapshot.Direction.OUTGOING)
                        .map(code -> new SasCode(code.parts(), !sas.code().mineFirst()))
                : Optional.empty();
        Controls.show(practice, theirs.isPresent());
        practice.getChildren().clear();
        theirs.ifPresent(code -> {
            HBox heading =
                    new HBox(Icon.PRACTICE.node("card-icon"), Controls.label(TEXTS.get("practice"), "card-title"));
            heading.setAlignment(Pos.CENTER_LEFT);
            heading.getStyleClass().add("card-heading");
            // With halves this is the one it reads out.
            practice.getChildren().addAll(heading, new CodeTiles(code, part -> true, code::isMine));
        });
    }

    private static VBox step(String number, Icon icon, String title, Node... content) {
        Label mark = new Label(number);
        mark.getStyleClass().add("step-number");
        HBox heading = new HBox(mark, Controls.label(title, "step-title"), Controls.space(), icon.node("step-icon"));
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("card-heading");
        VBox box = new VBox(heading);
        box.getChildren().addAll(content);
        box.getStyleClass().add("sas-step");
        return box;
    }

    private static VBox result(Icon icon, String title, String text, String tone) {
        VBox box = new VBox(
                icon.node("result-icon"),
                Controls.label(title, "result-title"),
                Controls.label(text, "muted", "centred"));
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().addAll("sas-step", "sas-result", tone);
        return box;
    }

    @Override
    public void close() {
        attachments.close();
    }
}
