// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.text;

import java.text.Normalizer;

/**
 * Names as others give them, so that they can be shown beside texts of this program without looking like one of them: in one line, not
 * long, in the direction in which they are read, and without what cannot be seen.
 */
public final class DisplayName {

    /** Characters; more is no name. */
    public static final int LONGEST = 80;

    /** Accents on one letter: as many as any language needs. */
    private static final int MOST_MARKS = 3;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private DisplayName() {}

    /** Possibly empty. Making it plain once more changes nothing. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        int marks = 0;
        int length = 0;
        boolean blank = false;
        for (int c : Normalizer.normalize(start(text), Normalizer.Form.NFC)
                .codePoints()
                .toArray()) {
            if (isBlank(c)) {
                blank = true;
                continue;
            }
            marks = isMark(c) ? marks + 1 : 0;
            if (!isSeen(c) || marks > MOST_MARKS || (plain.isEmpty() && isJoiner(c))) {
                continue;
            }
            if (length + 2 > LONGEST) {
                return plain + "…";
            }
            if (blank && !plain.isEmpty()) {
                plain.append(' ');
                length++;
            }
            blank = false;
            plain.appendCodePoint(c);
            length++;
        }
        return plain.toString();
    }

    /** The same text without characters that turn the direction of writing around, or that are there and not seen. */
    public static String undirected(String text) {
        StringBuilder seen = new StringBuilder();
        text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT || isJoiner(c))
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    /** Whether people take the two for the same name. */
    public static boolean alike(String one, String other) {
        return bare(one).equals(bare(other));
    }

    private static String bare(String name) {
        String folded = Folding.fold(plain(name));
        String letters = folded.replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? folded : letters;
    }

    /** Enough for any name; the rest of a very long text is not even looked at. */
    private static String start(String text) {
        int most = 16 * LONGEST;
        return text.length() > most ? text.substring(0, most) : text;
    }

    private static boolean isBlank(int c) {
        // Among them fillers that fonts show as nothing.
        return Character.isWhitespace(c)
                || Character.getType(c) == Character.SPACE_SEPARATOR
                || c == 0x115f
                || c == 0x1160
                || c == 0x2800
                || c == 0x3164
                || c == 0xffa0;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isJoiner(int c) {
        return c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.FORMAT -> isJoiner(c);
            default -> true;
        };
    }
}
