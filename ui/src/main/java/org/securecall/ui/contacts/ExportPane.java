// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.api.ContactFormat;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** Asks which contacts go to a file of which kind, and writes it. */
final class ExportPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("contacts");

    private final Attachments attachments = new Attachments();
    private final ExportModel model;
    private final FileChoice files;

    ExportPane(ExportModel model, FileChoice files, Runnable close) {
        this.model = model;
        this.files = files;
        getStyleClass().addAll("side-form", "export-pane");
        setId("export-pane");
        SidePane.closeOnEscape(this, close);
        Label problem = Controls.label("", "problem");
        problem.setId("export-problem");
        attachments.now(model.problem(), text -> show(problem, text));
        Label result = Controls.label("");
        result.setId("export-result");
        attachments.now(model.result(), text -> show(result, text));
        Button write = Controls.button(TEXTS.get("export.write"), this::write, "accent");
        write.setId("export-write");
        write.setDefaultButton(true);
        Button leave = Controls.button(TEXTS.get("export.leave"), close);
        HBox buttons = new HBox(write, leave);
        buttons.getStyleClass().add("action-row");
        attachments.onAny(
                () -> write.setDisable(model.writing().get() || model.wanted().isEmpty()),
                model.writing(),
                model.which,
                model.group,
                model.contacts().chosen());
        getChildren()
                .addAll(
                        SidePane.heading(TEXTS.get("export.heading"), TEXTS.get("export.close"), close),
                        which(),
                        format(),
                        Controls.label(TEXTS.get("export.open"), "muted", "small-text"),
                        problem,
                        result,
                        buttons);
        Controls.focus(write);
    }

    private static void show(Label label, String text) {
        label.setText(text);
        Controls.show(label, !text.isEmpty());
    }

    private VBox which() {
        ToggleGroup toggles = new ToggleGroup();
        RadioButton all = choice(toggles, ExportModel.Which.ALL);
        RadioButton group = choice(toggles, ExportModel.Which.GROUP);
        RadioButton chosen = choice(toggles, ExportModel.Which.CHOSEN);
        ComboBox<String> groups = new ComboBox<>();
        groups.setId("export-group");
        groups.setAccessibleText(TEXTS.get("export.group.name"));
        groups.setMaxWidth(Double.MAX_VALUE);
        groups.getItems().setAll(model.contacts().groups());
        model.group.get().ifPresent(groups::setValue);
        groups.setOnAction(event -> model.group.set(Optional.ofNullable(groups.getValue())));
        groups.disableProperty().bind(group.selectedProperty().not());
        VBox.setMargin(groups, new Insets(0, 0, 0, 24));
        attachments.onAny(
                () -> {
                    Controls.name(
                            all,
                            TEXTS.get(
                                    "export.all",
                                    model.of(ExportModel.Which.ALL).size()));
                    Controls.name(
                            group,
                            TEXTS.get(
                                    "export.group",
                                    model.of(ExportModel.Which.GROUP).size()));
                    Controls.name(
                            chosen,
                            TEXTS.get(
                                    "export.chosen",
                                    model.of(ExportModel.Which.CHOSEN).size()));
                    boolean some = !model.of(ExportModel.Which.CHOSEN).isEmpty();
                    Controls.show(chosen, some || chosen.isSelected());
                },
                model.group,
                model.contacts().chosen(),
                model.contacts().phone().contacts());
        boolean grouped = !model.contacts().groups().isEmpty();
        Controls.show(group, grouped);
        Controls.show(groups, grouped);
        VBox box = new VBox(Controls.line(TEXTS.get("export.which"), "field-name"), all, group, groups, chosen);
        box.getStyleClass().add("choices");
        return box;
    }

    private RadioButton choice(ToggleGroup toggles, ExportModel.Which which) {
        RadioButton choice = new RadioButton();
        choice.setId("export-" + which.name().toLowerCase(Locale.ROOT));
        choice.setToggleGroup(toggles);
        choice.setSelected(model.which.get() == which);
        choice.setOnAction(event -> model.which.set(which));
        return choice;
    }

    private VBox format() {
        ToggleGroup toggles = new ToggleGroup();
        VBox box = new VBox(Controls.line(TEXTS.get("export.format"), "field-name"));
        box.getStyleClass().add("choices");
        for (ContactFormat format : ContactFormat.values()) {
            RadioButton choice = new RadioButton(words(format));
            choice.setId("export-format-" + format.name().toLowerCase(Locale.ROOT));
            choice.setAccessibleText(words(format) + ". " + about(format));
            choice.setToggleGroup(toggles);
            choice.setSelected(model.format.get() == format);
            choice.setOnAction(event -> model.format.set(format));
            box.getChildren().add(new VBox(choice, Controls.label(about(format), "muted", "choice-about")));
        }
        return box;
    }

    private static String words(ContactFormat format) {
        return switch (format) {
            case VCARD -> TEXTS.get("format.vcard");
            case VCARD_3 -> TEXTS.get("format.vcard3");
            case CSV -> TEXTS.get("format.csv");
        };
    }

    private static String about(ContactFormat format) {
        return switch (format) {
            case VCARD -> TEXTS.get("format.vcard.about");
            case VCARD_3 -> TEXTS.get("format.vcard3.about");
            case CSV -> TEXTS.get("format.csv.about");
        };
    }

    private void write() {
        FileChoice.Kind kind = model.format.get() == ContactFormat.CSV
                ? FileChoice.Kind.of(TEXTS.get("file.csv"), "*.csv")
                : FileChoice.Kind.of(TEXTS.get("file.vcard"), "*.vcf", "*.vcard");
        files.save(getScene().getWindow(), TEXTS.get("export.heading"), model.fileName(), kind)
                .ifPresent(model::write);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
