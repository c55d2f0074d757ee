// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import org.securecall.ui.text.Texts;

/** How a passphrase's length compares with what guessing takes; what it is made of is the user's business. */
enum PassphraseLength {
    NONE,
    TOO_SHORT,
    SHORT,
    GOOD,
    LONG;

    /** In characters, as people count them. */
    static final int SHORTEST = 8;

    private static final int FROM_GOOD = 14;
    private static final int FROM_LONG = 22;
    private static final Texts TEXTS = Texts.of("lock");

    static PassphraseLength of(int characters) {
        if (characters == 0) {
            return NONE;
        }
        return characters < SHORTEST
                ? TOO_SHORT
                : characters < FROM_GOOD ? SHORT : characters < FROM_LONG ? GOOD : LONG;
    }

    static int characters(char[] passphrase) {
        return Character.codePointCount(passphrase, 0, passphrase.length);
    }

    /** One sentence; empty for none. */
    String words() {
        return switch (this) {
            case NONE -> "";
            case TOO_SHORT -> TEXTS.get("length.less", SHORTEST);
            case SHORT -> TEXTS.get("length.short");
            case GOOD -> TEXTS.get("length.good");
            case LONG -> TEXTS.get("length.long");
        };
    }
}
