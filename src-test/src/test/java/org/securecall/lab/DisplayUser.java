// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.securecall.ui.Main;

/**
 * The program with a new user before it, who has a mouse and a keyboard and sees what the screen shows: the first minute up to a
 * verified call with the practice peer. The first argument is a file for a picture of the whole screen; the rest go to the program.
 * It prints a line for each step.
 */
public final class DisplayUser {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private DisplayUser() {}

    public static void main(String[] arguments) {
        File picture = new File(arguments[0]);
        Thread.ofPlatform().daemon().name("user").start(() -> {
            try {
                Await.until("a window", LIMIT, DisplayUser::hasToolkit);
                verifyThePracticePeer();
                save(picture);
                System.out.println("done");
                System.exit(0);
            } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
                System.out.println("failed: " + e);
                System.exit(1);
            }
        });
        Main.main(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    }

    private static boolean hasToolkit() {
        try {
            Platform.runLater(() -> {});
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private static void verifyThePracticePeer() throws IOException, InterruptedException {
        click("#first-run-without");
        click("#first-run-next");
        click("#first-run-practice");
        await("encryption", () -> strip().startsWith("Encrypted, not verified"));
        System.out.println("encrypted");
        click("#offer-compare");
        await("the other side's code", () -> !heard().isEmpty());
        click("#sas-typed");
        type(onFx(DisplayUser::heard));
        await("the next step", () -> shown("#sas-name"));
        press(KeyCode.ENTER);
        await("verification", () -> strip().startsWith("Verified"));
        System.out.println("verified");
    }

    /** The half that the practice peer reads out: the caller hears the first one. */
    private static String heard() {
        List<String> parts = Window.getWindows().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll(".practice-shows .code-part").stream())
                .map(part -> ((Label) part).getText())
                .toList();
        return String.join("", parts.subList(0, parts.size() / 2));
    }

    private static String strip() {
        return Window.getWindows().stream()
                .map(window -> window.getScene().getRoot().lookup("#security-strip"))
                .filter(node -> node != null)
                .findFirst()
                .map(node -> String.valueOf(node.getAccessibleText()))
                .orElse("");
    }

    private static boolean shown(String selector) {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window.isShowing())
                .map(window -> window.getScene().getRoot().lookup(selector))
                .anyMatch(DisplayUser::isSeen);
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node != null && node.getLayoutBounds().getWidth() > 0;
    }

    private static void click(String selector) throws IOException, InterruptedException {
        await(selector, () -> shown(selector));
        onFx(() -> {
            Node node = Window.getWindows().stream()
                    .map(window -> window.getScene().getRoot().lookup(selector))
                    .filter(DisplayUser::isSeen)
                    .findFirst()
                    .orElseThrow();
            Bounds at = node.localToScreen(node.getLayoutBounds());
            Robot robot = new Robot();
            robot.mouseMove(at.getCenterX(), at.getCenterY());
            robot.mouseClick(MouseButton.PRIMARY);
            return true;
        });
    }

    private static void type(String text) {
        for (int i = 0; i < text.length(); i++) {
            press(KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(text.charAt(i)))));
        }
        press(KeyCode.ENTER);
    }

    private static void press(KeyCode key) {
        onFx(() -> {
            new Robot().keyType(key);
            return true;
        });
    }

    private static void save(File picture) throws IOException {
        WritableImage screen = onFx(
                () -> new Robot().getScreenCapture(null, Screen.getPrimary().getBounds()));
        BufferedImage image =
                new BufferedImage((int) screen.getWidth(), (int) screen.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, screen.getPixelReader().getArgb(x, y));
            }
        }
        ImageIO.write(image, "png", picture);
    }

    private static void await(String what, Callable<Boolean> condition) throws IOException, InterruptedException {
        Await.until(what, LIMIT, () -> onFx(condition));
    }

    private static <T> T onFx(Callable<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            Platform.runLater(() -> {
                try {
                    done.complete(task.call());
                } catch (Exception e) {
                    done.completeExceptionally(e);
                }
            });
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
