// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import java.text.Bidi;
import javafx.scene.control.Label;

/**
 * A label that breaks its lines, but never within what is read from right to left. JavaFX 26 throws while it lays out a line that ends
 * there, and the names of callers must not be able to stop the window. Where such a name has no room, the text is one line, cut short.
 */
final class WrappedLabel extends Label {

    private static final char NO_BREAK = '\u00a0';

    /** Characters of the longest part that is read from right to left; 0 where all is read from left to right. */
    private int longest;

    WrappedLabel(String text) {
        textProperty().addListener((property, before, now) -> take(now));
        fontProperty().addListener(font -> fit());
        widthProperty().addListener(width -> fit());
        setText(text);
        fit();
    }

    private void take(String text) {
        String joined = joined(text);
        if (!joined.equals(text)) {
            setText(joined);
            return;
        }
        fit();
    }

    private void fit() {
        setWrapText(longest == 0 || getWidth() >= needed());
    }

    /** No character is wider than its height. */
    private double needed() {
        return longest == 0
                ? 0
                : snappedLeftInset() + snappedRightInset() + longest * getFont().getSize();
    }

    /** The same text with a blank that breaks no line for each blank within a part that is read from right to left. */
    private String joined(String text) {
        longest = 0;
        char[] characters = text.toCharArray();
        if (!Bidi.requiresBidi(characters, 0, characters.length)) {
            return text;
        }
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        StringBuilder joined = new StringBuilder(text);
        int from = 0;
        boolean within = false;
        for (int run = 0; run < bidi.getRunCount(); run++) {
            boolean plain = bidi.getRunLevel(run) == 0;
            if (!plain && !within) {
                from = bidi.getRunStart(run);
            }
            within = !plain;
            if (within) {
                for (int i = bidi.getRunStart(run); i < bidi.getRunLimit(run); i++) {
                    if (joined.charAt(i) == ' ') {
                        joined.setCharAt(i, NO_BREAK);
                    }
                }
                longest = Math.max(longest, bidi.getRunLimit(run) - from);
            }
        }
        return joined.toString();
    }

    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(enough(width));
    }

    @Override
    protected double computeMinHeight(double width) {
        return super.computeMinHeight(enough(width));
    }

    @Override
    protected double computeMaxHeight(double width) {
        return super.computeMaxHeight(enough(width));
    }

    /** Asked about a width that has no room for it, the label answers as for one that has; it will not be broken there. */
    private double enough(double width) {
        return width < 0 ? width : Math.max(width, needed());
    }
}
