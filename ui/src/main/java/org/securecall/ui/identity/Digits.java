// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;

/** Groups of digits that people compare, under what they are of. A screen reader says them one by one. */
final class Digits extends VBox {

    Digits(String id, String name, List<String> groups) {
        setId(id);
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add("digit-groups");
        for (String group : groups) {
            Label label = Controls.line(group, "mono", "digit-group");
            label.setMinWidth(USE_PREF_SIZE);
            pane.getChildren().add(label);
        }
        getChildren().addAll(Controls.line(name, "fact-name"), pane);
        getStyleClass().add("digits");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(name + ": "
                + String.join(
                        ", ",
                        groups.stream()
                                .map(group -> String.join(" ", group.split("")))
                                .toList()));
    }
}
