// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;

/** What everything at the side of the list has in common. */
final class SidePane {

    private SidePane() {}

    /** @param closeText what the button at the right says to a screen reader */
    static Node heading(String title, String closeText, Runnable close) {
        var words = Controls.label(title, "pane-title");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox heading = new HBox(words, Controls.iconButton(Icon.CLOSE, closeText, close, "flat"));
        heading.setAlignment(Pos.CENTER_LEFT);
        return heading;
    }

    static void closeOnEscape(Node pane, Runnable close) {
        pane.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            }
        });
    }
}
