// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.lock;

import javafx.scene.control.PasswordField;

/** What was typed into a field, as characters that can be wiped. */
public final class Passphrases {

    private Passphrases() {}

    /** A fresh array, which the caller wipes. The field's own copy is gone once the field is cleared and collected. */
    public static char[] typed(PasswordField field) {
        CharSequence typed = field.getCharacters();
        char[] passphrase = new char[typed.length()];
        for (int i = 0; i < passphrase.length; i++) {
            passphrase[i] = typed.charAt(i);
        }
        return passphrase;
    }
}
