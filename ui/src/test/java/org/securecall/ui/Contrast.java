// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.effect.Blend;
import javafx.scene.effect.BlendMode;
import javafx.scene.effect.ColorInput;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * How clearly text and icons stand out from what is behind them (WCAG 2.2, 1.4.3 and 1.4.11). What is behind is taken from the pixels of
 * a picture without any text, so that layers, gradients and translucent grounds are what they look like. Where a text covers is seen by
 * painting them in colours of their own; what is scrolled away or behind something else covers nothing.
 */
final class Contrast {

    private static final double TEXT = 4.5;
    private static final double LARGE_TEXT_OR_ICON = 3;
    /** In pixels: 18 points. Our bold is a semi-bold, which does not count as bold. */
    private static final double LARGE = 24;

    /** So that texts which lie over each other are told apart. */
    private static final List<Color> MARKS =
            List.of(Color.MAGENTA, Color.LIME, Color.CYAN, Color.YELLOW, Color.BLUE, Color.RED);

    private static final double COVERED = 0.35;
    private static final double OF_ANOTHER_COLOUR = 40;

    /**
     * @param where what shows it
     * @param ground where it is worst
     */
    record Finding(String where, String text, Color ink, Color ground, double ratio, double needed) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.2f < %.1f  %s on %s  \"%s\"  %s",
                    ratio,
                    needed,
                    hex(ink),
                    hex(ground),
                    text,
                    where);
        }
    }

    private final Scene scene;
    /** Which pixels each text covers. */
    private final Map<Text, int[]> covered = new LinkedHashMap<>();

    private Contrast(Scene scene) {
        this.scene = scene;
    }

    /** Finds out where the texts within a node are. */
    static Contrast of(Scene scene, Node within) {
        Contrast contrast = new Contrast(scene);
        List<Text> texts = new ArrayList<>();
        for (Node node : Opened.nodes(within)) {
            if (node instanceof Text text && !text.getText().isBlank() && !text.isDisabled()) {
                texts.add(text);
            }
        }
        Pixels ground = contrast.ground();
        for (int i = 0; i < texts.size(); i++) {
            mark(texts.get(i), MARKS.get(i % MARKS.size()));
        }
        Pixels marked = Pixels.of(scene);
        texts.forEach(text -> text.setEffect(null));
        for (int i = 0; i < texts.size(); i++) {
            int[] pixels = covered(texts.get(i), MARKS.get(i % MARKS.size()), ground, marked);
            if (pixels.length > 0) {
                contrast.covered.put(texts.get(i), pixels);
            }
        }
        return contrast;
    }

    /** How many can be seen. */
    int texts() {
        return covered.size();
    }

    /** What is not clear enough as it is painted now. */
    List<Finding> findings() {
        Pixels ground = ground();
        List<Finding> findings = new ArrayList<>();
        covered.forEach((text, pixels) -> {
            if (text.getFill() instanceof Color fill) {
                double opacity = opacity(text);
                Color behind = worst(fill, opacity, pixels, ground);
                Color ink = over(fill, opacity, behind);
                double ratio = ratio(ink, behind);
                if (ratio < needed(text)) {
                    findings.add(new Finding(
                            Opened.named(text.getParent() == null ? text : text.getParent()),
                            text instanceof FontIcon icon ? String.valueOf(icon.getIconCode()) : text.getText(),
                            ink,
                            behind,
                            ratio,
                            needed(text)));
                }
            }
        });
        return findings;
    }

    /** The scene without any text. */
    private Pixels ground() {
        List<Text> all = Opened.nodes(scene.getRoot()).stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .toList();
        double[] opacities = all.stream().mapToDouble(Node::getOpacity).toArray();
        all.forEach(text -> text.setOpacity(0));
        Pixels ground = Pixels.of(scene);
        for (int i = 0; i < opacities.length; i++) {
            all.get(i).setOpacity(opacities[i]);
        }
        return ground;
    }

    private static void mark(Text text, Color mark) {
        Bounds box = text.getLayoutBounds();
        text.setEffect(new Blend(
                BlendMode.SRC_ATOP,
                null,
                new ColorInput(box.getMinX() - 8, box.getMinY() - 8, box.getWidth() + 16, box.getHeight() + 16, mark)));
    }

    private static double needed(Text text) {
        return text instanceof FontIcon || text.getFont().getSize() >= LARGE ? LARGE_TEXT_OR_ICON : TEXT;
    }

    private static int[] covered(Text text, Color mark, Pixels ground, Pixels marked) {
        Bounds box = text.localToScene(text.getLayoutBounds());
        int fromX = Math.max(0, (int) Math.floor(box.getMinX()));
        int toX = Math.min(ground.width, (int) Math.ceil(box.getMaxX()));
        int fromY = Math.max(0, (int) Math.floor(box.getMinY()));
        int toY = Math.min(ground.height, (int) Math.ceil(box.getMaxY()));
        int[] pixels = new int[Math.max(0, toX - fromX) * Math.max(0, toY - fromY)];
        int red = (int) Math.round(mark.getRed() * 255);
        int green = (int) Math.round(mark.getGreen() * 255);
        int blue = (int) Math.round(mark.getBlue() * 255);
        int count = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                int before = ground.at(x, y);
                int after = marked.at(x, y);
                if (before != after && isCovered(before, after, red, green, blue)) {
                    pixels[count++] = y * ground.width + x;
                }
            }
        }
        return Arrays.copyOf(pixels, count);
    }

    /** Whether a pixel has gone far enough from the ground to the mark, and nowhere else. */
    private static boolean isCovered(int before, int after, int red, int green, int blue) {
        double wayRed = red - channel(before, 16);
        double wayGreen = green - channel(before, 8);
        double wayBlue = blue - channel(before, 0);
        double goneRed = channel(after, 16) - channel(before, 16);
        double goneGreen = channel(after, 8) - channel(before, 8);
        double goneBlue = channel(after, 0) - channel(before, 0);
        double way = Math.max(1, wayRed * wayRed + wayGreen * wayGreen + wayBlue * wayBlue);
        double part = (wayRed * goneRed + wayGreen * goneGreen + wayBlue * goneBlue) / way;
        double aside =
                Math.hypot(Math.hypot(goneRed - part * wayRed, goneGreen - part * wayGreen), goneBlue - part * wayBlue);
        return part >= COVERED && aside <= OF_ANOTHER_COLOUR;
    }

    private static int channel(int argb, int shift) {
        return (argb >> shift) & 0xff;
    }

    /** The colour behind it from which it stands out least, of those that are no mere specks. */
    private static Color worst(Color fill, double opacity, int[] pixels, Pixels ground) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(ground.argb[pixel], 1, Integer::sum);
        }
        int skip = pixels.length / 50;
        List<Integer> clearestLast = counts.keySet().stream()
                .sorted(Comparator.comparingDouble(argb -> ratio(over(fill, opacity, color(argb)), color(argb))))
                .toList();
        for (int argb : clearestLast) {
            skip -= counts.getOrDefault(argb, 0);
            if (skip < 0) {
                return color(argb);
            }
        }
        throw new IllegalArgumentException("No pixels");
    }

    private static double opacity(Node node) {
        double opacity = 1;
        for (Node at = node; at != null; at = at.getParent()) {
            opacity *= at.getOpacity();
        }
        return opacity;
    }

    private static Color over(Color ink, double opacity, Color ground) {
        return ground.interpolate(Color.color(ink.getRed(), ink.getGreen(), ink.getBlue()), ink.getOpacity() * opacity);
    }

    /** WCAG 2.2, "contrast ratio". */
    static double ratio(Color one, Color other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    /** WCAG 2.2, "relative luminance". */
    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    static Color color(int argb) {
        return Color.rgb((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff);
    }

    static String hex(Color color) {
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255),
                Math.round(color.getBlue() * 255));
    }

    /** What a scene looks like. */
    static final class Pixels {

        final int width;
        final int height;
        private final int[] argb;

        private Pixels(int width, int height, int[] argb) {
            this.width = width;
            this.height = height;
            this.argb = argb;
        }

        static Pixels of(Scene scene) {
            int width = (int) Math.ceil(scene.getRoot().getLayoutBounds().getWidth());
            int height = (int) Math.ceil(scene.getRoot().getLayoutBounds().getHeight());
            SnapshotParameters whole = new SnapshotParameters();
            whole.setViewport(new Rectangle2D(0, 0, width, height));
            WritableImage image = scene.getRoot().snapshot(whole, new WritableImage(width, height));
            int[] argb = new int[width * height];
            image.getPixelReader()
                    .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), IntBuffer.wrap(argb), width);
            return new Pixels(width, height, argb);
        }

        int at(int x, int y) {
            return argb[y * width + x];
        }
    }
}
