// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What a list shows while there is nothing in it: what belongs here, and how to begin. */
public final class EmptyState extends VBox {

    public EmptyState(Icon icon, String title, String text, Node... actions) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        StackPane disc = new StackPane(icon.node());
        disc.getStyleClass().add("empty-disc");
        FlowPane row = new FlowPane(actions);
        row.setAlignment(Pos.CENTER);
        row.getStyleClass().add("action-row");
        getChildren().addAll(disc, Controls.label(title, "empty-title"), Controls.label(text, "muted", "centred"), row);
    }
}
