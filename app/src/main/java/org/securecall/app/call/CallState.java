// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import java.time.Instant;
import java.util.Optional;
import org.securecall.media.api.RemoteMedia;

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

    /**
     * Somebody calls and this side has not answered. The media waits as well: until the caller knows where this side is, it
     * could not answer a ZRTP Hello, and a search that found nobody would stand for a peer without ZRTP.
     *
     * @param media the caller's; empty when the caller leaves the offer to this side
     */
    record Offered(Optional<RemoteMedia> media) implements CallState {}

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
