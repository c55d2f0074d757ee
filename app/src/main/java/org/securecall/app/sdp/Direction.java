// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.util.Locale;

/** Which way media flows, as the one who says it sees it (RFC 3264 §5.1). */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** The attribute's name. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    /** The same for who takes nothing, since the call is on hold (RFC 3264 §8.4). */
    public Direction held() {
        return switch (this) {
            case SENDRECV, SENDONLY -> SENDONLY;
            case RECVONLY, INACTIVE -> INACTIVE;
        };
    }

    /** What this side answers when it would do anything that the offer allows (RFC 3264 §6.1). */
    public Direction answered() {
        return switch (this) {
            case SENDRECV -> SENDRECV;
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case INACTIVE -> INACTIVE;
        };
    }
}
