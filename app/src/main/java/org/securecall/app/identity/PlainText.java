// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text from outside as it may stand in a line that somebody reads or prints: no control characters, no line breaks, nothing that
 * turns the direction of writing around.
 */
public final class PlainText {

    private static final int REPLACEMENT = 0xfffd;

    private PlainText() {}

    /**
     * The text with U+FFFD for each character that does not belong there, cut after whole characters.
     *
     * @param mostOctets of the result in UTF-8
     */
    public static String clean(String text, int mostOctets) {
        StringBuilder plain = new StringBuilder();
        int octets = 0;
        for (int c : text.codePoints().toArray()) {
            int kept = belongs(c) ? c : REPLACEMENT;
            octets += octets(kept);
            if (octets > mostOctets) {
                break;
            }
            plain.appendCodePoint(kept);
        }
        return plain.toString();
    }

    /** Whether {@link #clean} would leave the text as it is. */
    public static boolean isPlain(String text, int mostOctets) {
        return clean(text, mostOctets).equals(text);
    }

    /**
     * Reads UTF-8 that has to be valid.
     *
     * @throws CharacterCodingException when it is not
     */
    public static String decode(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    private static boolean belongs(int c) {
        boolean control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        boolean lineBreak = c == 0x2028 || c == 0x2029;
        boolean direction = c == 0x61c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
        boolean loneSurrogate = c >= 0xd800 && c <= 0xdfff;
        return !control && !lineBreak && !direction && !loneSurrogate && c != 0xfeff;
    }

    private static int octets(int c) {
        if (c < 0x80) {
            return 1;
        } else if (c < 0x800) {
            return 2;
        }
        return c < 0x10000 ? 3 : 4;
    }
}
