// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/** All that is written on every screen can be read by those who see little (WCAG 2.2, 1.4.3 and 1.4.11), light and dark. */
class ContrastTest {

    private static final PseudoClass HOVER = PseudoClass.getPseudoClass("hover");
    private static final List<String> THEMES = List.of("light", "dark");

    @BeforeAll
    static void start() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource(Screens.class)
    void textAndIconsStandOutFromWhatIsBehindThem(Screens screen) {
        List<String> unclear = new ArrayList<>();
        int seen = Showing.onFx(() -> {
            int count = 0;
            try (Opened opened = Opened.of(screen, 1040, 720).whole()) {
                for (String theme : THEMES) {
                    opened.theme(theme);
                    for (Scene scene : opened.scenes()) {
                        String name = screen + " " + theme + ": ";
                        Contrast contrast = Contrast.of(scene, top(scene));
                        count += contrast.texts();
                        contrast.findings().forEach(finding -> unclear.add(name + finding));
                        hover(scene, true);
                        contrast.findings().forEach(finding -> unclear.add(name + "under the mouse " + finding));
                        hover(scene, false);
                    }
                }
            }
            return count;
        });
        assertThat(unclear).isEmpty();
        assertThat(seen).as("texts and icons that can be seen").isPositive();
    }

    /** What the sheet of shortcuts dims is not to be read. */
    private static Node top(Scene scene) {
        Node sheet = scene.getRoot().lookup("#shortcut-sheet");
        return sheet != null && sheet.isVisible() ? sheet : scene.getRoot();
    }

    private static void hover(Scene scene, boolean over) {
        for (Node node : Opened.nodes(scene.getRoot())) {
            if (node instanceof ButtonBase && !node.isDisabled()) {
                node.pseudoClassStateChanged(HOVER, over);
            }
        }
        Opened.pulse();
    }

    @Test
    void ratiosAreThoseOfTheGuidelines() {
        assertThat(Contrast.ratio(Color.WHITE, Color.BLACK)).isCloseTo(21, within(1e-9));
        assertThat(Contrast.ratio(Color.web("#777777"), Color.WHITE)).isCloseTo(4.48, within(0.01));
        assertThat(Contrast.ratio(Color.web("#767676"), Color.WHITE)).isCloseTo(4.54, within(0.01));
    }
}
