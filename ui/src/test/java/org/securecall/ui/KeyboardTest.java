// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/** Every screen by keyboard alone. */
class KeyboardTest {

    private static final Path SHELL = Path.of("src/main/java/org/securecall/ui/shell/ShellView.java");

    @BeforeAll
    static void start() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource(Screens.class)
    void tabLeadsEverywhereAndBackAgain(Screens screen) {
        List<String> wrong = new ArrayList<>();
        Showing.onFx(() -> {
            try (Opened opened = Opened.of(screen, 1040, 720).withoutMenu()) {
                Scene scene = opened.scene();
                Set<Node> expected = new LinkedHashSet<>(Opened.focusable(scene));
                // With the sheet of shortcuts over it the rest can wait.
                Node sheet = scene.getRoot().lookup("#shortcut-sheet");
                if (sheet != null && sheet.isVisible()) {
                    expected.removeIf(node -> !Opened.isWithin(node, sheet));
                }
                List<Node> forth = walk(scene, false, wrong);
                expected.stream()
                        .filter(node -> !forth.contains(node))
                        .map(node -> "Not reached: " + Opened.named(node))
                        .forEach(wrong::add);
                List<Node> back = walk(scene, true, wrong);
                List<Node> reversed = new ArrayList<>(forth.reversed());
                // Both begin after where they begin, and end there.
                if (!reversed.isEmpty()) {
                    reversed.add(reversed.removeFirst());
                }
                if (!back.equals(reversed)) {
                    wrong.add("Shift+Tab goes another way: "
                            + back.stream().map(Opened::named).toList() + "\nthan back: "
                            + reversed.stream().map(Opened::named).toList());
                }
            }
            return true;
        });
        assertThat(wrong).as("%s", screen).isEmpty();
    }

    /** What gets the focus in turn, up to where it began. */
    private static List<Node> walk(Scene scene, boolean back, List<String> wrong) {
        List<Node> reached = new ArrayList<>();
        if (scene.getFocusOwner() == null) {
            press(scene, back);
        }
        Node first = scene.getFocusOwner();
        int limit = 3 * (Opened.focusable(scene).size() + 2);
        for (int i = 0; i < limit; i++) {
            press(scene, back);
            Node at = scene.getFocusOwner();
            if (at == null) {
                wrong.add("The focus is lost after "
                        + reached.stream().map(Opened::named).toList());
                return reached;
            }
            reached.add(at);
            if (at.equals(first)) {
                return reached;
            }
        }
        wrong.add("The focus does not come back to " + (first == null ? "anything" : Opened.named(first)) + " from "
                + reached.stream().map(Opened::named).toList());
        return reached;
    }

