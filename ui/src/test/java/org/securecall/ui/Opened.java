// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

/** One of the screens, in a window of its own, for tests that look at all there is in it. Used on the JavaFX thread. */
final class Opened implements AutoCloseable {

    private static final double HIGHEST = 5000;

    final ScriptedPhone phone;
    final Stage stage;
    private final SecureCallWindow window;

    private Opened(ScriptedPhone phone, Stage stage, SecureCallWindow window) {
        this.phone = phone;
        this.stage = stage;
        this.window = window;
    }

    static Opened of(Screens screen, double width, double height) {
        ScriptedPhone phone = screen.phone("light");
        Stage stage = new Stage();
        SecureCallWindow window = new SecureCallWindow(phone, stage);
        stage.setWidth(width);
        stage.setHeight(height);
        Opened opened = new Opened(phone, stage, window);
        screen.open(new Screens.Shown(phone, window, stage, Opened::pulse));
        pulse();
        return opened;
    }

    /** Lays it out so high that nothing has to be scrolled to; the window stays as it is, since a screen ends somewhere. */
    Opened whole() {
        Region root = (Region) stage.getScene().getRoot();
        for (int i = 0; i < 4; i++) {
            double missing = 0;
            for (Node node : nodes(root)) {
                if (node instanceof ScrollPane scroll && scroll.getContent() != null) {
                    missing = Math.max(
                            missing,
                            scroll.getContent().getLayoutBounds().getHeight()
                                    - scroll.getViewportBounds().getHeight());
                }
            }
            if (missing < 1) {
                break;
            }
            root.resize(root.getWidth(), Math.min(HIGHEST, root.getHeight() + missing));
            root.layout();
            pulse();
        }
        return this;
    }

    void theme(String theme) {
        phone.putSettings(phone.settings().withTheme(theme))
                .toCompletableFuture()
                .join();
        pulse();
    }

    /** To go on from there. */
    Screens.Shown shown() {
        return new Screens.Shown(phone, window, stage, Opened::pulse);
    }

    Scene scene() {
        return stage.getScene();
    }

    /** The window's, and those of what pops up from it. */
    List<Scene> scenes() {
        List<Scene> scenes = new ArrayList<>();
        scenes.add(stage.getScene());
        for (Window other : Window.getWindows()) {
            if (other instanceof PopupWindow popup && popup.isShowing() && !(popup instanceof Tooltip)) {
                scenes.add(popup.getScene());
            }
        }
        return scenes;
    }

    /** All that can be seen, were it not behind something else or further down, outermost first. */
    static List<Node> nodes(Node root) {
        List<Node> all = new ArrayList<>();
        walk(root, all::add);
        return all;
    }

    private static void walk(Node node, Consumer<Node> each) {
        if (!node.isVisible()) {
            return;
        }
        each.accept(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, each));
        }
    }

    /** Where Tab should lead, in no order. */
    static List<Node> focusable(Scene scene) {
        List<Node> all = new ArrayList<>();
        for (Node node : nodes(scene.getRoot())) {
            boolean part = node instanceof ScrollBar || node instanceof ScrollPane || isInside(node) || isBeside(node);
            if (node.isFocusTraversable() && !node.isDisabled() && !part) {
                all.add(node);
            }
        }
        return all;
    }

    /** What lies inside these belongs to them. */
    private static boolean isInside(Node node) {
        for (Parent at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ComboBoxBase<?>) {
                return true;
            }
        }
        return false;
    }

    /** Within a group the arrow keys go on from the one that is chosen. */
    private static boolean isBeside(Node node) {
        return node instanceof RadioButton choice
                && !choice.isSelected()
                && choice.getToggleGroup() != null
                && choice.getToggleGroup().getSelectedToggle() != null;
    }

    static boolean isWithin(Node node, Node outer) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    /** Closes a menu, which takes the keys as long as it is open. */
    Opened withoutMenu() {
        for (Window other : List.copyOf(Window.getWindows())) {
            if (other instanceof ContextMenu menu) {
                menu.hide();
            }
        }
        return this;
    }

    /** What a reader of a test's report finds it by. */
    static String named(Node node) {
        StringBuilder name = new StringBuilder();
        for (Node at = node; at != null && name.length() < 120; at = at.getParent()) {
            if (at.getId() != null) {
                return name + "#" + at.getId();
            }
            if (!at.getStyleClass().isEmpty()) {
                name.append('.').append(String.join(".", at.getStyleClass())).append(" < ");
            }
        }
        return name.toString();
    }

    @Override
    public void close() {
        window.close();
    }

    /** Lets the JavaFX thread do what waits and draw twice. */
    static void pulse() {
        Object key = new Object();
        PauseTransition pause = new PauseTransition(Duration.millis(50));
        pause.setOnFinished(event -> Platform.exitNestedEventLoop(key, key));
        pause.play();
        Platform.enterNestedEventLoop(key);
    }
}
