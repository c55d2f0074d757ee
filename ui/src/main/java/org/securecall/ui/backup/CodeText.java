// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.util.Locale;

/** The groups of a recovery code as people type them. */
final class CodeText {

    /** Characters of a group. */
    static final int CHARACTERS = 5;

    private CodeText() {}

    /** Capitals alone, without blanks and dashes, and with the digit for a letter that looks like one. */
    static String plain(String typed) {
        return typed.replaceAll("[\\s\\p{Z}\\p{Pd}]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
