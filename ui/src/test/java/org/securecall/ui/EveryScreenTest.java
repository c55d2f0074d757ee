// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Walks every screen: what can have the focus says what it is, and nothing stays attached. */
class EveryScreenTest {

    private static final long LIMIT_SECONDS = 30;

    @BeforeAll
    static void start() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource(Screens.class)
    void everyFocusableNodeHasAccessibleText(Screens screen) {
        ScriptedPhone phone = screen.phone("light");
        List<String> silent = new ArrayList<>();
        List<Node> focusable = new ArrayList<>();
        WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS), () -> {
            Stage stage = new Stage();
            SecureCallWindow window = new SecureCallWindow(phone, stage);
            screen.open(new Screens.Shown(phone, window, stage, EveryScreenTest::pulse));
            pulse();
            collect(stage.getScene().getRoot(), focusable);
            focusable.stream()
                    .filter(node -> isBlank(node.getAccessibleText()))
                    .map(node -> node + " in " + node.getParent())
                    .forEach(silent::add);
            window.close();
            return true;
        });
        assertThat(silent).isEmpty();
        assertThat(focusable).isNotEmpty();
        assertThat(phone.listeners()).isZero();
    }

    private static void collect(Node node, List<Node> focusable) {
        if (!node.isVisible()) {
            return;
        }
        boolean part = node instanceof ScrollBar || node instanceof ScrollPane;
        if (node.isFocusTraversable() && !part) {
            focusable.add(node);
        }
        // What lies inside these belongs to them.
        if (node instanceof Parent parent
                && !(node instanceof ComboBoxBase<?>)
                && !(node instanceof Labeled labeled && labeled.getGraphic() == null)) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, focusable));
        }
        if (node instanceof ListView<?> list) {
            assertThat(list.getAccessibleText()).isNotBlank();
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Lets the JavaFX thread do what waits and draw twice. */
    private static void pulse() {
        Object key = new Object();
        PauseTransition pause = new PauseTransition(Duration.millis(50));
        pause.setOnFinished(event -> Platform.exitNestedEventLoop(key, key));
        pause.play();
        Platform.enterNestedEventLoop(key);
    }
}
