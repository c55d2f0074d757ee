// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.app.api.LinkQuestion;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** Links another device of the user's, or this one to another. */
final class LinkPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("identity");

    private final Attachments attachments = new Attachments();
    private final LinkModel model;
    private final TextField name = new TextField();
    private final TextField text = new TextField();
    private final VBox question = new VBox();

    LinkPane(LinkModel model) {
        this.model = model;
        getStyleClass().add("identity-pane");
        QrPane code = new QrPane("link", model.code(), model::save);
        OutcomePane outcome = new OutcomePane("link", model.outcome());
        attachments.add(code::close);
        attachments.add(outcome::close);
        name.setId("link-name");
        name.setOnAction(event -> model.request(name.getText()));
        text.setId("link-typed");
        text.setOnAction(event -> model.read(text.getText()));
        question.getStyleClass().add("choices");
        getChildren()
                .addAll(
                        Controls.label(TEXTS.get("link.about"), "muted"),
                        new Field(TEXTS.get("link.name"), name, TEXTS.get("link.name.hint")),
                        row(button(
                                Icon.ADD,
                                "link-request",
                                TEXTS.get("link.request"),
                                () -> model.request(name.getText()))),
                        new Field(TEXTS.get("link.text"), text, TEXTS.get("link.text.hint")),
                        row(
                                button(
                                        Icon.FILE,
                                        "link-scan",
                                        TEXTS.get("scan"),
                                        () -> Pictures.toRead(this).ifPresent(model::scan)),
                                button(
                                        Icon.COMPARE,
                                        "link-read",
                                        TEXTS.get("link.read"),
                                        () -> model.read(text.getText()))),
                        question,
                        outcome,
                        code);
        attachments.now(model.question(), now -> {
            question.getChildren().clear();
            now.ifPresent(this::ask);
            Controls.show(question, now.isPresent());
        });
    }

    private void ask(LinkQuestion now) {
        Button no = button(Icon.CLOSE, "link-no", TEXTS.get("link.no"), model::refuse);
        question.getChildren()
                .addAll(
                        Controls.label(TEXTS.get("link.question", now.name())),
                        new Digits("link-digits", TEXTS.get("safety"), now.groups()),
                        row(button(Icon.CHECK, "link-yes", TEXTS.get("link.yes"), model::agree), no));
        Controls.focus(no);
    }

    private static Button button(Icon icon, String id, String name, Runnable action) {
        Button button = Controls.button(icon, name, action);
        button.setId(id);
        return button;
    }

    private static FlowPane row(Button... buttons) {
        FlowPane row = new FlowPane(buttons);
        row.getStyleClass().add("action-row");
        return row;
    }

    @Override
    public void close() {
        attachments.close();
    }
}
