// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;

/** Names with their values below, in as many columns as there is room for; one stop for a screen reader, which then reads all. */
final class FactGrid extends Pane {

    private static final double COLUMN = 220;
    private static final double COLUMN_GAP = 20;
    private static final double ROW_GAP = 10;
    private static final int MOST_COLUMNS = 3;

    /** @param heading what the facts are of */
    FactGrid(List<KeyFacts.Fact> facts, String heading) {
        getStyleClass().add("fact-grid");
        StringBuilder spoken = new StringBuilder(heading).append(". ");
        for (KeyFacts.Fact fact : facts) {
            Label value = Controls.label(fact.value(), "fact-value");
            if (fact.digits()) {
                value.getStyleClass().add("mono");
            }
            getChildren().add(new VBox(Controls.line(fact.name(), "fact-name"), value));
            spoken.append(fact.name()).append(": ").append(fact.value()).append(". ");
        }
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(spoken.toString().strip());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private static int columns(double width) {
        return Math.clamp((int) ((width + COLUMN_GAP) / (COLUMN + COLUMN_GAP)), 1, MOST_COLUMNS);
    }

    private static double columnWidth(double width) {
        int columns = columns(width);
        return Math.max(0, (width - (columns - 1) * COLUMN_GAP) / columns);
    }

    /** As high as the highest in it. */
    private double rowHeight(int from, double width) {
        double height = 0;
        int to = Math.min(from + columns(width), getChildren().size());
        for (Node fact : getChildren().subList(from, to)) {
            height = Math.max(height, fact.prefHeight(columnWidth(width)));
        }
        return snapSizeY(height);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return COLUMN;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? COLUMN : width;
        double height = 0;
        for (int i = 0; i < getChildren().size(); i += columns(inner)) {
            height += (i == 0 ? 0 : ROW_GAP) + rowHeight(i, inner);
        }
        return height;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        int columns = columns(width);
        double y = 0;
        for (int i = 0; i < getChildren().size(); i += columns) {
            double height = rowHeight(i, width);
            for (int column = 0; column < columns && i + column < getChildren().size(); column++) {
                getChildren()
                        .get(i + column)
                        .resizeRelocate(
                                snapPositionX(column * (columnWidth(width) + COLUMN_GAP)),
                                y,
                                columnWidth(width),
                                height);
            }
            y += height + ROW_GAP;
        }
    }
}
