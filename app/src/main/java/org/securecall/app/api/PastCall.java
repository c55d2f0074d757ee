// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A call that is over, as the history keeps it. Times are whole milliseconds.
 *
 * @param id unique and positive, and larger than that of every call that was added before; 0 for one not added yet
 * @param peer the peer's address, such as {@code sip:bob@example.org} or {@code practice}
 * @param displayName as it was shown in the call; empty where nothing was
 * @param account the address of the account it went over; empty for a direct call
 * @param started when it was dialled, or began to ring
 * @param answered empty where it never was
 * @param code the SIP status that ended it; 0 where none did
 * @param reason how it ended, in one sentence for the user
 * @param shield how safe it was; empty for a call that ended before anything was known of its keys
 * @param protocol what keyed the voice, last where that changed
 * @param algorithms key agreement, hash, cipher and tag of ZRTP, such as {@code X255 S256 AES3 HS80}; cipher and tag by SDP's
 *     name where the keys were not ZRTP's; empty without keys
 * @param verified whether both sides had compared the SAS, in this call or an earlier one
 * @param keyName whom the user said the key belongs to; empty where nobody said
 * @param quality empty where no voice came
 */
public record PastCall(
        long id,
        CallSnapshot.Direction direction,
        String peer,
        String displayName,
        Optional<String> account,
        Instant started,
        Optional<Instant> answered,
        Instant ended,
        int code,
        String reason,
        Optional<Shield> shield,
        Security.Protocol protocol,
        String algorithms,
        boolean verified,
        String keyName,
        Optional<Quality> quality) {

    /** How a call came out. */
    public enum Outcome {
        /** The two sides talked, however it ended. */
        ANSWERED,
        /** It came in, and nobody took it. */
        MISSED,
        /** Whoever was called said no, or was busy. */
        DECLINED,
        /** The caller on this side gave up. */
        CANCELLED,
        /** It went out, and nobody took it. */
        UNANSWERED,
        /** Something other than the people. */
        FAILED
    }

    /**
     * How safe a call was. {@link Security.State#SECURING} stands in it only when the call never came further.
     *
     * @param worst the state that protects least, of all that there were
     * @param last the one that it ended in
     */
    public record Shield(Security.State worst, Security.State last) {}

    /**
     * How well a call was heard on this side.
     *
     * @param packetsReceived at least 0
     * @param lost packets that never came, at least 0
     * @param jitterMs mean interarrival jitter, milliseconds (RFC 3550 §6.4.1)
     * @param rttMs mean round trip by RTCP, milliseconds; negative where it stayed unknown
     * @param codec the one heard for most of the call, such as {@code opus}; empty where none was
     */
    public record Quality(long packetsReceived, long lost, double jitterMs, double rttMs, String codec) {

        /** @throws IllegalArgumentException when a count is negative or a time is none */
        public Quality {
            if (packetsReceived < 0 || lost < 0) {
                throw new IllegalArgumentException("A count of packets is negative");
            }
            if (!Double.isFinite(jitterMs) || !Double.isFinite(rttMs)) {
                throw new IllegalArgumentException("A time is not a number");
            }
        }
    }

    public PastCall withId(long given) {
        return new PastCall(
                given,
                direction,
                peer,
                displayName,
                account,
                started,
                answered,
                ended,
                code,
                reason,
                shield,
                protocol,
                algorithms,
                verified,
                keyName,
                quality);
    }

    public Outcome outcome() {
        if (answered.isPresent()) {
            return Outcome.ANSWERED;
        }
        return switch (code) {
            case 486, 600, 603 -> Outcome.DECLINED;
            case 487 -> ifIncoming(Outcome.MISSED, Outcome.CANCELLED);
            case 408, 480 -> ifIncoming(Outcome.MISSED, Outcome.UNANSWERED);
            default -> Outcome.FAILED;
        };
    }

    private Outcome ifIncoming(Outcome incoming, Outcome outgoing) {
        return direction == CallSnapshot.Direction.INCOMING ? incoming : outgoing;
    }
}
