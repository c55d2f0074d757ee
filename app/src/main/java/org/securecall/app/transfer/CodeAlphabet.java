// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

/** Crockford's base 32: digits and letters but I, L, O and U, so that no two look alike on paper. */
final class CodeAlphabet {

    static final int SIZE = 32;

    /** What a character that is none of the alphabet stands for. */
    static final byte NONE = -1;

    private static final String CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private CodeAlphabet() {}

    /** @return 0–31, or {@link #NONE} */
    static byte value(char c) {
        return switch (c) {
            case 'O', 'o' -> 0;
            case 'I', 'i', 'L', 'l' -> 1;
            default -> c < 128 ? (byte) CHARACTERS.indexOf(upper(c)) : NONE;
        };
    }

    static char character(int value) {
        return CHARACTERS.charAt(value);
    }

    static boolean isSeparator(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static char upper(char ascii) {
        return ascii >= 'a' && ascii <= 'z' ? (char) (ascii - 'a' + 'A') : ascii;
    }
}
