// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.api.PastCall;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/** All that is kept of one past call, at the side of the list. */
final class PastCallPane extends VBox {

    private static final Texts TEXTS = Texts.of("history");

    private final PastCall past;
    private final Button shut;

    /**
     * @param clear asks whether to forget all calls with this address
     * @param close leaves it
     */
    PastCallPane(HistoryModel model, PastCall past, Runnable clear, Runnable close) {
        this.past = past;
        setId("past-call");
        getStyleClass().add("side-form");
        String name = model.words().name(past);
        shut = Controls.iconButton(Icon.CLOSE, TEXTS.get("details.close"), close, "flat");
        HBox heading = new HBox(Controls.label(name, "pane-title"), Controls.space(), shut);
        heading.setAlignment(Pos.CENTER_LEFT);
        Button call = Controls.button(Icon.CALL, TEXTS.get("call"), () -> model.call(past), "accent");
        call.setId("past-call-call");
        Button remove = Controls.button(Icon.DELETE, TEXTS.get("remove"), () -> model.remove(past));
        remove.setId("past-call-remove");
        Button clearAll = Controls.button(TEXTS.get("clear.peer", name), clear, "flat");
        clearAll.setId("past-call-clear");
        clearAll.setWrapText(true);
        FlowPane actions = new FlowPane(call, remove);
        actions.getStyleClass().add("action-row");
        getChildren()
                .addAll(heading, Controls.label(PastCallWords.address(past), "muted"), facts(model), actions, clearAll);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            }
        });
    }

    PastCall past() {
        return past;
    }

    void opened() {
        Controls.focus(shut);
    }

    /** One stop for a screen reader, which then reads all. */
    private VBox facts(HistoryModel model) {
        VBox rows = new VBox();
        rows.setId("past-call-facts");
        rows.getStyleClass().add("detail-rows");
        rows.setFocusTraversable(true);
        rows.setAccessibleRole(AccessibleRole.TEXT);
        StringBuilder spoken = new StringBuilder();
        for (PastCallFacts.Fact fact : PastCallFacts.of(past, model.words())) {
            Label value = Controls.label(fact.value(), "detail-value");
            rows.getChildren().add(new VBox(Controls.line(fact.name(), "fact-name"), value));
            spoken.append(fact.name()).append(": ").append(fact.value()).append(". ");
        }
        rows.setAccessibleText(spoken.toString());
        return rows;
    }
}
