// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sound files of every kind and of none: a fuzz target. */
public final class WavFuzz {

    private static final Path FILE = file();

    private WavFuzz() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("fuzz", ".wav");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Files.write(FILE, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            FileCapture capture = FileCapture.open(FILE);
            try {
                capture.read(new short[48]);
            } finally {
                capture.close();
            }
        } catch (AudioException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new IllegalStateException("A failure without a sentence", e);
            }
        }
    }
}
