// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/** A bar that shows how loud it is, from -60 dBFS to full scale. It falls slower than it rises, so that the eye can follow. */
public final class LevelMeter extends Region {

    private static final double FLOOR_DB = -60;
    private static final double FALL_PER_FRAME = 0.04;

    private final Region bar = new Region();
    private double shown;

    public LevelMeter() {
        getStyleClass().add("meter");
        bar.getStyleClass().add("meter-bar");
        getChildren().add(bar);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        clip.setArcWidth(6);
        clip.setArcHeight(6);
        setClip(clip);
    }

    /** @param db -96 to 0 */
    public void level(double db) {
        double wanted = Math.clamp(1 - db / FLOOR_DB, 0, 1);
        double next = wanted >= shown ? wanted : Math.max(wanted, shown - FALL_PER_FRAME);
        if (next != shown) {
            shown = next;
            requestLayout();
        }
    }

    /** 0 to 1, as drawn. */
    double shown() {
        return shown;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 120;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 6;
    }

    @Override
    protected double computeMaxHeight(double width) {
        return 6;
    }

    @Override
    protected void layoutChildren() {
        bar.resizeRelocate(0, 0, getWidth() * shown, getHeight());
    }
}
