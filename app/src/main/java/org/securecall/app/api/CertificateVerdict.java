// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Locale;

/** What the check of a TLS server's certificate came to. Anything but the first two and nothing is said to the server. */
public enum CertificateVerdict {
    /** An authority that is trusted vouches for it, and it is for the right name. */
    TRUSTED,
    /** It is the one that the user pinned, and it is for the right name. */
    PINNED,
    /** Its issuer is none that is trusted. */
    UNKNOWN_ISSUER,
    /** It vouches for itself alone. */
    SELF_SIGNED,
    /** Another one is pinned. */
    PIN_CHANGED,
    /** It is for another name (RFC 5922 §7.3). */
    WRONG_NAME,
    EXPIRED,
    NOT_YET_VALID,
    /** Its key is too short. */
    WEAK,
    /** Its chain breaks a rule (RFC 5280 §6), or it cannot be read. */
    INVALID;

    public boolean accepted() {
        return this == TRUSTED || this == PINNED;
    }

    /** Whether all that it lacks is somebody who vouches for it: that, and nothing else, the user can do. */
    public boolean canBePinned() {
        return this == UNKNOWN_ISSUER || this == SELF_SIGNED;
    }

    /** As files and events have it, such as {@code unknown-issuer}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
