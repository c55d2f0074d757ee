// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Locale;

/** Why a key of ZRTP is not the one expected, the most telling reason first. */
public enum KeyAlarm {
    /** The retained secrets differ: it is another key, or one side lost what it knew. */
    SECRETS_DIFFER,
    /** Likewise, and that this profile was restored from an older copy since explains it. */
    SECRETS_DIFFER_AFTER_RESTORE,
    /** The user verified another key for this address. */
    ANOTHER_VERIFIED,
    /** The user found another code with this key in an earlier call. */
    DENIED_BEFORE,
    /** The signalling announced another one. */
    ANOTHER_ANNOUNCED;

    /** As events have it, such as {@code another-verified}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
