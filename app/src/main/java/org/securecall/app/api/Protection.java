// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Locale;
import java.util.Optional;

/** What the master key of a profile is kept under. */
public enum Protection {
    /** A passphrase that the user types; with it alone, a copy of the disk tells nothing. */
    PASSPHRASE,
    /** The desktop's key store, which opens with the user's session. */
    KEYSTORE,
    /** A file that only the user may read: whoever has a copy of the whole directory has it too. */
    FILE;

    /** As the key file and the command line have it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that token. */
    public static Optional<Protection> of(String token) {
        for (Protection protection : values()) {
            if (protection.token().equals(token)) {
                return Optional.of(protection);
            }
        }
        return Optional.empty();
    }
}
