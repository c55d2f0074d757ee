// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.lock.Passphrases;
import org.securecall.ui.text.Texts;

/** A new passphrase, typed twice; and the one of now, where there is one. */
final class PassphraseForm extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("lock");

    private final Attachments attachments = new Attachments();
    private final ProtectionModel model;
    private final PasswordField current = new PasswordField();
    private final PasswordField passphrase = new PasswordField();
    private final PasswordField again = new PasswordField();
    private final Button save;

    /** @param cancel closes the form */
    PassphraseForm(ProtectionModel model, Runnable cancel) {
        this.model = model;
        getStyleClass().add("passphrase-form");
        current.setId("lock-current");
        current.setOnAction(event -> passphrase.requestFocus());
        passphrase.setId("lock-passphrase");
        again.setId("lock-again");
        passphrase.setOnAction(event -> again.requestFocus());
        again.setOnAction(event -> save());
        Field now = new Field(TEXTS.get("current"), current, "");
        Field first = new Field(TEXTS.get("passphrase"), passphrase, TEXTS.get("passphrase.hint"));
        Field second = new Field(TEXTS.get("again"), again, "");
        attachments.now(model.currentProblem(), now::problem);
        attachments.now(model.passphraseProblem(), first::problem);
        attachments.now(model.againProblem(), second::problem);
        save = Controls.button("", this::save, "accent");
        save.setId("lock-save");
        save.disableProperty().bind(model.saving());
        Button close = Controls.button(TEXTS.get("cancel"), cancel);
        close.setId("lock-cancel");
        close.disableProperty().bind(model.saving());
        HBox buttons = new HBox(save, close);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("action-row");
        getChildren().addAll(now, first, length(), second, Controls.label(TEXTS.get("forgotten")), buttons);
        attachments.now(model.protection(), protection -> {
            Controls.show(now, model.hasPassphrase());
            Controls.name(save, model.hasPassphrase() ? TEXTS.get("change") : TEXTS.get("set"));
        });
    }

    private Label length() {
        Label length = Controls.label("", "muted");
        length.setId("lock-length");
        attachments.onAny(
                () -> {
                    CharSequence typed = passphrase.getCharacters();
                    String words = PassphraseLength.of(Character.codePointCount(typed, 0, typed.length()))
                            .words();
                    length.setText(words);
                    passphrase.setAccessibleHelp(words.isEmpty() ? TEXTS.get("passphrase.hint") : words);
                    Controls.show(length, !words.isEmpty());
                },
                passphrase.lengthProperty());
        return length;
    }

    private void save() {
        if (model.protect(Passphrases.typed(current), Passphrases.typed(passphrase), Passphrases.typed(again))) {
            empty();
        }
    }

    void opened() {
        Controls.focus(model.hasPassphrase() ? current : passphrase);
    }

    /** Forgets what was typed. */
    void empty() {
        current.clear();
        passphrase.clear();
        again.clear();
    }

    @Override
    public void close() {
        empty();
        attachments.close();
    }
}
