// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.firstrun;

import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/** A button whose content breaks its lines: as high as they need at the width that there is. */
final class ChoiceCard extends Button {

    private static final double WIDTH = 440;

    private final Region content;

    ChoiceCard(Region content) {
        this.content = content;
        setGraphic(content);
        setMaxWidth(Double.MAX_VALUE);
        getStyleClass().add("choice-card");
        content.setMaxWidth(Region.USE_PREF_SIZE);
        content.prefWidthProperty().bind(widthProperty().map(width -> Math.max(0, width.doubleValue() - sides())));
    }

    private double sides() {
        return getInsets().getLeft() + getInsets().getRight();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return WIDTH;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width > 0 ? width : WIDTH) - sides();
        return content.prefHeight(inner) + getInsets().getTop() + getInsets().getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }
}
