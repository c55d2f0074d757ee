// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

/**
 * Four symbols and the check symbol of their group, over the field of 32 elements with x⁵ + x² + 1: the sum of the symbols, the
 * first one times 2, each further one times twice the factor before, and of the number of the group from 1. The factors differ
 * from each other and from the 1 before the check symbol, so one wrong symbol and two that changed places always show; and so
 * does a group that stands where another belongs.
 */
final class CodeGroup {

    static final int SYMBOLS = 4;
    static final int CHARACTERS = SYMBOLS + 1;

    private static final int POLYNOMIAL = 0b100101;

    private CodeGroup() {}

    /** @param values the group's five, any of them possibly {@link CodeAlphabet#NONE} */
    static boolean isRight(int group, byte[] values, int at) {
        for (int i = at; i < at + CHARACTERS; i++) {
            if (values[i] == CodeAlphabet.NONE) {
                return false;
            }
        }
        return values[at + SYMBOLS] == check(group, values, at);
    }

    static String text(int group, byte[] symbols, int at) {
        StringBuilder text = new StringBuilder(CHARACTERS);
        for (int i = at; i < at + SYMBOLS; i++) {
            text.append(CodeAlphabet.character(symbols[i]));
        }
        return text.append(CodeAlphabet.character(check(group, symbols, at))).toString();
    }

    private static int check(int group, byte[] symbols, int at) {
        int sum = 0;
        for (int i = at + SYMBOLS - 1; i >= at; i--) {
            sum = twice(sum ^ symbols[i]);
        }
        return sum ^ (group + 1);
    }

    private static int twice(int element) {
        int shifted = element << 1;
        return shifted >= CodeAlphabet.SIZE ? shifted ^ POLYNOMIAL : shifted;
    }
}
