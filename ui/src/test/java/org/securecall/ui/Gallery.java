// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.securecall.app.api.PhoneLockedException;
import org.securecall.ui.lock.UnlockWindow;

/**
 * Draws every screen into a folder, light and dark, wide and narrow. Not a test: for those who want to see what they changed.
 *
 * <p>Arguments: the folder, and optionally a part of the names of the screens that are wanted.
 */
public final class Gallery {

    private Gallery() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String wanted = arguments.length > 1 ? arguments[1].toUpperCase(Locale.ROOT) : "";
        CompletableFuture<Void> started = new CompletableFuture<>();
        Platform.setImplicitExit(false);
        Platform.startup(() -> started.complete(null));
        started.get();
        for (Screens screen : Screens.all()) {
            if (screen.name().contains(wanted)) {
                draw(screen, "light", 1040, 720, folder);
                draw(screen, "dark", 1040, 720, folder);
                draw(screen, "light", 360, 640, folder);
            }
        }
        if ("UNLOCK".contains(wanted)) {
            drawUnlock(folder);
        }
        Platform.exit();
    }

    /** After a wrong passphrase. */
    private static void drawUnlock(Path folder) throws Exception {
        CompletableFuture<Void> drawn = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                UnlockWindow.show(
                        passphrase -> {
                            throw new PhoneLockedException(
                                    "That is not the passphrase of this profile; the next can be tried in 16 s",
                                    Duration.ofSeconds(16),
                                    new IllegalStateException());
                        },
                        new CompletableFuture<>());
                settle(300);
                for (Window window : List.copyOf(Window.getWindows())) {
                    Parent root = window.getScene().getRoot();
                    if (root.lookup("#unlock-passphrase") instanceof TextField field
                            && root.lookup("#unlock") instanceof Button unlock) {
                        field.setText("wrong");
                        unlock.fire();
                        settle(300);
                        Pictures.write(root.snapshot(null, null), folder.resolve("unlock.png"));
                        window.hide();
                    }
                }
                drawn.complete(null);
            } catch (Exception e) {
                drawn.completeExceptionally(e);
            }
        });
        drawn.get();
    }

    private static void draw(Screens screen, String theme, int width, int height, Path folder) throws Exception {
        String name = String.format("%s-%s-%d.png", screen.name().toLowerCase(Locale.ROOT), theme, width);
        CompletableFuture<Void> drawn = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                Stage stage = new Stage();
                ScriptedPhone phone = screen.phone(theme);
                SecureCallWindow window = new SecureCallWindow(phone, stage);
                stage.setWidth(width);
                stage.setHeight(height);
                settle(300);
                screen.open(new Screens.Shown(phone, window, stage, () -> settle(60)));
                settle(500);
                Pictures.write(stage.getScene().getRoot().snapshot(null, null), folder.resolve(name));
                for (Window other : Window.getWindows()) {
                    if (other instanceof PopupWindow popup && popup.isShowing()) {
                        Pictures.write(
                                popup.getScene().getRoot().snapshot(null, null), folder.resolve("popup-" + name));
                    }
                }
                window.close();
                drawn.complete(null);
            } catch (Exception e) {
                drawn.completeExceptionally(new IllegalStateException(name, e));
            }
        });
        drawn.get();
    }

    /** Lets the JavaFX thread draw and run what waits, for a while. */
    private static void settle(long milliseconds) {
        Object key = new Object();
        javafx.animation.PauseTransition pause =
                new javafx.animation.PauseTransition(javafx.util.Duration.millis((double) milliseconds));
        pause.setOnFinished(event -> Platform.exitNestedEventLoop(key, key));
        pause.play();
        Platform.enterNestedEventLoop(key);
    }
}
