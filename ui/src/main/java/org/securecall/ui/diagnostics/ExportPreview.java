// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.diagnostics;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.SecurityLogText;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/** The text that would be written, to be read before: this and nothing else goes into the file, or to the clipboard. */
final class ExportPreview extends VBox {

    private static final Texts TEXTS = Texts.of("diagnostics");

    private final LogModel model;
    private final FileChoice files;
    private final SecurityLogText text;
    private final Label told = Controls.label("");
    private final Button save;

    /** @param close back to the list */
    ExportPreview(LogModel model, FileChoice files, Runnable close) {
        this.model = model;
        this.files = files;
        this.text = model.redacted();
        setId("log-preview");
        getStyleClass().add("page");
        TextArea shown = new TextArea(text.text());
        shown.setId("log-preview-text");
        shown.setEditable(false);
        shown.setAccessibleText(TEXTS.get("preview.accessible", text.entries()));
        shown.getStyleClass().addAll("mono", "log-preview-text");
        shown.setWrapText(true);
        VBox.setVgrow(shown, Priority.ALWAYS);
        told.setId("log-preview-told");
        save = Controls.button(Icon.EXPORT, TEXTS.get("preview.save"), this::save, "accent");
        save.setId("log-preview-save");
        Button copy = Controls.button(Icon.COPY, TEXTS.get("preview.copy"), this::copy);
        copy.setId("log-preview-copy");
        Button back = Controls.button(Icon.BACK, TEXTS.get("preview.close"), close);
        back.setId("log-preview-close");
        FlowPane actions = new FlowPane(save, copy, back);
        actions.getStyleClass().add("action-row");
        VBox heading = new VBox(Controls.line(TEXTS.get("preview.title"), "page-title"));
        heading.getStyleClass().add("page-heading");
        getChildren()
                .addAll(
                        heading,
                        Controls.label(TEXTS.get("preview.about", text.entries()), "muted"),
                        shown,
                        told,
                        actions);
        Controls.show(told, false);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            }
        });
        Controls.focus(save);
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(text.text());
        Clipboard.getSystemClipboard().setContent(content);
        tell(TEXTS.get("preview.copied"));
    }

    private void save() {
        Optional<Path> file = files.save(
                getScene().getWindow(),
                TEXTS.get("preview.title"),
                TEXTS.get("preview.file") + ".txt",
                FileChoice.Kind.of(TEXTS.get("preview.kind"), "*.txt"));
        file.ifPresent(to -> {
            save.setDisable(true);
            model.save(
                    text,
                    to,
                    count -> {
                        save.setDisable(false);
                        tell(TEXTS.get("preview.saved", count, String.valueOf(to.getFileName())));
                    },
                    reason -> {
                        save.setDisable(false);
                        tell(reason);
                    });
        });
    }

    private void tell(String sentence) {
        told.setText(sentence);
        Controls.show(told, true);
    }
}
