// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.util.List;

/** How a character is said so that nobody mishears it: the spelling alphabet of ICAO and ITU. */
final class Spelling {

    private static final List<String> LETTERS = List.of(
            "Alfa",
            "Bravo",
            "Charlie",
            "Delta",
            "Echo",
            "Foxtrot",
            "Golf",
            "Hotel",
            "India",
            "Juliett",
            "Kilo",
            "Lima",
            "Mike",
            "November",
            "Oscar",
            "Papa",
            "Quebec",
            "Romeo",
            "Sierra",
            "Tango",
            "Uniform",
            "Victor",
            "Whiskey",
            "X-ray",
            "Yankee",
            "Zulu");
    private static final List<String> DIGITS =
            List.of("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine");

    private Spelling() {}

    /** The word for a base-32 character; a word stays as it is. */
    static String of(String part) {
        if (part.length() != 1) {
            return part;
        }
        char c = Character.toLowerCase(part.charAt(0));
        if (c >= 'a' && c <= 'z') {
            return LETTERS.get(c - 'a');
        }
        return c >= '0' && c <= '9' ? DIGITS.get(c - '0') : part;
    }
}
