// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.securecall.app.api.Protection;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.lock.Locker;
import org.securecall.ui.lock.Passphrases;
import org.securecall.ui.text.Texts;

/** What the key of the profile is kept under; its passphrase; and when the profile locks. */
final class LockPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("lock");
    private static final List<Integer> MINUTES = List.of(0, 1, 5, 15, 60);

    private final Attachments attachments = new Attachments();
    private final SettingsModel settings;
    private final ProtectionModel model;
    private final FlowPane buttons = new FlowPane();
    private final Button change = Controls.button(Icon.KEY, "", this::openForm);
    private final VBox question = new VBox();
    private final PasswordField known = new PasswordField();
    private final PassphraseForm form;

    LockPane(SettingsModel settings, ProtectionModel model, Locker locker) {
        this.settings = settings;
        this.model = model;
        this.form = new PassphraseForm(model, this::closeForm);
        getStyleClass().add("lock-pane");
        attachments.add(form::close);
        fillButtons(locker);
        fillQuestion();
        getChildren().add(state());
        tell();
        getChildren().addAll(buttons, form, question, after(), needed());
        Controls.show(form, false);
        Controls.show(question, false);
        attachments.now(model.result(), text -> showButtons());
    }

    private VBox state() {
        Label name = Controls.label("", "row-name");
        name.setId("lock-state");
        Label about = Controls.label("", "muted");
        attachments.now(model.protection(), now -> {
            name.setText(name(now));
            about.setText(about(now));
        });
        return new VBox(name, about);
    }

    private static String name(Protection protection) {
        return switch (protection) {
            case PASSPHRASE -> TEXTS.get("under.passphrase");
            case KEYSTORE -> TEXTS.get("under.keystore");
            case FILE -> TEXTS.get("under.file");
        };
    }

    private static String about(Protection protection) {
        return switch (protection) {
            case PASSPHRASE -> TEXTS.get("under.passphrase.about");
            case KEYSTORE -> TEXTS.get("under.keystore.about");
            case FILE -> TEXTS.get("under.file.about");
        };
    }

    /** What came of the last change. */
    private void tell() {
        Label result = Controls.label("");
        result.setId("lock-result");
        result.setGraphic(Icon.CHECK.node());
        Label problem = Controls.label("", "problem");
        problem.setId("lock-problem");
        Label saving = Controls.label(TEXTS.get("saving"), "muted");
        attachments.now(model.result(), text -> show(result, text));
        attachments.now(model.problem(), text -> show(problem, text));
        attachments.now(model.saving(), now -> Controls.show(saving, now));
        getChildren().addAll(result, problem, saving);
    }

    private static void show(Label label, String text) {
        label.setText(text);
        Controls.show(label, !text.isEmpty());
    }

    private void fillButtons(Locker locker) {
        change.setId("lock-change");
        Button remove = Controls.button(TEXTS.get("remove"), this::ask);
        remove.setId("lock-remove");
        Button lock = Controls.button(Icon.LOCK, TEXTS.get("now"), locker::lock);
        lock.setId("lock-now");
        for (Button button : List.of(change, remove, lock)) {
            button.disableProperty().bind(model.saving());
        }
        buttons.getChildren().addAll(change, remove, lock);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("action-row");
        attachments.now(model.protection(), now -> {
            Controls.name(change, model.hasPassphrase() ? TEXTS.get("change") : TEXTS.get("set"));
            Controls.show(remove, model.hasPassphrase());
        });
    }

    private void fillQuestion() {
        known.setId("lock-remove-current");
        known.setOnAction(event -> remove());
        Field current = new Field(TEXTS.get("current"), known, "");
        attachments.now(model.currentProblem(), current::problem);
        Button yes = Controls.button(TEXTS.get("remove"), this::remove, "danger");
        yes.setId("lock-remove-yes");
        yes.disableProperty().bind(model.saving());
        Button no = Controls.button(TEXTS.get("keep"), this::showButtons);
        no.setId("lock-remove-no");
        FlowPane answers = new FlowPane(yes, no);
        answers.getStyleClass().add("action-row");
        question.getStyleClass().add("choices");
        question.getChildren().addAll(Controls.label(TEXTS.get("remove.question")), current, answers);
    }

    private void remove() {
        if (model.remove(Passphrases.typed(known))) {
            known.clear();
        }
    }

    private Field after() {
        ComboBox<Integer> after = new ComboBox<>();
        after.setId("lock-after");
        after.getItems().setAll(MINUTES);
        after.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer minutes) {
                return minutes == null
                        ? ""
                        : minutes == 0 ? TEXTS.get("after.never") : TEXTS.get("after.minutes", minutes);
            }

            @Override
            public Integer fromString(String text) {
                throw new UnsupportedOperationException("It is chosen, never typed");
            }
        });
        attachments.now(settings.phone().settings(), now -> {
            if (!after.getItems().contains(now.lockAfterMinutes())) {
                after.getItems().add(now.lockAfterMinutes());
            }
            after.setValue(now.lockAfterMinutes());
        });
        after.setOnAction(event -> {
            if (after.getValue() != null) {
                settings.lockAfter(after.getValue());
            }
        });
        attachments.now(model.protection(), now -> after.setDisable(!model.hasPassphrase()));
        return new Field(TEXTS.get("after"), after, "");
    }

    private Label needed() {
        Label needed = Controls.label(TEXTS.get("after.needs"), "muted", "small-text");
        attachments.now(model.protection(), now -> Controls.show(needed, !model.hasPassphrase()));
        return needed;
    }

    private void openForm() {
        model.clear();
        Controls.show(buttons, false);
        Controls.show(form, true);
        form.opened();
    }

    private void closeForm() {
        form.empty();
        model.clear();
        showButtons();
    }

    private void ask() {
        model.clear();
        Controls.show(buttons, false);
        Controls.show(question, true);
        Controls.focus(known);
    }

    private void showButtons() {
        boolean back = form.isVisible() || question.isVisible();
        known.clear();
        Controls.show(form, false);
        Controls.show(question, false);
        Controls.show(buttons, true);
        if (back) {
            Controls.focus(change);
        }
    }

    @Override
    public void close() {
        known.clear();
        attachments.close();
    }
}
