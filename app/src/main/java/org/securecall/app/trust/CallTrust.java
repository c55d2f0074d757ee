// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.ZrtpDetails;

/**
 * All that the security of one call follows from; {@link TrustPolicy} draws the conclusion.
 *
 * @param demand what it has to come up to beyond that
 * @param signallingSecure whether SIP went over verified TLS
 * @param server the keys that servers on the way could have, where voice goes under such
 * @param wasSecure whether the call was secure once
 * @param known about the peer's key before this call; a stranger until keys were agreed
 * @param talkAnyway the user talks although the key is not the known one, or the encryption has ended
 * @param secureAfterMs milliseconds from active to secure; empty until both
 */
public record CallTrust(
        Encryption encryption,
        Demand demand,
        boolean signallingSecure,
        Optional<MediaEvent.Keyed> server,
        Keying keying,
        boolean wasSecure,
        KnownKey known,
        Answer answer,
        boolean talkAnyway,
        OptionalLong secureAfterMs) {

    /** What the user said after comparing the SAS. */
    public enum Answer {
        NONE,
        CONFIRMED,
        /** Final for the call. */
        DENIED
    }

    /** Of a peer never met, by a user who demands nothing. */
    public static CallTrust start(Encryption encryption, boolean signallingSecure) {
        return start(encryption, Demand.NONE, signallingSecure);
    }

    public static CallTrust start(Encryption encryption, Demand demand, boolean signallingSecure) {
        return new CallTrust(
                encryption,
                demand,
                signallingSecure,
                Optional.empty(),
                new Keying.Looking(),
                false,
                KnownKey.STRANGER,
                Answer.NONE,
                false,
                OptionalLong.empty());
    }

    /**
     * The state after a media event; one that says nothing of security changes nothing.
     *
     * @param knownKeys asked once, for an exchange that became secure
     */
    public CallTrust on(MediaEvent event, Function<ZrtpDetails, KnownKey> knownKeys) {
        return switch (event) {
            case MediaEvent.Securing securing -> with(new Keying.Agreeing());
            case MediaEvent.Secured secured -> agreed(secured.details(), knownKeys.apply(secured.details()));
            case MediaEvent.SecurityFailed failed ->
                with(
                        wasSecure && !failed.attack()
                                ? new Keying.Gone(failed.cause())
                                : new Keying.Failed(failed.cause(), failed.attack()));
            case MediaEvent.PeerHasNoZrtp absent ->
                with(wasSecure ? new Keying.Gone("The other telephone stopped encrypting") : new Keying.Absent());
            case MediaEvent.DetailsChanged changed -> detailed(changed.details());
            case MediaEvent.WentClear cleared ->
                // What was said of a key says nothing of a call without one.
                with(new Keying.Ended(cleared.byPeer()), known, answer, false, secureAfterMs);
            case MediaEvent.Keyed keyed -> keyed(keyed);
            case MediaEvent.DeviceLost lost -> this;
            case MediaEvent.DeviceRestored restored -> this;
            case MediaEvent.DigitReceived digit -> this;
            case MediaEvent.NoMedia silence -> this;
        };
    }

    /**
     * The user found the same SAS on both sides; without keys, or after a denial, nothing changes.
     *
     * @param keyName whom the key belongs to; empty leaves the name as it is
     */
    public CallTrust confirmed(Optional<String> keyName) {
        if (!(keying instanceof Keying.Agreed) || answer == Answer.DENIED) {
            return this;
        }
        KnownKey named = keyName.map(known::named).orElse(known);
        return with(keying, named, Answer.CONFIRMED, talkAnyway, secureAfterMs);
    }

    /** The user found another SAS; nothing later in the call undoes it. Without a SAS so far nothing changes. */
    public CallTrust denied() {
        return wasSecure ? with(keying, known, Answer.DENIED, false, secureAfterMs) : this;
    }

    /** The user talks although the key is not the known one, or the encryption has ended. */
    public CallTrust talkingAnyway() {
        return with(keying, known, answer, true, secureAfterMs);
    }

    public CallTrust secureAfter(long milliseconds) {
        return with(keying, known, answer, talkAnyway, OptionalLong.of(milliseconds));
    }

    /** Offer and answer agreed on plain RTP: where nobody looks for ZRTP, that is the end of it. */
    public CallTrust agreedOnNothing() {
        return !demand.zrtp() && keying instanceof Keying.Looking ? with(new Keying.Absent()) : this;
    }

    /** Also for a call whose signalling moved to another connection. */
    public CallTrust signalling(boolean secure) {
        return new CallTrust(
                encryption, demand, secure, server, keying, wasSecure, known, answer, talkAnyway, secureAfterMs);
    }

    /**
     * Another telephone has the call: what is known and was said of the former one's key is not about this one's.
     *
     * @param promisesStay whether it is held to the encryption that there was, as in a call that was answered
     */
    public CallTrust meetingAnother(boolean promisesStay) {
        return new CallTrust(
                encryption,
                demand,
                signallingSecure,
                promisesStay ? server : Optional.empty(),
                new Keying.Looking(),
                wasSecure && promisesStay,
                KnownKey.STRANGER,
                answer == Answer.DENIED ? Answer.DENIED : Answer.NONE,
                false,
                promisesStay ? secureAfterMs : OptionalLong.empty());
    }

    private CallTrust keyed(MediaEvent.Keyed keys) {
        return new CallTrust(
                encryption,
                demand,
                signallingSecure,
                Optional.of(keys),
                keying,
                wasSecure,
                known,
                answer,
                talkAnyway,
                secureAfterMs);
    }

    private CallTrust agreed(ZrtpDetails details, KnownKey nowKnown) {
        // A second exchange in the same call keeps the user's word only where the retained secrets carry it over.
        boolean samePeer = keying instanceof Keying.Agreed before
                && before.details().peerZid().equals(details.peerZid())
                && details.secrets() == ZrtpDetails.Secrets.MATCH;
        Answer kept = answer == Answer.CONFIRMED && !samePeer ? Answer.NONE : answer;
        return new CallTrust(
                encryption,
                demand,
                signallingSecure,
                server,
                new Keying.Agreed(details),
                true,
                nowKnown,
                kept,
                talkAnyway && samePeer,
                secureAfterMs);
    }

    /** The same exchange; but what the user said was said of the code that was shown then. */
    private CallTrust detailed(ZrtpDetails details) {
        if (!(keying instanceof Keying.Agreed before)) {
            return this;
        }
        boolean sameCode = before.details().comparedSas().equals(details.comparedSas());
        Answer kept = answer == Answer.CONFIRMED && !sameCode ? Answer.NONE : answer;
        return with(new Keying.Agreed(details), known, kept, talkAnyway, secureAfterMs);
    }

    private CallTrust with(Keying next) {
        return with(next, known, answer, talkAnyway, secureAfterMs);
    }

    private CallTrust with(Keying next, KnownKey key, Answer said, boolean talk, OptionalLong after) {
        return new CallTrust(encryption, demand, signallingSecure, server, next, wasSecure, key, said, talk, after);
    }
}
