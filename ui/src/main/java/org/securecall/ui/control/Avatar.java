// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import java.util.Locale;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.Circle;
import javafx.scene.text.Text;

/** A person as their picture, or initials on a colour of their own, with a ring that tells the trust in their key. */
public final class Avatar extends StackPane {

    /** The style sheet has this many colours, {@code hue-0} and so on. */
    private static final int HUES = 8;

    private final Text initials = new Text();
    private final Circle disc = new Circle();
    private final Circle ring = new Circle();
    private final double diameter;

    /** @param diameter of the disc; the ring lies around it */
    public Avatar(double diameter) {
        this.diameter = diameter;
        getStyleClass().add("avatar");
        disc.getStyleClass().add("avatar-disc");
        disc.setRadius(diameter / 2);
        ring.getStyleClass().add("avatar-ring");
        double stroke = Math.max(2, diameter / 24);
        ring.setRadius(diameter / 2 + stroke * 1.6);
        ring.setStrokeWidth(stroke);
        initials.getStyleClass().add("avatar-initials");
        initials.setStyle(String.format(Locale.ROOT, "-fx-font-size: %.1fpx;", diameter * 0.38));
        double side = diameter + stroke * 5;
        setMinSize(side, side);
        setMaxSize(side, side);
        getChildren().addAll(ring, disc, initials);
        trust("none");
    }

    /** @param name whose initials are shown; the colour is made from it too */
    public void person(String name) {
        initials.setText(initialsOf(name));
        getChildren().setAll(ring, disc, initials);
        Controls.styleFamily(disc, "hue-", Integer.toString(Math.floorMod(name.hashCode() * 31, HUES)));
    }

    /** @param square in place of the initials */
    public void picture(Image square) {
        getChildren().setAll(ring, disc, new Circle(diameter / 2, new ImagePattern(square)));
    }

    public void icon(Icon icon) {
        var node = icon.node("avatar-icon");
        // The icon keeps its own code in its style, which must stay.
        node.setStyle(node.getStyle() + String.format(Locale.ROOT, "; -fx-icon-size: %.0fpx;", diameter * 0.5));
        getChildren().setAll(ring, disc, node);
        Controls.styleFamily(disc, "hue-", "own");
    }

    /** @param tone such as {@code good}; the one called none hides the ring */
    public void trust(String tone) {
        Controls.styleFamily(ring, "ring-", tone);
    }

    /** Up to two capitals: of the first and the last word. */
    static String initialsOf(String name) {
        String[] words = name.strip().split("[\\s._-]+");
        String first = firstLetter(words[0]);
        return words.length < 2 ? first : first + firstLetter(words[words.length - 1]);
    }

    private static String firstLetter(String word) {
        return word.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
    }
}
