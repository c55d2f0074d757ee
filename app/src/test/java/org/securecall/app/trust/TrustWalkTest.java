// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Security.State;
import org.securecall.app.trust.CallTrust.Answer;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;

/**
 * Every sequence of up to five things that happen in a call. What the user said is kept apart, in the way in which it may be relied on:
 * a code that was compared speaks for the key it belongs to, and for the next keys of the same telephone only where the secrets agree.
 */
class TrustWalkTest {

    private static final int LENGTH = 5;
    private static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final Zid EVE = new Zid("e0e0e0e0e0e0e0e0e0e0e0e0");

    enum Happens {
        SECURING,
        BOB_FIRST,
        BOB_MATCH,
        BOB_MATCH_VERIFIED,
        BOB_MISMATCH,
        EVE_FIRST,
        FAILED,
        ATTACK,
        NO_ZRTP,
        WENT_CLEAR,
        ANOTHER_TELEPHONE,
        CONFIRM,
        DENY,
        TALK
    }

    /**
     * @param compared the user said of the present keys, or of keys that lead to them, that the codes agree
     * @param key whose keys there are; empty without
     * @param hadKeys there were some at any time of the call
     * @param denied the user said that codes differ
     */
    private record Said(boolean compared, Optional<Zid> key, boolean hadKeys, boolean denied) {

        Said keys(Zid whose, boolean stillCompared) {
            return new Said(stillCompared, Optional.of(whose), true, denied);
        }

        Said noKeys(boolean stillCompared) {
            return new Said(stillCompared, Optional.empty(), hadKeys, denied);
        }
    }

    @Test
    void verifiedNeverComesWithoutAComparisonThatHoldsAndADenialIsFinal() {
        Set<State> seen = EnumSet.noneOf(State.class);
        walk(
                CallTrust.start(Encryption.PREFER, true),
                new Said(false, Optional.empty(), false, false),
                new ArrayList<>(),
                seen);
        assertThat(seen)
                .contains(
                        State.SECURING,
                        State.ENCRYPTED,
                        State.VERIFIED,
                        State.CHANGED,
                        State.MISMATCH,
                        State.LOST,
                        State.NONE);
    }

    private static void walk(CallTrust call, Said said, List<Happens> way, Set<State> seen) {
        State state = TrustPolicy.judge(call).security().state();
        seen.add(state);
        if (said.denied && state != State.MISMATCH) {
            throw new AssertionError("A denial was forgotten: " + way);
        }
        boolean byFlags = call.keying() instanceof Keying.Agreed agreed
                && agreed.details().secrets() == Secrets.MATCH
                && agreed.details().verifiedLocally()
                && agreed.details().verifiedByPeer();
        if (state == State.VERIFIED && !said.compared && !byFlags) {
            throw new AssertionError("Verified wrongly: " + way);
        }
        if (said.compared && !said.denied && said.key.isPresent() && state != State.VERIFIED) {
            throw new AssertionError("A comparison was forgotten: " + way);
        }
        if (call.answer() == Answer.CONFIRMED && !said.compared) {
            throw new AssertionError("The user never said so: " + way);
        }
        if (way.size() == LENGTH) {
            return;
        }
        for (Happens next : Happens.values()) {
            List<Happens> further = new ArrayList<>(way);
            further.add(next);
            walk(after(call, next), after(said, next), further, seen);
        }
    }

    private static CallTrust after(CallTrust call, Happens next) {
        return switch (next) {
            case SECURING -> call.on(new MediaEvent.Securing(), details -> KnownKey.STRANGER);
            case BOB_FIRST -> secured(call, BOB, Secrets.FIRST, false);
            case BOB_MATCH -> secured(call, BOB, Secrets.MATCH, false);
            case BOB_MATCH_VERIFIED -> secured(call, BOB, Secrets.MATCH, true);
            case BOB_MISMATCH -> secured(call, BOB, Secrets.MISMATCH, true);
            case EVE_FIRST -> secured(call, EVE, Secrets.FIRST, false);
            case FAILED -> call.on(new MediaEvent.SecurityFailed("No common algorithm", false), d -> KnownKey.STRANGER);
            case ATTACK -> call.on(new MediaEvent.SecurityFailed("Not authentic", true), d -> KnownKey.STRANGER);
            case NO_ZRTP -> call.on(new MediaEvent.PeerHasNoZrtp(), d -> KnownKey.STRANGER);
            case WENT_CLEAR -> call.on(new MediaEvent.WentClear(true), d -> KnownKey.STRANGER);
            case ANOTHER_TELEPHONE -> call.meetingAnother(true);
            case CONFIRM -> call.confirmed(Optional.empty());
            case DENY -> call.denied();
            case TALK -> call.talkingAnyway();
        };
    }

    private static Said after(Said said, Happens next) {
        return switch (next) {
            case BOB_FIRST, BOB_MISMATCH -> said.keys(BOB, false);
            case EVE_FIRST -> said.keys(EVE, false);
            // Only straight from keys to keys: in between anybody could have taken the call over.
            case BOB_MATCH, BOB_MATCH_VERIFIED ->
                said.keys(BOB, said.compared && said.key.filter(BOB::equals).isPresent());
            case SECURING, FAILED, ATTACK, NO_ZRTP, WENT_CLEAR -> said.noKeys(said.compared);
            case ANOTHER_TELEPHONE -> said.noKeys(false);
            case CONFIRM ->
                new Said(said.compared || (said.key.isPresent() && !said.denied), said.key, said.hadKeys, said.denied);
            case DENY -> said.hadKeys ? new Said(false, said.key, true, true) : said;
            case TALK -> said;
        };
    }

    private static CallTrust secured(CallTrust call, Zid zid, Secrets secrets, boolean flags) {
        ZrtpDetails details = new ZrtpDetails(
                "X255",
                "S256",
                "AES1",
                "HS32",
                "B32",
                "4jw5",
                zid,
                "Test 1.0",
                secrets,
                flags,
                flags,
                HelloHash.MATCH,
                true);
        return call.on(new MediaEvent.Secured(details), d -> KnownKey.STRANGER);
    }
}
