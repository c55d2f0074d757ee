// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.BitSet;
import java.util.List;

/** What contacts are found by, line after line in two long texts, so that a search runs once through memory. Immutable. */
final class ContactTexts {

    /** Lines in one text. */
    private static final class Lines {

        private final String text;
        /** Where each begins, and where one more would. */
        private final int[] starts;

        Lines(List<String> lines) {
            StringBuilder all = new StringBuilder();
            starts = new int[lines.size() + 1];
            for (int line = 0; line < lines.size(); line++) {
                all.append(lines.get(line)).append('\n');
                starts[line + 1] = all.length();
            }
            text = all.toString();
        }

        /** Adds the lines with {@code wanted} in them, or at the beginning of one of their words. */
        void find(String wanted, boolean wordsOnly, BitSet found) {
            int line = 0;
            int at = text.indexOf(wanted);
            while (at >= 0) {
                while (starts[line + 1] <= at) {
                    line++;
                }
                boolean fits = !wordsOnly || at == starts[line] || !Character.isLetterOrDigit(text.codePointBefore(at));
                if (fits) {
                    found.set(line);
                }
                at = text.indexOf(wanted, fits ? starts[line + 1] : at + 1);
            }
        }
    }

    private final Lines names;
    private final Lines others;

    /**
     * @param names folded, without line breaks
     * @param others addresses and groups of the same contacts, folded; those of one are parted by something that is not searched for
     */
    ContactTexts(List<String> names, List<String> others) {
        this.names = new Lines(names);
        this.others = new Lines(others);
    }

    /** Those of whom the name has a word that begins with it, or of whom an address or a group has it anywhere. */
    BitSet having(String word, String inAddresses) {
        BitSet found = new BitSet();
        names.find(word, true, found);
        others.find(inAddresses, false, found);
        return found;
    }
}
