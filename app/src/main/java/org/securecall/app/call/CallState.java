// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import java.time.Instant;
import java.util.Optional;

/** How far a call is. */
public sealed interface CallState {

    /**
     * This side calls and nobody has answered.
     *
     * @param code the last provisional status; 0 before one
     * @param early whether media may already flow (RFC 3960)
     */
    record Dialing(int code, boolean early) implements CallState {

        static final Dialing FIRST = new Dialing(0, false);
    }

    /** Somebody calls and this side has not answered. */
    record Offered() implements CallState {}

    /** Answered. */
    record Talking(Instant since) implements CallState {}

    /**
     * Ended; no event changes it any more.
     *
     * @param code the SIP status that ended it; 0 where none did
     * @param reason one sentence for the user
     * @param talkedSince when it was answered; empty where it never was
     */
    record Over(int code, String reason, Optional<Instant> talkedSince) implements CallState {}
}
