// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.securecall.media.secret.SecretBytes;

/**
 * The code that opens a backup, to be printed and kept on paper: {@value #GROUPS} groups of five characters such as
 * {@code 7K4DX}, of which four carry 5 random bits each and the fifth is made of them (see {@link CodeGroup}). So there are 140
 * random bits, and any single mistyped character, two that changed places, and groups in another order are found.
 *
 * @param symbols {@value #SYMBOLS} bytes, each 0–31: the characters of all groups without the fifth ones
 */
public record RecoveryCode(SecretBytes symbols) implements AutoCloseable {

    public static final int GROUPS = 7;

    static final int SYMBOLS = GROUPS * CodeGroup.SYMBOLS;

    private static final int CHARACTERS = GROUPS * CodeGroup.CHARACTERS;

    /** @throws IllegalArgumentException when the symbols are too few, too many or too large */
    public RecoveryCode {
        boolean right = symbols.length() == SYMBOLS;
        for (byte symbol : symbols.reveal()) {
            right &= symbol >= 0 && symbol < CodeAlphabet.SIZE;
        }
        if (!right) {
            throw new IllegalArgumentException("A recovery code has " + SYMBOLS + " symbols from 0 to 31");
        }
    }

    /** A fresh code. */
    public static RecoveryCode create(SecureRandom random) {
        byte[] symbols = new byte[SYMBOLS];
        random.nextBytes(symbols);
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] &= CodeAlphabet.SIZE - 1;
        }
        return new RecoveryCode(SecretBytes.owning(symbols));
    }

    /**
     * Reads a code as somebody typed it: dashes, spaces, and upper and lower case do not matter, {@code O} counts as zero,
     * {@code I} and {@code L} as one.
     *
     * @param typed left as it is
     * @throws RecoveryCodeException with the groups that are wrong
     */
    public static RecoveryCode parse(char[] typed) throws RecoveryCodeException {
        byte[] values = new byte[CHARACTERS];
        byte[] symbols = new byte[SYMBOLS];
        boolean whole = false;
        try {
            int count = values(typed, values);
            List<Integer> wrong = new ArrayList<>();
            for (int group = 0; group < GROUPS && group * CodeGroup.CHARACTERS < count; group++) {
                int at = group * CodeGroup.CHARACTERS;
                if (at + CodeGroup.CHARACTERS > count || !CodeGroup.isRight(group, values, at)) {
                    wrong.add(group + 1);
                }
                System.arraycopy(values, at, symbols, group * CodeGroup.SYMBOLS, CodeGroup.SYMBOLS);
            }
            refuse(count, wrong);
            whole = true;
            return new RecoveryCode(SecretBytes.owning(symbols));
        } finally {
            Arrays.fill(values, (byte) 0);
            if (!whole) {
                Arrays.fill(symbols, (byte) 0);
            }
        }
    }

    /**
     * Whether a group is as somebody could have read it from a code, which tells nothing of the other groups.
     *
     * @param group 1 to {@value #GROUPS}
     * @param typed as {@link #parse} takes it; left as it is
     */
    public static boolean isGroup(int group, char[] typed) {
        byte[] values = new byte[CodeGroup.CHARACTERS];
        try {
            return values(typed, values) == values.length && CodeGroup.isRight(group - 1, values, 0);
        } finally {
            Arrays.fill(values, (byte) 0);
        }
    }

    /** Gives how many characters there are; those that have no place are counted only. */
    private static int values(char[] typed, byte[] values) {
        int count = 0;
        for (char c : typed) {
            if (!CodeAlphabet.isSeparator(c)) {
                if (count < values.length) {
                    values[count] = CodeAlphabet.value(c);
                }
                count++;
            }
        }
        return count;
    }

    private static void refuse(int count, List<Integer> wrong) throws RecoveryCodeException {
        if (count == 0) {
            throw new RecoveryCodeException("The recovery code is empty", List.of(1));
        }
        if (count != CHARACTERS) {
            // From the place on where one is missing or too many, all groups look wrong.
            int reached = count / CodeGroup.CHARACTERS + 1;
            List<Integer> first =
                    !wrong.isEmpty() ? wrong.subList(0, 1) : reached <= GROUPS ? List.of(reached) : List.of();
            String where = first.isEmpty() ? "after group " + GROUPS : "in group " + first.getFirst();
            throw new RecoveryCodeException(
                    "The recovery code has " + count + " characters instead of " + CHARACTERS + ": look first " + where,
                    first);
        }
        if (wrong.size() == 1) {
            throw new RecoveryCodeException("Group " + wrong.getFirst() + " of the recovery code is mistyped", wrong);
        }
        if (!wrong.isEmpty()) {
            String all = wrong.stream().map(String::valueOf).collect(Collectors.joining(", "));
            throw new RecoveryCodeException("Groups " + all + " of the recovery code are mistyped", wrong);
        }
    }

    /** The groups for a printer or a screen. Strings cannot be wiped: this is for the moment when the code is shown. */
    public List<String> groups() {
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            groups.add(CodeGroup.text(group, symbols.reveal(), group * CodeGroup.SYMBOLS));
        }
        return groups;
    }

    @Override
    public void close() {
        symbols.close();
    }
}
