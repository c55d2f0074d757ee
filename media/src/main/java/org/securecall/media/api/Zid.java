// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A ZRTP endpoint's identifier: 96 random bits, chosen once (RFC 6189 §4.9). One program may be several endpoints.
 *
 * @param hex 24 lower-case hexadecimal digits
 */
public record Zid(String hex) {

    public static final int BYTES = 12;

    /** @throws IllegalArgumentException when {@code hex} is not 24 hexadecimal digits */
    public Zid {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("A ZID has 24 hexadecimal digits, not " + hex.length());
        }
        hex = hex.toLowerCase(Locale.ROOT);
        HexFormat.of().parseHex(hex);
    }

    /** @throws IllegalArgumentException when {@code bytes} is not 12 long */
    public static Zid of(byte[] bytes) {
        return new Zid(HexFormat.of().formatHex(bytes));
    }

    /** A fresh copy of the 12 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
