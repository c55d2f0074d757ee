// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How Secure Call is started as a program: as {@code ./securecall} starts it, from what the build has just made. */
public final class Product {

    /** The root of the repository: tests run in their module's folder. */
    public static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

    private Product() {}

    /** The command that starts it with these arguments. */
    public static List<String> command(String... arguments) throws IOException {
        return command(List.of(), arguments);
    }

    /**
     * The command that starts it.
     *
     * @param jvm further options of the Java virtual machine
     */
    public static List<String> command(List<String> jvm, String... arguments) throws IOException {
        return command(jvm, "org.securecall.ui.Main", List.of(), arguments);
    }

    /** The command that starts a class of the tests which starts it. */
    public static List<String> command(Class<?> starter, String... arguments) throws IOException {
        return command(
                List.of(),
                starter.getName(),
                List.of(Path.of("target", "test-classes").toAbsolutePath()),
                arguments);
    }

    private static List<String> command(List<String> jvm, String main, List<Path> classes, String... arguments)
            throws IOException {
        Path ui = ROOT.resolve("ui/target");
        List<String> window = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        rest.add(ui.resolve("classes").toString());
        classes.forEach(path -> rest.add(path.toString()));
        for (String entry :
                Files.readString(ui.resolve("runtime-classpath.txt")).strip().split(":")) {
            if (!entry.contains("/org/openjfx/")) {
                rest.add(entry);
            } else if (entry.matches(".*-(linux|mac|win)[^/]*\\.jar")) {
                window.add(entry);
            }
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        try (Stream<String> options = Files.lines(ROOT.resolve("packaging/jvm.options"))) {
            options.filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(command::add);
        }
        command.addAll(jvm);
        command.addAll(List.of(
                "--module-path",
                String.join(":", window),
                "--add-modules",
                "javafx.controls",
                "-cp",
                String.join(":", rest),
                main));
        command.addAll(List.of(arguments));
        return command;
    }
}
