// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a suite leaves its logs and recordings: under {@code target}, where they can be looked at after a failure. */
public final class Folder {

    private static final Path ROOT = Path.of("target", "lab");

    private Folder() {}

    /** A new, empty folder, of a name that begins as given. */
    public static Path of(Class<?> suite, String name) throws IOException {
        Path parent = Files.createDirectories(ROOT.resolve(suite.getSimpleName()));
        return Files.createTempDirectory(parent, name + "-").toAbsolutePath();
    }
}
