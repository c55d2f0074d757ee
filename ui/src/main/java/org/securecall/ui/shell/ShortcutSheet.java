// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
    private Optional<Node> before = Optional.empty();

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
        addEventFilter(KeyEvent.KEY_PRESSED, this::keepFocus);
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) {
                hide.run();
            }
        });
    }

    /** Shows it, or hides it and puts the focus back where it was. */
    void toggle() {
        if (isVisible()) {
            before.ifPresent(Node::requestFocus);
            before = Optional.empty();
            setVisible(false);
        } else {
            before = Optional.ofNullable(getScene().getFocusOwner());
            setVisible(true);
            Controls.focus(close);
        }
    }

    /** What is behind the sheet cannot be seen well: Tab goes from the list to the button and back. */
    private void keepFocus(KeyEvent event) {
        if (event.getCode() == KeyCode.TAB && getScene().getFocusOwner() != null) {
            getScene()
                    .getFocusOwner()
                    .requestFocusTraversal(close.isFocused() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
        }
    }
}
