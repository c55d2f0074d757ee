// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.securecall.app.text.Folding;

/** What is searched of a peer, and what for: folded, and addresses without their scheme, which all of them have. */
final class SearchText {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private SearchText() {}

    static String of(String name, String address) {
        return Folding.fold(name) + "\n" + withoutScheme(Folding.fold(address));
    }

    /** The words to look for; none in a text of blanks. */
    static String[] words(String text) {
        return Arrays.stream(BLANKS.split(Folding.fold(text)))
                .map(SearchText::withoutScheme)
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }

    static boolean hasAll(String searched, String[] words) {
        for (String word : words) {
            if (!searched.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A bit for each pair of neighbouring letters. Where one is missing that a word has, the word is not found: most texts need not
     * be looked through.
     */
    static long mark(String text) {
        long mark = 0;
        for (int i = 1; i < text.length(); i++) {
            int pair = (text.charAt(i - 1) << 16) | text.charAt(i);
            // The upper six bits of a product by the golden ratio, which are well mixed.
            mark |= 1L << ((pair * 0x9E3779B9) >>> 26);
        }
        return mark;
    }

    static long mark(String[] words) {
        long mark = 0;
        for (String word : words) {
            mark |= mark(word);
        }
        return mark;
    }

    private static String withoutScheme(String address) {
        return address.startsWith("sip:")
                ? address.substring(4)
                : address.startsWith("sips:") ? address.substring(5) : address;
    }
}
