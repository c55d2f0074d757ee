// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes texts comparable as people search: without accents, without difference between capital and small letters, and without letters
 * that their keyboard lacks.
 */
public final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Folding() {}

    /** Folding a text that is folded changes nothing. */
    public static String fold(String text) {
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        // By way of the capitals, so that a sharp s is two; and before by way of the small letters, as it may be a
        // capital itself.
        String small = bare.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(small.length() + 4);
        for (int i = 0; i < small.length(); i++) {
            appendLetter(folded, small.charAt(i));
        }
        return folded.toString();
    }

    /** What no normal form takes apart. */
    private static void appendLetter(StringBuilder folded, char letter) {
        switch (letter) {
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            case 'ø' -> folded.append('o');
            case 'đ', 'ð' -> folded.append('d');
            case 'ħ' -> folded.append('h');
            case 'ŧ' -> folded.append('t');
            case 'ł' -> folded.append('l');
            case 'ı' -> folded.append('i');
            // At the end of a word, which may be in the middle of a search.
            case 'ς' -> folded.append('σ');
            default -> folded.append(letter);
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
