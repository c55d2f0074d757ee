// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One call at one moment.
 *
 * @param peer the peer's address, such as {@code sip:bob@example.org}
 * @param displayName a contact's name, else what the peer calls itself, else empty
 * @param account the address of the account it goes over; empty for a direct call
 * @param code the SIP status that brought the state; 0 where none did
 * @param reason for an ended call, one sentence for the user
 * @param active when both sides could talk
 * @param microphoneBlocked muted by the program until the user has decided about the peer's key
 * @param hold who lets the call wait
 */
public record CallSnapshot(
        CallId id,
        Direction direction,
        String peer,
        String displayName,
        Optional<String> account,
        State state,
        int code,
        String reason,
        Instant started,
        Optional<Instant> active,
        boolean muted,
        boolean microphoneBlocked,
        Hold hold,
        Security security) {

    public enum Direction {
        OUTGOING,
        INCOMING
    }

    public enum State {
        /** Sent or received, nothing heard yet. */
        TRYING,
        RINGING,
        /** Media before the answer. */
        EARLY,
        ACTIVE,
        ENDED
    }
}
