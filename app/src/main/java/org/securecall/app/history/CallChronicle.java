// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Security;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.ZrtpDetails;

/** Follows one call and tells in the end what the history keeps of it. Pure; belongs to whoever the call belongs to. */
public final class CallChronicle {

    /** Of each text; the other side chooses some of them, and they are kept for long. */
    static final int MOST_CHARACTERS = 512;

    /** From the state that protects least. No voice goes while keys are being agreed, so that counts as none. */
    private static final List<Security.State> FROM_WORST = List.of(
            Security.State.MISMATCH,
            Security.State.LOST,
            Security.State.WEAKER,
            Security.State.CHANGED,
            Security.State.NONE,
            Security.State.SERVER,
            Security.State.ENCRYPTED,
            Security.State.VERIFIED);

    private final Hearing hearing = new Hearing();
    private Optional<PastCall.Shield> shield = Optional.empty();
    private Security.Protocol protocol = Security.Protocol.NONE;
    private String algorithms = "";
    private boolean verified;
    private String keyName = "";

    /**
     * Takes note of the call as it is.
     *
     * @param at the present
     * @return what is kept of the call, with the id 0, when it has ended
     */
    public Optional<PastCall> follow(CallSnapshot call, Instant at) {
        secured(call);
        return call.state() == CallSnapshot.State.ENDED ? Optional.of(over(call, at)) : Optional.empty();
    }

    /** Takes note of how the call is heard; from time to time, and once when it has ended. */
    public void heard(MediaStats stats) {
        hearing.add(stats);
    }

    private void secured(CallSnapshot call) {
        Security security = call.security();
        if (security.protocol() != Security.Protocol.NONE) {
            protocol = security.protocol();
            algorithms = security.zrtp().map(CallChronicle::algorithms).orElse(security.suite());
        }
        // Before, nothing that has a voice was judged.
        boolean voice = call.active().isPresent() || call.state() == CallSnapshot.State.EARLY;
        if (voice && FROM_WORST.contains(security.state())) {
            Security.State worst = shield.map(PastCall.Shield::worst)
                    .filter(before -> FROM_WORST.indexOf(before) < FROM_WORST.indexOf(security.state()))
                    .orElse(security.state());
            shield = Optional.of(new PastCall.Shield(worst, security.state()));
            verified = security.verified();
            keyName = security.keyName();
        }
    }

    private static String algorithms(ZrtpDetails zrtp) {
        return String.join(" ", zrtp.keyAgreement(), zrtp.hash(), zrtp.cipher(), zrtp.authTag());
    }

    private PastCall over(CallSnapshot call, Instant at) {
        Instant started = milliseconds(call.started());
        Optional<Instant> answered = call.active().map(CallChronicle::milliseconds);
        Instant begun = answered.orElse(started);
        Instant ended = milliseconds(at);
        if (shield.isEmpty() && answered.isPresent()) {
            shield = Optional.of(new PastCall.Shield(Security.State.SECURING, Security.State.SECURING));
        }
        return new PastCall(
                0,
                call.direction(),
                shortened(call.peer()),
                shortened(call.displayName()),
                call.account().map(CallChronicle::shortened),
                started,
                answered,
                // The clock may have been set back meanwhile.
                ended.isBefore(begun) ? begun : ended,
                call.code(),
                shortened(call.reason()),
                shield,
                protocol,
                shortened(algorithms),
                verified,
                shortened(keyName),
                hearing.quality());
    }

    private static Instant milliseconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static String shortened(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        boolean inside = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
        return text.substring(0, inside ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
    }
}
