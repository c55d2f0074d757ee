// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A group of controls on a surface of its own, under a heading. */
public final class Card extends VBox {

    public Card(Icon icon, String title, Node... content) {
        getStyleClass().add("card");
        HBox heading = new HBox(icon.node("card-icon"), Controls.line(title, "card-title"));
        heading.getStyleClass().add("card-heading");
        heading.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(heading);
        getChildren().addAll(content);
    }
}
