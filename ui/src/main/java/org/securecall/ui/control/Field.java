// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A control with its name above and, below, a hint or what is wrong with what was entered. */
public final class Field extends VBox {

    private final Label below;
    private final String hint;

    /** @param hint possibly empty */
    public Field(String name, Control control, String hint) {
        this(name, control, control, hint);
    }

    /** @param region what is laid out; {@code control} lies in it */
    public Field(String name, Region region, Control control, String hint) {
        this.hint = hint;
        getStyleClass().add("field");
        Label label = new Label(name);
        label.getStyleClass().add("field-name");
        label.setLabelFor(control);
        control.setAccessibleText(name);
        if (!hint.isEmpty()) {
            control.setAccessibleHelp(hint);
        }
        region.setMaxWidth(Double.MAX_VALUE);
        below = Controls.label(hint, "field-hint");
        getChildren().addAll(label, region, below);
        problem("");
    }

    /** @param problem one sentence; empty when all is well */
    public void problem(String problem) {
        boolean wrong = !problem.isEmpty();
        below.setText(wrong ? problem : hint);
        below.getStyleClass().removeAll("problem");
        if (wrong) {
            below.getStyleClass().add("problem");
        }
        Controls.show(below, !below.getText().isEmpty());
    }
}
