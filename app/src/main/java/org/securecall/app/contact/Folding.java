// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text without what people leave out when they search: accents, case, and letters that their keyboard lacks. */
final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

    private Folding() {}

    /** {@code Łukasz Großø} becomes {@code lukasz grosso}. */
    static String fold(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length() + 4);
        for (int i = 0; i < plain.length(); i++) {
            letter(plain.charAt(i), folded);
        }
        return folded.toString();
    }

    /** The letters that Unicode does not take apart. */
    private static void letter(char c, StringBuilder folded) {
        switch (c) {
            case 'ß' -> folded.append("ss");
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            case 'ø' -> folded.append('o');
            case 'ł' -> folded.append('l');
            case 'đ', 'ð' -> folded.append('d');
            case 'ħ' -> folded.append('h');
            case 'ŧ' -> folded.append('t');
            case 'ı' -> folded.append('i');
            case 'ς' -> folded.append('σ');
            default -> folded.append(c);
        }
    }
}
