// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.text.Folding;

/** How a character is said so that nobody mishears it: the spelling alphabet of ICAO and ITU. */
public final class Spelling {

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
    private static final List<String> GERMAN_DIGITS =
            List.of("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun");
    private static final Map<String, Character> CHARACTERS = characters();

    private Spelling() {}

    /** The word for a base-32 character; a word stays as it is. */
    public static String of(String part) {
        if (part.length() != 1) {
            return part;
        }
        char c = Character.toLowerCase(part.charAt(0));
        if (c >= 'a' && c <= 'z') {
            return LETTERS.get(c - 'a');
        }
        return c >= '0' && c <= '9' ? DIGITS.get(c - '0') : part;
    }

    /** The character that a folded word stands for: one of the alphabet, or a digit in English or German. */
    static Optional<Character> character(String folded) {
        return Optional.ofNullable(CHARACTERS.get(folded));
    }

    private static Map<String, Character> characters() {
        Map<String, Character> characters = new HashMap<>();
        for (int i = 0; i < LETTERS.size(); i++) {
            characters.put(Folding.fold(LETTERS.get(i)).replace("-", ""), (char) ('a' + i));
        }
        for (int i = 0; i < DIGITS.size(); i++) {
            characters.put(Folding.fold(DIGITS.get(i)), (char) ('0' + i));
            characters.put(Folding.fold(GERMAN_DIGITS.get(i)), (char) ('0' + i));
        }
        // As people write and say them too.
        characters.put("alpha", 'a');
        characters.put("juliet", 'j');
        characters.put("whisky", 'w');
        characters.put("niner", '9');
        characters.put("zwo", '2');
        characters.put("fuenf", '5');
        return Map.copyOf(characters);
    }
}
