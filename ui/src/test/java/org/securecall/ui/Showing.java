// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.testfx.util.WaitForAsyncUtils;

/** What the windows of the program show, whichever is open. */
final class Showing {

    private static final int LIMIT_SECONDS = 60;

    private Showing() {}

    /** The window with such a node, which is visible. */
    static Optional<Stage> stage(String selector) {
        return onFx(() -> Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> stage.isShowing() && isShown(stage, selector))
                .findFirst());
    }

    private static boolean isShown(Stage stage, String selector) {
        Node node = stage.getScene().getRoot().lookup(selector);
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node != null;
    }

    static boolean has(String selector) {
        return stage(selector).isPresent();
    }

    /** Waits for it. */
    static Node node(String selector) {
        await(() -> has(selector));
        return onFx(() -> stage(selector).orElseThrow().getScene().getRoot().lookup(selector));
    }

    /** What {@code question} says of it. */
    static <T> T ask(String selector, Function<Node, T> question) {
        Node node = node(selector);
        return onFx(() -> question.apply(node));
    }

    static String text(String selector) {
        return ask(selector, node -> node instanceof TextField field ? field.getText() : ((Labeled) node).getText());
    }

    static void fire(String selector) {
        Node node = node(selector);
        onFx(() -> {
            ((ButtonBase) node).fire();
            return true;
        });
    }

    static void type(String selector, String text) {
        Node node = node(selector);
        onFx(() -> {
            ((TextField) node).setText(text);
            return true;
        });
    }

    /**
     * A key that is pressed and released where the focus is, in the window of the telephone. A robot's keys go to whatever window the
     * platform gives them to.
     */
    static void press(KeyCode key) {
        atFocus(focused -> {
            focused.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
            focused.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
        });
    }

    /** Likewise, character by character. */
    static void write(String text) {
        atFocus(focused -> text.codePoints()
                .mapToObj(Character::toString)
                .forEach(character -> focused.fireEvent(new KeyEvent(
                        KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false))));
    }

    /** A control takes no keys before the pulse that gives it its skin, nor while its window is without the focus. */
    private static void atFocus(Consumer<Node> keys) {
        await(() -> onFx(() -> {
            Stage newest = newest();
            Node owner = newest.getScene().getFocusOwner();
            if (!newest.isFocused() || owner == null || !owner.isFocused()) {
                newest.requestFocus();
                return false;
            }
            if (owner instanceof Control control && control.getSkin() == null) {
                return false;
            }
            keys.accept(owner);
            return true;
        }));
    }

    /** Whether keys go to it as soon as its window has the focus, which the platform gives to windows as it likes. */
    static boolean hasFocus(String selector) {
        return ask(
                selector,
                node -> node.isFocused() || node.equals(node.getScene().getFocusOwner()));
    }

    /** The newest window of a telephone. */
    private static Stage newest() {
        return Window.getWindows().reversed().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> stage.isShowing() && isShown(stage, "#search"))
                .findFirst()
                .orElseThrow();
    }

    static <T> T onFx(Callable<T> task) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS), task);
    }

    static void await(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, condition);
        } catch (TimeoutException e) {
            throw new AssertionError("It did not happen in " + LIMIT_SECONDS + " s", e);
        }
    }
}
