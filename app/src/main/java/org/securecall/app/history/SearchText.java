// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.Arrays;
import java.util.regex.Pattern;

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

    private static String withoutScheme(String address) {
        return address.startsWith("sip:")
                ? address.substring(4)
                : address.startsWith("sips:") ? address.substring(5) : address;
    }
}
