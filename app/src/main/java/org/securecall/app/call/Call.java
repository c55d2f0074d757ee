// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import java.time.Instant;
import java.util.Optional;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Hold;
import org.securecall.app.trust.CallTrust;
import org.securecall.app.trust.Keying;
import org.securecall.app.trust.TrustPolicy;
import org.securecall.app.trust.Verdict;
import org.securecall.media.api.ZrtpDetails;

/**
 * All that is known of one call at one moment.
 *
 * @param muted whether the user muted the microphone
 * @param hold who lets the call wait
 * @param described the telephone whose description the media follows; empty before the first
 * @param securedAt when ZRTP was first secure
 */
public record Call(
        Parties parties,
        Instant started,
        CallState state,
        boolean muted,
        Hold hold,
        Optional<Described> described,
        CallTrust trust,
        Optional<Instant> securedAt) {

    /**
     * Who talks with whom.
     *
     * @param peer the address as the user knows it, such as {@code sip:bob@example.org} or {@code practice}
     * @param displayName a contact's name, else what the peer calls itself, else empty
     * @param account the address of the account it goes over; empty for a direct call
     */
    public record Parties(
            CallId id, CallSnapshot.Direction direction, String peer, String displayName, Optional<String> account) {}

    /**
     * Which telephone described itself: of those that a call was forked to, or within the call that a server handed it to.
     *
     * @param from the tag of To; empty within the call
     * @param zrtpHash what it announced
     */
    public record Described(String from, Optional<String> zrtpHash) {

        /** Whatever tags the servers on the way make up, the same Hello is the same telephone's. */
        public boolean isAnother(Described next) {
            if (zrtpHash.isPresent() && next.zrtpHash.isPresent()) {
                return !zrtpHash.equals(next.zrtpHash);
            }
            return !next.from.isEmpty() && !next.from.equals(from);
        }

        /** The same telephone after a later description, which may leave out what it said before. */
        Described then(Described next) {
            return new Described(next.from.isEmpty() ? from : next.from, next.zrtpHash.or(() -> zrtpHash));
        }
    }

    /** How safe it is, and what follows. */
    public Verdict verdict() {
        return TrustPolicy.judge(trust);
    }

    public boolean isOver() {
        return state instanceof CallState.Over;
    }

    /** What ZRTP agreed on, while it is in force. */
    Optional<ZrtpDetails> zrtp() {
        return trust.keying() instanceof Keying.Agreed agreed ? Optional.of(agreed.details()) : Optional.empty();
    }

    Call withState(CallState next) {
        return new Call(parties, started, next, muted, hold, described, trust, securedAt);
    }

    Call withTrust(CallTrust next) {
        return new Call(parties, started, state, muted, hold, described, next, securedAt);
    }

    Call withMuted(boolean now) {
        return new Call(parties, started, state, now, hold, described, trust, securedAt);
    }

    Call withHold(Hold next) {
        return new Call(parties, started, state, muted, next, described, trust, securedAt);
    }

    Call withDescribed(Described next) {
        return new Call(parties, started, state, muted, hold, Optional.of(next), trust, securedAt);
    }

    /** Another telephone has the call, and no keys yet. */
    Call meetingAnother(CallTrust next) {
        return new Call(parties, started, state, muted, hold, described, next, Optional.empty());
    }

    Call secured(Instant at) {
        return new Call(parties, started, state, muted, hold, described, trust, securedAt.or(() -> Optional.of(at)));
    }

    /** As front ends see it. */
    public CallSnapshot snapshot() {
        Verdict verdict = verdict();
        return new CallSnapshot(
                parties.id(),
                parties.direction(),
                parties.peer(),
                parties.displayName(),
                parties.account(),
                switch (state) {
                    case CallState.Dialing dialing ->
                        dialing.early()
                                ? CallSnapshot.State.EARLY
                                : dialing.code() >= 180 ? CallSnapshot.State.RINGING : CallSnapshot.State.TRYING;
                    case CallState.Offered offered -> CallSnapshot.State.RINGING;
                    case CallState.Talking talking -> CallSnapshot.State.ACTIVE;
                    case CallState.Over over -> CallSnapshot.State.ENDED;
                },
                switch (state) {
                    case CallState.Dialing dialing -> dialing.code();
                    case CallState.Offered offered -> 0;
                    case CallState.Talking talking -> 200;
                    case CallState.Over over -> over.code();
                },
                state instanceof CallState.Over over ? over.reason() : "",
                started,
                talkingSince(),
                muted,
                verdict.microphoneBlocked(),
                hold,
                verdict.security());
    }

    private Optional<Instant> talkingSince() {
        return switch (state) {
            case CallState.Dialing dialing -> Optional.empty();
            case CallState.Offered offered -> Optional.empty();
            case CallState.Talking talking -> Optional.of(talking.since());
            case CallState.Over over -> over.talkedSince();
        };
    }
}
