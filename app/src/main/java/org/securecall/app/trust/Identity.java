// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import java.util.Locale;

/** This program's own endpoints, each with its own ZID and its own retained secrets. */
public enum Identity {
    /** The user's telephone. */
    OWN,
    /** The practice peer inside the program. */
    PRACTICE;

    /** As the database names it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
