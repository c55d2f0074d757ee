// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;

/**
 * A language that nobody speaks: English with accents, and longer by two fifths, as other languages are. The texts of the window are read
 * once for each run of the program, so its screens are looked at in a program of their own.
 */
final class PseudoLocale {

    /** Set aside for such uses (ISO 639-2, qaa to qtz). */
    static final String LANGUAGE = "qps";

    private static final Path ENGLISH = Path.of("../resources/src/main/resources/org/securecall/resources/text");

    private static final String PLAIN = "AEIOUaeioucnsyzCNSYZ";
    private static final String ACCENTED = "ÅÉÎÖÜåéîöüçñšýžÇÑŠÝŽ";

    private static final byte RIGHT_TO_LEFT = Character.DIRECTIONALITY_RIGHT_TO_LEFT;

    /** What a user must be able to read to the end; the names of people elsewhere may be cut. */
    private static final List<String> WHOLE =
            List.of(".security-strip", ".notice", ".question-bar", "#pin-decision", ".sas-result", ".incoming-trust");

    private PseudoLocale() {}

    /** Writes the bundles of all topics below a folder that is to come first in the class path. */
    static void write(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("org/securecall/resources/text"));
        try (Stream<Path> files = Files.list(ENGLISH)) {
            for (Path file : files.filter(PseudoLocale::isEnglish).toList()) {
                Properties texts = new Properties();
                try (Reader in = Files.newBufferedReader(file)) {
                    texts.load(in);
                }
                texts.replaceAll((key, text) -> longer((String) text));
                String name = file.getFileName().toString().replace(".properties", "_" + LANGUAGE + ".properties");
                try (var out = Files.newBufferedWriter(folder.resolve(name), StandardCharsets.UTF_8)) {
                    texts.store(out, null);
                }
            }
        }
    }

    private static boolean isEnglish(Path file) {
        return file.getFileName().toString().matches("[a-z]+\\.properties");
    }

    /** Places for arguments, and what they choose from, stay as they are. */
    static String longer(String text) {
        StringBuilder made = new StringBuilder();
        int depth = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            depth += character == '{' ? 1 : 0;
            int at = PLAIN.indexOf(character);
            made.append(depth == 0 && at >= 0 ? ACCENTED.charAt(at) : character);
            letters += depth == 0 ? 1 : 0;
            depth -= character == '}' ? 1 : 0;
        }
        int more = (int) Math.ceil(letters * 0.4);
        String filling = " åñð möré wörðš";
        while (more > 0) {
            int take = Math.min(more, filling.length());
            made.append(filling, 0, take);
            more -= take;
        }
        return made.toString();
    }

    /** Opens every screen in the smallest window, from left to right and from right to left, and prints what is wrong. */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.of(LANGUAGE));
        CompletableFuture<Void> started = new CompletableFuture<>();
        Platform.setImplicitExit(false);
        Platform.startup(() -> started.complete(null));
        started.get();
        for (Screens screen : Screens.all()) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Platform.runLater(() -> {
                Thread.currentThread()
                        .setUncaughtExceptionHandler((thread, e) ->
                                report(screen.name(), "throws " + e + " " + Arrays.toString(e.getStackTrace())));
                try (Opened opened = Opened.of(screen, 360, 560)) {
                    look(opened, screen + ", left to right");
                    opened.scenes().forEach(scene -> scene.setNodeOrientation(NodeOrientation.RIGHT_TO_LEFT));
                    Opened.pulse();
                    look(opened, screen + ", right to left");
                } catch (RuntimeException e) {
                    report(screen.name(), "throws " + e + " " + Arrays.toString(e.getStackTrace()));
                } finally {
                    done.complete(null);
                }
            });
            done.get();
        }
        System.out.println("Looked at " + Screens.all().size());
        System.exit(0);
    }

    private static void report(String screen, String what) {
        System.out.println("Wrong: " + screen + ": " + what);
    }

    private static void look(Opened opened, String name) {
        for (Scene scene : opened.scenes()) {
            Node root = scene.getRoot();
            WHOLE.stream()
                    .map(root::lookupAll)
                    .flatMap(Collection::stream)
                    .filter(PseudoLocale::isShown)
                    .forEach(place -> Opened.nodes(place).forEach(node -> check(scene, node, name)));
            Opened.nodes(root).stream()
                    .filter(node -> node instanceof ButtonBase && node.getId() != null)
                    .filter(node -> node.getId().matches("call-hang-up|call-leave|offer-.*|incoming-.*"))
                    .forEach(node -> inside(scene, node, name, true));
        }
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void check(Scene scene, Node node, String name) {
        if (node instanceof Labeled labeled && !labeled.getText().isEmpty()) {
            // Names that are read from right to left are never broken, as WrappedLabel says, so a long one is cut.
            boolean mixed =
                    labeled.getText().codePoints().anyMatch(c -> Character.getDirectionality(c) == RIGHT_TO_LEFT);
            if (labeled.isTextTruncated() && !mixed) {
                report(name, "cut: " + labeled.getText() + " " + Opened.named(labeled));
            }
            inside(scene, labeled, name, false);
        }
    }

    /** @param high whether it must not be further down either, where one would have to scroll */
    private static void inside(Scene scene, Node node, String name, boolean high) {
        Bounds box = node.localToScene(node.getLayoutBounds());
        if (box.getMinX() < -0.5
                || box.getMaxX() > scene.getWidth() + 0.5
                || (high && (box.getMinY() < -0.5 || box.getMaxY() > scene.getHeight() + 0.5))) {
            report(
                    name,
                    String.format(
                            Locale.ROOT,
                            "outside: %.0f to %.0f, %.0f to %.0f, of %.0f x %.0f: %s",
                            box.getMinX(),
                            box.getMaxX(),
                            box.getMinY(),
                            box.getMaxY(),
                            scene.getWidth(),
                            scene.getHeight(),
                            Opened.named(node)));
        }
    }
}
