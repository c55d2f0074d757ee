// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import java.util.List;
import org.securecall.app.text.Folding;
import org.securecall.media.api.SasWords;

/** Completes a word of the PGP list that somebody begins to type. It depends on the place of the word alone, never on the code. */
final class SasSuggestions {

    /** Shorter beginnings fit too many. */
    private static final int LEAST = 2;

    private static final int MOST = 6;

    private SasSuggestions() {}

    /**
     * @param typed so far: a word, or for a whole code one word or two
     * @param firstOdd whether the first word is of an odd place, as the half of the caller is
     * @return the whole text of the field for each word that it may become, at most {@value #MOST}; none where it is a word
     */
    static List<String> of(String typed, boolean firstOdd) {
        String text = typed.stripLeading();
        int blank = Math.max(text.lastIndexOf(' '), text.lastIndexOf(':'));
        String before = text.substring(0, blank + 1);
        String begun = Folding.fold(text.substring(blank + 1));
        if (begun.length() < LEAST || (!before.isBlank() && firstOdd)) {
            return List.of();
        }
        List<String> words = firstOdd || !before.isBlank() ? SasWords.odd() : SasWords.even();
        List<String> fitting = words.stream()
                .filter(word -> Folding.fold(word).startsWith(begun))
                .limit(MOST)
                .toList();
        boolean complete =
                fitting.size() == 1 && Folding.fold(fitting.getFirst()).equals(begun);
        return complete
                ? List.of()
                : fitting.stream().map(word -> before + word).toList();
    }
}
