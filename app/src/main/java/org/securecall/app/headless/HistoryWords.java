// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import java.util.Arrays;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PhoneException;

/**
 * What {@code history [--search TEXT] [LIMIT]} asks for.
 *
 * @param text empty for everything
 */
record HistoryWords(String text, int limit) {

    private static final int LIMIT = 50;
    private static final String USAGE =
            "history takes --search TEXT, and how many calls to show, 1 to " + HistoryPage.MOST;

    /**
     * @param words those of the command, its name first
     * @throws PhoneException when they are others
     */
    static HistoryWords parse(String[] words) throws PhoneException {
        boolean search = words.length > 1 && words[1].equals("--search");
        String[] rest = Arrays.copyOfRange(words, search ? 2 : 1, words.length);
        // A text of one word may be a number itself.
        boolean limited = rest.length > (search ? 1 : 0) && isNumber(rest[rest.length - 1]);
        String[] text = limited ? Arrays.copyOf(rest, rest.length - 1) : rest;
        if (search == (text.length == 0)) {
            throw new PhoneException(USAGE);
        }
        return new HistoryWords(String.join(" ", text), limited ? limit(rest[rest.length - 1]) : LIMIT);
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int limit(String word) throws PhoneException {
        int limit = word.length() > 4 ? 0 : Integer.parseInt(word);
        if (limit < 1 || limit > HistoryPage.MOST) {
            throw new PhoneException(USAGE);
        }
        return limit;
    }
}
