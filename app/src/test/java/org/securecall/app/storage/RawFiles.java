// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Looks through the bytes of all files of a directory, as somebody would who found the disk. */
final class RawFiles {

    private RawFiles() {}

    static boolean hold(Path directory, byte[] wanted) throws IOException {
        String text = latin(wanted);
        for (Path file : files(directory)) {
            if (latin(Files.readAllBytes(file)).contains(text)) {
                return true;
            }
        }
        return false;
    }

    static boolean hold(Path directory, String wanted) throws IOException {
        return hold(directory, wanted.getBytes(StandardCharsets.UTF_8))
                || hold(directory, wanted.getBytes(StandardCharsets.UTF_16LE));
    }

    /** As SQLite and our records would have it: six bytes of milliseconds. */
    static boolean hold(Path directory, Instant time) throws IOException {
        byte[] eight =
                ByteBuffer.allocate(Long.BYTES).putLong(time.toEpochMilli()).array();
        return hold(directory, java.util.Arrays.copyOfRange(eight, 2, 8))
                || hold(directory, Long.toString(time.toEpochMilli()));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
