// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Asks for a backup and its code, says what it would replace, and replaces it. */
public final class RestorePane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("backup");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");

    private final Attachments attachments = new Attachments();
    private final RestoreModel model;
    private final VBox question = new VBox();

    /** @param reopen closes the telephone and opens it anew; given what to tell there */
    public RestorePane(PhoneModel phone, Consumer<String> reopen) {
        this(new RestoreModel(phone, reopen));
    }

    RestorePane(RestoreModel model) {
        this.model = model;
        getStyleClass().add("choices");
        question.getStyleClass().add("choices");
        question.setId("restore-question");
        VBox asking = asking();
        Label restoring = Controls.label(TEXTS.get("restore.restoring"), "muted");
        getChildren()
                .addAll(
                        Controls.label(TEXTS.get("restore.about"), "muted"),
                        Shown.label("restore-problem", model.problem(), attachments, "problem"),
                        asking,
                        question,
                        restoring);
        attachments.now(model.step(), step -> {
            Controls.show(asking, step == RestoreModel.Step.CODE || step == RestoreModel.Step.READING);
            Controls.show(restoring, step == RestoreModel.Step.RESTORING);
            showQuestion();
        });
    }

    private VBox asking() {
        FileField file = FileField.toOpen("restore-file", model.file());
        Field field = new Field(TEXTS.get("restore.file"), file, file.name(), "");
        attachments.now(model.fileProblem(), field::problem);
        Button read = Controls.button(Icon.RESTORE, TEXTS.get("restore"), model::read);
        read.setId("restore-read");
        Label reading = Controls.label(TEXTS.get("restore.reading"), "muted");
        attachments.now(model.step(), step -> {
            boolean busy = step == RestoreModel.Step.READING;
            Controls.show(reading, busy);
            read.setDisable(busy);
        });
        VBox asking = new VBox(field, code(), read, reading);
        asking.getStyleClass().add("choices");
        return asking;
    }

    private VBox code() {
        FlowPane fields = new FlowPane();
        fields.getStyleClass().add("recovery-code");
        TextField before = null;
        for (int i = 0; i < model.groups().size(); i++) {
            TextField group = group(i);
            if (before != null) {
                goOn(before, group, i - 1);
            }
            before = group;
            fields.getChildren().add(group);
        }
        VBox code = new VBox(
                Controls.line(TEXTS.get("restore.code"), "field-name"),
                fields,
                Shown.label("restore-code-problem", model.codeProblem(), attachments, "problem", "field-hint"));
        code.getStyleClass().add("field");
        return code;
    }

    private TextField group(int at) {
        TextField field = new TextField();
        String name = TEXTS.get("restore.group", at + 1);
        field.setId("restore-group-" + (at + 1));
        field.setAccessibleText(name);
        field.setPromptText(Integer.toString(at + 1));
        field.getStyleClass().add("recovery-field");
        field.setAlignment(Pos.CENTER);
        field.textProperty().bindBidirectional(model.groups().get(at));
        attachments.now(model.groups().get(at), typed -> {
            boolean wrong = model.isWrong(at);
            field.pseudoClassStateChanged(WRONG, wrong);
            field.pseudoClassStateChanged(RIGHT, model.isRight(at));
            field.setAccessibleHelp(wrong ? TEXTS.get("group.wrong", at + 1) : "");
        });
        field.setOnAction(event -> model.read());
        return field;
    }

    /** From a group that is right to the next, and back from an empty one. */
    private void goOn(TextField from, TextField to, int at) {
        attachments.now(from.textProperty(), typed -> {
            if (from.isFocused() && model.isRight(at)) {
                to.requestFocus();
                to.end();
            }
        });
        to.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.BACK_SPACE && to.getText().isEmpty()) {
                from.requestFocus();
                from.end();
                event.consume();
            }
        });
    }

    private void showQuestion() {
        boolean asked = model.step().get() == RestoreModel.Step.QUESTION;
        question.getChildren().clear();
        Controls.show(question, asked);
        if (!asked) {
            return;
        }
        Button no = Controls.button(TEXTS.get("cancel"), model::cancel);
        no.setId("restore-no");
        Button yes = Controls.button(TEXTS.get("restore.yes"), model::restore, "danger");
        yes.setId("restore-yes");
        FlowPane answers = new FlowPane(yes, no);
        answers.getStyleClass().add("action-row");
        question.getChildren()
                .addAll(
                        Controls.label(TEXTS.get("restore.whole") + " " + model.found(), "row-name"),
                        Controls.label(model.replaced()),
                        Controls.label(TEXTS.get("restore.next")),
                        answers);
        no.setAccessibleHelp(model.found() + " " + model.replaced() + " " + TEXTS.get("restore.next"));
        Controls.focus(no);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