    private static void press(Scene scene, boolean back) {
        Node owner = scene.getFocusOwner();
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Event.fireEvent(
                    owner == null ? scene : owner, new KeyEvent(type, "", "", KeyCode.TAB, back, false, false, false));
        }
    }

    @ParameterizedTest
    @EnumSource(Screens.class)
    void spaceAndEnterPressEveryButton(Screens screen) {
        List<String> dead = new ArrayList<>();
        Showing.onFx(() -> {
            try (Opened opened = Opened.of(screen, 1040, 720).withoutMenu()) {
                Scene scene = opened.scene();
                for (Node node : Opened.focusable(scene)) {
                    if (node instanceof RadioButton choice && choice.isSelected()) {
                        continue;
                    }
                    if (node instanceof ButtonBase button && scene.equals(button.getScene())) {
                        for (KeyCode key : List.of(KeyCode.SPACE, KeyCode.ENTER)) {
                            if (!isPressedBy(button, key, scene)) {
                                dead.add(key + " does nothing at " + Opened.named(button));
                            }
                        }
                    }
                }
            }
            return true;
        });
        assertThat(dead).as("%s", screen).isEmpty();
    }

    /** What the button would do is not done: the screen is to stay as it is. */
    private static boolean isPressedBy(ButtonBase button, KeyCode key, Scene scene) {
        List<Object> fired = new ArrayList<>();
        EventHandler<ActionEvent> instead = event -> {
            fired.add(event.getTarget());
            event.consume();
        };
        scene.addEventFilter(ActionEvent.ACTION, instead);
        button.requestFocus();
        boolean selected = button instanceof ToggleButton toggle && toggle.isSelected();
        try {
            for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(button, new KeyEvent(type, "", "", key, false, false, false, false));
            }
        } finally {
            scene.removeEventFilter(ActionEvent.ACTION, instead);
            if (button instanceof ToggleButton toggle
                    && !toggle.selectedProperty().isBound()) {
                toggle.setSelected(selected);
            }
        }
        return fired.equals(List.of(button));
    }

    @Test
    void theSheetListsEveryShortcutOnceAndTheFocusReturnsFromIt() throws IOException {
        long shortcuts = Pattern.compile("actions\\.add\\(\"")
                .matcher(Files.readString(SHELL))
                .results()
                .count();
        Showing.onFx(() -> {
            try (Opened opened = Opened.of(Screens.CONTACTS, 1040, 720)) {
                Scene scene = opened.scene();
                Node before = scene.getRoot().lookup("#rail-history");
                before.requestFocus();
                key(scene, KeyCode.F1);
                Opened.pulse();
                Node sheet = scene.getRoot().lookup("#shortcut-sheet");
                assertThat(sheet.isVisible()).isTrue();
                assertThat(Opened.isWithin(scene.getFocusOwner(), sheet)).isTrue();
                List<String> caps = sheet.lookupAll(".key-cap").stream()
                        .map(cap -> ((Label) cap).getText())
                        .toList();
                assertThat(caps)
                        .hasSize((int) shortcuts)
                        .doesNotHaveDuplicates()
                        .allMatch(cap -> !cap.isBlank());
                key(scene, KeyCode.ESCAPE);
                Opened.pulse();
                assertThat(sheet.isVisible()).isFalse();
                assertThat(scene.getFocusOwner()).isSameAs(before);
            }
            return true;
        });
    }

    /** A pop-up gets the keys of the window below it, too. */
    @ParameterizedTest
    @EnumSource(
            value = KeyCode.class,
            names = {"SPACE", "ENTER", "TAB", "DOWN", "A"})
    void whoeverIsWritingAnswersNoCallByIt(KeyCode key) {
        Showing.onFx(() -> {
            try (Opened opened = Opened.of(Screens.INCOMING, 1040, 720)) {
                Scene scene = opened.scene();
                assertThat(opened.scenes()).as("the call rings").hasSize(2);
                scene.getRoot().lookup("#search").requestFocus();
                Opened.pulse();
                List<String> before = opened.phone.commands();
                for (int i = 0; i < 4; i++) {
                    Event.fireEvent(
                            opened.stage, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
                    Event.fireEvent(
                            opened.stage, new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
                    key(scene, key);
                    Event.fireEvent(
                            scene.getFocusOwner(),
                            new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
                }
                Opened.pulse();
                assertThat(opened.phone.commands()).isEqualTo(before);
            }
            return true;
        });
    }

    @Test
    void arrowsGoFromChoiceToChoice() {
        Showing.onFx(() -> {
            try (Opened opened = Opened.of(Screens.CIPHERS, 1040, 720)) {
                Scene scene = opened.scene();
                scene.getRoot().lookup("#preset-recommended").requestFocus();
                key(scene, KeyCode.DOWN);
                Opened.pulse();
                assertThat(((RadioButton) scene.getRoot().lookup("#preset-strongest")).isSelected())
                        .isTrue();
            }
            return true;
        });
    }

    private static void key(Scene scene, KeyCode key) {
        Event.fireEvent(
                scene.getFocusOwner(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }
}
