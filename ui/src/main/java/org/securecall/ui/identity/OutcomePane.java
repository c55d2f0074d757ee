// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;

/** What came of the last command. */
final class OutcomePane extends VBox implements AutoCloseable {

    private final Attachments attachments = new Attachments();

    /** @param id what the ids of its nodes begin with */
    OutcomePane(String id, Outcome outcome) {
        Label result = Controls.label("");
        result.setGraphic(Icon.CHECK.node());
        show(result, id + "-result", outcome.result());
        show(Controls.label("", "problem"), id + "-problem", outcome.problem());
    }

    private void show(Label label, String id, ObservableValue<String> text) {
        label.setId(id);
        attachments.now(text, now -> {
            label.setText(now);
            label.setAccessibleText(now);
            Controls.show(label, !now.isEmpty());
        });
        getChildren().add(label);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
