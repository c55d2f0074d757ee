// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.util.Arrays;
import java.util.Optional;

/** What happened to a key. */
public enum KeyLogKind {
    FIRST(1, "First call with this key"),
    MATCH(2, "The key was the one of before"),
    MISMATCH(3, "The key did not fit what was known"),
    VERIFIED_SPOKEN(4, "Verified: the code was read aloud and agreed"),
    VERIFIED_SCANNED(5, "Verified: a code was scanned"),
    VERIFIED_SIGNED(6, "Verified: the peer signed the code with a confirmed key"),
    DENIED(7, "The code was compared and differed"),
    NAMED(8, "The key was given a name"),
    FORGOTTEN(9, "The key was forgotten"),
    RESTORED(10, "The key was restored"),
    IMPORTED(11, "The key was imported"),
    EXPIRED(12, "The key expired");

    private final int code;
    private final String title;

    KeyLogKind(int code, String title) {
        this.code = code;
        this.title = title;
    }

    /** In an encoded entry: 1 to 255, never changed. */
    int code() {
        return code;
    }

    static Optional<KeyLogKind> of(int code) {
        return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }

    /** As an export prints it. */
    public String title() {
        return title;
    }

    public boolean verified() {
        return this == VERIFIED_SPOKEN || this == VERIFIED_SCANNED || this == VERIFIED_SIGNED;
    }
}
