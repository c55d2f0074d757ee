// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The PGP word list: a word of two syllables for each octet at an even place of a code, one of three for those at odd places. */
public final class SasWords {

    private static final int OCTETS = 256;
    private static final List<String[]> LINES = load();
    private static final List<String> EVEN = LINES.stream().map(line -> line[0]).toList();
    private static final List<String> ODD = LINES.stream().map(line -> line[1]).toList();

    private SasWords() {}

    /** 256 words of two syllables, by the value of the octet. */
    public static List<String> even() {
        return EVEN;
    }

    /** 256 words of three syllables, likewise. */
    public static List<String> odd() {
        return ODD;
    }

    private static List<String[]> load() {
        try (InputStream in = SasWords.class.getResourceAsStream("pgp-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("The word list is not in the program");
            }
            List<String[]> lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .toList();
            if (lines.size() != OCTETS) {
                throw new IllegalStateException("The word list has " + lines.size() + " lines, not " + OCTETS);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
