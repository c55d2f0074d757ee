// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.securecall.media.api.SasWords;

/** The half that is to be heard, among others of its kind: for whom typing is hard. */
final class SasOptions {

    /** One of them is right. */
    static final int COUNT = 6;

    private static final String ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769";

    private SasOptions() {}

    /** {@value #COUNT} different ones, in an order that tells nothing. */
    static List<String> of(SasCode code, RandomGenerator random) {
        String right = String.join("", code.theirs());
        Set<String> different = new LinkedHashSet<>();
        different.add(right);
        while (different.size() < COUNT) {
            different.add(
                    code.words() ? word(code, random) : characters(code.theirs().size(), random));
        }
        List<String> shuffled = new ArrayList<>(different);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            shuffled.set(i, shuffled.set(other, shuffled.get(i)));
        }
        return List.copyOf(shuffled);
    }

    private static String word(SasCode code, RandomGenerator random) {
        List<String> words = code.mineFirst() ? SasWords.odd() : SasWords.even();
        return words.get(random.nextInt(words.size()));
    }

    private static String characters(int count, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
