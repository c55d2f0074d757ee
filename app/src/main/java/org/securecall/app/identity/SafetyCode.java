// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What two people compare in person or by voice to know that each has the other's key: 60 decimal digits, the same on both sides.
 *
 * <pre>
 * lower, higher = the two public keys, 32 octets each, the one that is lower as an unsigned big-endian number first
 * h = SHA-512("securecall safety code v1" || lower || higher)
 * 5199 times: h = SHA-512(h || lower || higher)
 * group i = (octets 5i to 5i+4 of h, big-endian) mod 100000, as five digits, for i = 0 … 11
 * </pre>
 *
 * <p>The rounds are those of Signal's numeric fingerprints; they make each try of somebody who looks for keys with the same digits
 * dearer. Somebody in between needs two keys of his own that give the same code to both: some 2^99 tries of 5200 hashes each.
 *
 * @param digits 60 decimal digits
 */
public record SafetyCode(String digits) {

    public static final int GROUPS = 12;
    public static final int GROUP_DIGITS = 5;

    private static final int ROUNDS = 5200;
    private static final int GROUP_OCTETS = 5;
    private static final byte[] LABEL = "securecall safety code v1".getBytes(StandardCharsets.US_ASCII);

    /** @throws IllegalArgumentException when {@code digits} are not 60 decimal digits */
    public SafetyCode {
        if (!digits.matches("[0-9]{60}")) {
            throw new IllegalArgumentException("A safety code has 60 digits");
        }
    }

    /**
     * The order of the two does not matter. Takes some milliseconds.
     *
     * @throws IdentityException when both are the same key, which compares nothing: somebody sent the own key back
     */
    public static SafetyCode of(IdentityKey one, IdentityKey other) throws IdentityException {
        // Hexadecimal digits in lower case are in the order of the octets.
        int order = one.hex().compareTo(other.hex());
        if (order == 0) {
            throw new IdentityException("This is one's own key, sent back");
        }
        byte[] lower = (order < 0 ? one : other).bytes();
        byte[] higher = (order < 0 ? other : one).bytes();
        byte[] hash = LABEL;
        MessageDigest sha512 = sha512();
        for (int i = 0; i < ROUNDS; i++) {
            sha512.update(hash);
            sha512.update(lower);
            hash = sha512.digest(higher);
        }
        return new SafetyCode(digits(hash));
    }

    private static String digits(byte[] hash) {
        StringBuilder digits = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            long value = 0;
            for (int i = 0; i < GROUP_OCTETS; i++) {
                value = value << 8 | (hash[group * GROUP_OCTETS + i] & 0xff);
            }
            digits.append(String.format(Locale.ROOT, "%05d", value % 100_000));
        }
        return digits.toString();
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-512", e);
        }
    }

    /** Twelve groups of five digits. */
    public List<String> groups() {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            groups.add(digits.substring(i * GROUP_DIGITS, (i + 1) * GROUP_DIGITS));
        }
        return List.copyOf(groups);
    }

    /** As people see it: the groups with a blank between them. */
    public String text() {
        return String.join(" ", groups());
    }

    /** Whether somebody typed these digits, however they are grouped; other characters than blanks and digits never fit. */
    public boolean matches(String typed) {
        return typed.replaceAll("\\s", "").equals(digits);
    }

    /** Leaves the digits out: they tell which two people know each other, and records end up in logs. */
    @Override
    public String toString() {
        return "SafetyCode";
    }
}
