// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every message that explored calls carry, by number. A message is known by its octets alone: machines do not look at the
 * sequence number of the packet around it.
 */
final class Letters {

    private static final String SRTP = "SRTP    ";

    private final Map<Octets, Integer> numbers = new HashMap<>();
    private final List<Octets> messages = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Integer, Integer> tampered = new HashMap<>();

    int number(Octets message, String whose) {
        Integer known = numbers.get(message);
        if (known != null) {
            return known;
        }
        int number = messages.size();
        messages.add(message);
        numbers.put(message, number);
        // Acknowledgements are the same whoever sends them.
        String name = type(message).strip() + (message.length() == 12 ? "" : " of " + whose);
        names.add(names.contains(name) ? name + " no. " + number : name);
        return number;
    }

    /** A voice packet protected with a key. */
    int srtp(String key, String whose) {
        return number(Octets.owning(("    " + SRTP + key).getBytes(StandardCharsets.ISO_8859_1)), whose);
    }

    boolean isSrtp(int number) {
        return type(number).equals(SRTP);
    }

    String srtpKey(int number) {
        return new String(message(number).toArray(), StandardCharsets.ISO_8859_1).substring(12);
    }

    Octets message(int number) {
        return messages.get(number);
    }

    String type(int number) {
        return type(messages.get(number));
    }

    private static String type(Octets message) {
        return new String(message.slice(4, 12).toArray(), StandardCharsets.ISO_8859_1);
    }

    String name(int number) {
        return names.get(number);
    }

    /** Whether there is anything in it to change: not in a bare acknowledgement. */
    boolean canBeTampered(int number) {
        return message(number).length() > 12 && !isSrtp(number);
    }

    /** The same message with one bit of what it is about changed: a public value, a commitment, a choice, a MAC. */
    int tampered(int number) {
        Integer known = tampered.get(number);
        if (known == null) {
            byte[] changed = message(number).toArray();
            int at = switch (type(number)) {
                // The first hash on offer: S256 and S384 change places with a name that nobody knows.
                case Hello.TYPE -> 80;
                case Commit.TYPE, DhPart.TYPE_1, DhPart.TYPE_2 -> 79;
                default -> 12;
            };
            changed[at] ^= 1;
            known = number(Octets.owning(changed), "the attacker, from " + names.get(number));
            tampered.put(number, known);
        }
        return known;
    }
}
