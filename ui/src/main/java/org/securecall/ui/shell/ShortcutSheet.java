// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/** All shortcuts, over the window until it is closed. */
final class ShortcutSheet extends StackPane {

    private static final Texts TEXTS = Texts.of("shell");

    private final Button close;

    ShortcutSheet(Actions actions, Runnable hide) {
        getStyleClass().add("sheet-shade");
        setId("shortcut-sheet");
        close = Controls.iconButton(Icon.CLOSE, TEXTS.get("shortcuts.close"), hide, "flat");
        HBox heading = new HBox(Controls.line(TEXTS.get("shortcuts"), "pane-title"), Controls.space(), close);
        heading.setAlignment(Pos.CENTER_LEFT);
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shortcut-grid");
        int row = 0;
        StringBuilder spoken = new StringBuilder();
        for (Actions.Action action : actions.all()) {
            var keys = Controls.line(action.keys().getDisplayText(), "key-cap");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(row++, keys, Controls.line(action.text()));
            spoken.append(action.keys().getDisplayText())
                    .append(": ")
                    .append(action.text())
                    .append(". ");
        }
        VBox sheet = new VBox(heading, grid);
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        sheet.getStyleClass().add("shortcut-card");
        sheet.setAccessibleRole(AccessibleRole.TEXT);
        sheet.setFocusTraversable(true);
        sheet.setAccessibleText(spoken.toString());
        getChildren().add(sheet);
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) {
                hide.run();
            }
        });
    }

    void opened() {
        Controls.focus(close);
    }
}
