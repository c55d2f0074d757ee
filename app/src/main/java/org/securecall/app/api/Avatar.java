// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Arrays;
import java.util.HexFormat;

/** A contact's picture, as a file of its format. Only the beginning of the file was looked at. */
public final class Avatar {

    /** Octets. */
    public static final int MAX_SIZE = 256 * 1024;

    /** What the picture's file is. */
    public enum Format {
        PNG("89504e470d0a1a0a"),
        JPEG("ffd8ff");

        private final String magic;

        /** @param magic hexadecimal */
        Format(String magic) {
            this.magic = magic;
        }

        private boolean begins(byte[] file) {
            int length = magic.length() / 2;
            return file.length > length
                    && HexFormat.of().formatHex(file, 0, length).equals(magic);
        }
    }

    private final Format format;
    private final byte[] file;

    private Avatar(Format format, byte[] file) {
        this.format = format;
        this.file = file;
    }

    /**
     * Copies the file.
     *
     * @throws IllegalArgumentException with one sentence for the user, when it is too long or neither PNG nor JPEG
     */
    public static Avatar of(byte[] file) {
        if (file.length > MAX_SIZE) {
            throw new IllegalArgumentException("A picture is at most " + MAX_SIZE / 1024 + " KiB long");
        }
        for (Format format : Format.values()) {
            if (format.begins(file)) {
                return new Avatar(format, file.clone());
            }
        }
        throw new IllegalArgumentException("A picture is a PNG or JPEG file");
    }

    public Format format() {
        return format;
    }

    /** A copy of the file. */
    public byte[] bytes() {
        return file.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Avatar avatar && Arrays.equals(file, avatar.file);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(file);
    }

    @Override
    public String toString() {
        return format + " of " + file.length + " octets";
    }
}
