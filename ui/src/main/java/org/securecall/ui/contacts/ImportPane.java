// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.ContactImport;
import org.securecall.ui.control.Controls;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** Shows what comes of a file of contacts, before it is taken in and after. */
final class ImportPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("contacts");

    private final Attachments attachments = new Attachments();
    private final ImportModel model;
    private final Label title = Controls.label("", "import-title");
    private final VBox counts = new VBox();
    private final ListView<ImportModel.Line> lines = new ListView<>();
    private final Label problem = Controls.label("", "problem");
    private final ProgressIndicator busy = new ProgressIndicator();
    private final Button take;
    private final Button leave;

    ImportPane(ImportModel model, Runnable close) {
        this.model = model;
        getStyleClass().addAll("side-form", "import-pane");
        setId("import-pane");
        SidePane.closeOnEscape(this, close);
        counts.setId("import-counts");
        counts.getStyleClass().add("import-counts");
        problem.setId("import-problem");
        lines.setId("import-lines");
        lines.setAccessibleText(TEXTS.get("import.lines"));
        lines.getStyleClass().add("import-lines");
        lines.setCellFactory(view -> new LineCell());
        VBox.setVgrow(lines, Priority.ALWAYS);
        busy.setAccessibleText(TEXTS.get("import.busy"));
        busy.getStyleClass().add("small-busy");
        take = Controls.button(TEXTS.get("import.take"), model::take, "accent");
        take.setId("import-take");
        leave = Controls.button(TEXTS.get("import.cancel"), close);
        leave.setId("import-leave");
        HBox buttons = new HBox(take, leave, busy);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("action-row");
        getChildren()
                .addAll(
                        SidePane.heading(TEXTS.get("import.heading"), TEXTS.get("import.close"), close),
                        title,
                        counts,
                        problem,
                        buttons,
                        lines);
        attachments.now(model.state(), this::show);
        Controls.focus(leave);
    }

    private void show(ImportModel.State state) {
        boolean working = state instanceof ImportModel.State.Reading || state instanceof ImportModel.State.Taking;
        boolean over = state instanceof ImportModel.State.Done || state instanceof ImportModel.State.Failed;
        Controls.show(busy, working);
        Controls.name(leave, over ? TEXTS.get("import.leave") : TEXTS.get("import.cancel"));
        Controls.show(take, !over && !(state instanceof ImportModel.State.Reading));
        problem.setText("");
        switch (state) {
            case ImportModel.State.Reading reading -> {
                title.setText(TEXTS.get("import.reading", model.fileName()));
                show(List.of(), List.of());
            }
            case ImportModel.State.Preview(ContactImport read) -> {
                boolean useful = ImportModel.changesAnything(read);
                title.setText(TEXTS.get("import.preview", model.fileName()));
                problem.setText(useful ? "" : TEXTS.get("import.nothing"));
                show(ImportModel.counts(read), ImportModel.lines(read));
                Controls.show(take, useful);
                Controls.focus(useful ? take : leave);
            }
            case ImportModel.State.Taking(ContactImport read) -> take.setDisable(true);
            case ImportModel.State.Done(ContactImport read) -> {
                title.setText(TEXTS.get("import.done", model.fileName()));
                show(ImportModel.counts(read), ImportModel.lines(read));
                Controls.focus(leave);
            }
            case ImportModel.State.Failed(String reason) -> {
                title.setText(TEXTS.get("import.failed", model.fileName()));
                problem.setText(reason);
                show(List.of(), List.of());
                Controls.focus(leave);
            }
        }
        Controls.show(problem, !problem.getText().isEmpty());
    }

    private void show(List<String> numbers, List<ImportModel.Line> details) {
        counts.getChildren()
                .setAll(numbers.stream().map(text -> Controls.label(text)).toList());
        Controls.show(counts, !numbers.isEmpty());
        lines.getItems().setAll(details);
        Controls.show(lines, !details.isEmpty());
    }

    /** Breaks its line, as reasons can be long. */
    private static final class LineCell extends ListCell<ImportModel.Line> {

        private final Label text = Controls.label("");
        private final HBox row = new HBox(text);

        LineCell() {
            setPrefWidth(0);
            HBox.setHgrow(text, Priority.ALWAYS);
        }

        @Override
        protected void updateItem(ImportModel.Line item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            text.setText(item.text());
            Controls.styleFamily(text, "import-line-", item.heading() ? "heading" : "text");
            setAccessibleText(item.text());
            setGraphic(row);
        }
    }

    @Override
    public void close() {
        attachments.close();
    }
}
