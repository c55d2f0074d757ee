// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.ForeignKeys;
import org.securecall.app.api.OtherTelephone;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.ZidDigits;
import org.securecall.ui.text.Texts;

/** Takes over the keys of Linphone, Jitsi or Twinkle. */
public final class KeyImportPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("backup");

    private final Attachments attachments = new Attachments();
    private final KeyImportModel model;
    private final VBox question = new VBox();

    public KeyImportPane(PhoneModel phone) {
        this(new KeyImportModel(phone));
    }

    KeyImportPane(KeyImportModel model) {
        this.model = model;
        getStyleClass().add("choices");
        question.getStyleClass().add("choices");
        question.setId("keys-question");
        VBox asking = asking();
        Label busy = Controls.label(TEXTS.get("keys.busy"), "muted");
        getChildren()
                .addAll(
                        Controls.label(TEXTS.get("keys.about"), "muted"),
                        Shown.label("keys-result", model.result(), attachments),
                        Shown.label("keys-problem", model.problem(), attachments, "problem"),
                        asking,
                        question,
                        busy);
        attachments.now(model.step(), step -> {
            Controls.show(asking, step == KeyImportModel.Step.FILE);
            Controls.show(busy, step == KeyImportModel.Step.READING || step == KeyImportModel.Step.IMPORTING);
            showQuestion();
        });
    }

    private VBox asking() {
        ComboBox<OtherTelephone> make = new ComboBox<>();
        make.setId("keys-make");
        make.getItems().setAll(OtherTelephone.values());
        make.setConverter(chosenOnly(KeyImportPane::name));
        make.valueProperty().bindBidirectional(model.make());
        FileField file = FileField.toOpen("keys-file", model.file());
        Field field = new Field(TEXTS.get("keys.file"), file, file.name(), "");
        Label hint = Controls.label("", "field-hint");
        attachments.now(model.make(), chosen -> {
            hint.setText(place(chosen));
            file.name().setAccessibleHelp(place(chosen));
        });
        Button read = Controls.button(Icon.KEY, TEXTS.get("keys.read"), model::read);
        read.setId("keys-read");
        VBox asking = new VBox(new Field(TEXTS.get("keys.make"), make, ""), field, hint, read);
        asking.getStyleClass().add("choices");
        return asking;
    }

    private static String name(OtherTelephone make) {
        return switch (make) {
            case LINPHONE -> "Linphone";
            case JITSI -> "Jitsi";
            case TWINKLE -> "Twinkle";
        };
    }

    private static String place(OtherTelephone make) {
        return switch (make) {
            case LINPHONE -> TEXTS.get("keys.file.linphone");
            case JITSI -> TEXTS.get("keys.file.jitsi");
            case TWINKLE -> TEXTS.get("keys.file.twinkle");
        };
    }

    private interface Name<T> {
        String of(T value);
    }

    private static <T> StringConverter<T> chosenOnly(Name<T> name) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : name.of(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("It is chosen, never typed");
            }
        };
    }

    private void showQuestion() {
        boolean asked = model.step().get() == KeyImportModel.Step.QUESTION;
        question.getChildren().clear();
        Controls.show(question, asked);
        if (!asked) {
            return;
        }
        if (model.identifiers().size() > 1) {
            question.getChildren().add(new Field(TEXTS.get("keys.which"), identifiers(), TEXTS.get("keys.one")));
        } else {
            model.identifiers().forEach(only -> question.getChildren().add(Controls.label(describe(only), "row-name")));
        }
        if (!model.leftOut().isEmpty()) {
            question.getChildren()
                    .addAll(
                            Controls.label(TEXTS.get("keys.left"), "field-name"),
                            Controls.label(model.leftOut(), "muted"));
        }
        Button no = Controls.button(TEXTS.get("cancel"), model::cancel);
        no.setId("keys-no");
        no.setAccessibleHelp(TEXTS.get("keys.meaning"));
        Button yes = Controls.button(TEXTS.get("keys.yes"), model::takeOver, "danger");
        yes.setId("keys-yes");
        FlowPane answers = new FlowPane(yes, no);
        answers.getStyleClass().add("action-row");
        question.getChildren().addAll(Controls.label(TEXTS.get("keys.meaning")), answers);
        Controls.focus(no);
    }

    private ComboBox<ForeignKeys.Identifier> identifiers() {
        ComboBox<ForeignKeys.Identifier> box = new ComboBox<>();
        box.setId("keys-identifier");
        box.getItems().setAll(model.identifiers());
        box.setConverter(chosenOnly(KeyImportPane::describe));
        model.chosen().get().ifPresent(box::setValue);
        box.setOnAction(event -> model.chosen().set(Optional.ofNullable(box.getValue())));
        return box;
    }

    private static String describe(ForeignKeys.Identifier identifier) {
        return TEXTS.get(
                "keys.identifier", ZidDigits.grouped(identifier.zid()), identifier.keys(), identifier.verified());
    }

    @Override
    public void close() {
        attachments.close();
    }
}
