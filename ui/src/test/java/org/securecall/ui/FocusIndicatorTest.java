// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/** Whoever goes by keyboard sees where he is: the focus changes enough pixels by 3 to 1 (WCAG 2.2, 1.4.11 and 2.4.7). */
class FocusIndicatorTest {

    private static final double NEEDED = 3;
    /** Where a border of one pixel lies between two, it is spread over both. */
    private static final double LEAST_OF_PERIMETER = 0.33;

    private static final int OUTSIDE = 3;

    private static final List<PseudoClass> FOCUSED = List.of(
            PseudoClass.getPseudoClass("focused"),
            PseudoClass.getPseudoClass("focus-visible"),
            PseudoClass.getPseudoClass("focus-within"));
    private static final PseudoClass WITHIN = PseudoClass.getPseudoClass("focus-within");

    @BeforeAll
    static void start() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource(Screens.class)
    void theFocusIsSeen(Screens screen) {
        List<String> unseen = new ArrayList<>();
        Showing.onFx(() -> {
            try (Opened opened = Opened.of(screen, 1040, 720).whole()) {
                for (String theme : List.of("light", "dark")) {
                    opened.theme(theme);
                    look(opened.scene(), screen + " " + theme, unseen);
                }
            }
            return true;
        });
        assertThat(unseen).isEmpty();
    }

    private static void look(Scene scene, String name, List<String> unseen) {
        List<Node> focusable = new ArrayList<>();
        Node sheet = scene.getRoot().lookup("#shortcut-sheet");
        for (Node node : Opened.focusable(scene)) {
            // Behind the sheet there is no focus.
            if (sheet != null && sheet.isVisible() && !Opened.isWithin(node, sheet)) {
                continue;
            }
            focusable.add(node);
            if (node instanceof ListView<?>) {
                // The line in it shows where the focus is.
                focusable.addAll(filled(node));
            }
        }
        set(focusable, false);
        Contrast.Pixels before = Contrast.Pixels.of(scene);
        set(focusable, true);
        Contrast.Pixels after = Contrast.Pixels.of(scene);
        set(focusable, false);
        for (Node node : focusable) {
            if (node instanceof ListView<?> && !filled(node).isEmpty()) {
                continue;
            }
            Bounds box = node.localToScene(node.getLayoutBounds());
            int seen = 0;
            int changed = 0;
            for (int y = Math.max(0, (int) box.getMinY() - OUTSIDE);
                    y < Math.min(after.height, box.getMaxY() + OUTSIDE);
                    y++) {
                for (int x = Math.max(0, (int) box.getMinX() - OUTSIDE);
                        x < Math.min(after.width, box.getMaxX() + OUTSIDE);
                        x++) {
                    if (before.at(x, y) != after.at(x, y)) {
                        changed++;
                        if (Contrast.ratio(Contrast.color(before.at(x, y)), Contrast.color(after.at(x, y))) >= NEEDED) {
                            seen++;
                        }
                    }
                }
            }
            double needed = LEAST_OF_PERIMETER * 2 * (box.getWidth() + box.getHeight());
            if (seen < needed) {
                unseen.add(String.format(
                        Locale.ROOT,
                        "%s: %d of %d changed pixels are seen, and should be %.0f: %s",
                        name,
                        seen,
                        changed,
                        needed,
                        Opened.named(node)));
            }
        }
    }

    /** Lines that the focus can be at. */
    private static List<Node> filled(Node list) {
        return list.lookupAll(".list-cell").stream()
                .filter(cell -> cell instanceof ListCell<?> line && !line.isEmpty() && cell.isVisible())
                .filter(cell -> !cell.isDisabled())
                .filter(cell -> cell.lookup(".row-name") != null || cell.lookup(".log-row") != null)
                .toList();
    }

    private static void set(List<Node> focusable, boolean focused) {
        Set<Node> around = new LinkedHashSet<>();
        for (Node node : focusable) {
            FOCUSED.forEach(state -> node.pseudoClassStateChanged(state, focused));
            for (Node at = node.getParent(); at != null; at = at.getParent()) {
                around.add(at);
            }
        }
        around.forEach(node -> node.pseudoClassStateChanged(WITHIN, focused));
        Opened.pulse();
    }
}
