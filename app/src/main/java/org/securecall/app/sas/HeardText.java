// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.securecall.app.text.Folding;

/** What somebody typed after hearing it, in the ways in which it can be meant. */
final class HeardText {

    /** Longer than any code that is spelled out. */
    private static final int LONGEST = 200;

    private HeardText() {}

    /**
     * @param words whether the code is one of words rather than of base-32 characters
     * @return spellings that {@link #plain} would leave as they are; none of them empty
     */
    static Set<String> readings(String heard, boolean words) {
        if (heard.length() > LONGEST) {
            return Set.of();
        }
        String folded = Folding.fold(heard);
        String literal = plain(folded, words);
        String spelled = words ? literal : plain(unspelled(folded), false);
        return Stream.of(literal, spelled)
                .filter(reading -> !reading.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Case, blanks and punctuation say nothing. Zero, l, two and v are not in the base-32 alphabet, which was made so that
     * o, 1, z and u can stand for them.
     */
    static String plain(String text, boolean words) {
        String bare = Folding.fold(text).replaceAll("[^a-z0-9]", "");
        return words
                ? bare
                : bare.replace('0', 'o').replace('l', '1').replace('2', 'z').replace('v', 'u');
    }

    /** With the character for each word of a spelling alphabet, and for each digit that was written out. */
    private static String unspelled(String folded) {
        return Arrays.stream(folded.replaceAll("\\bx[- ]ray\\b", "xray").split("[^a-z0-9]+"))
                .map(word -> Spelling.character(word).map(String::valueOf).orElse(word))
                .collect(Collectors.joining());
    }
}
