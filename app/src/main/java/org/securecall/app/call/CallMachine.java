// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Hold;
import org.securecall.app.trust.CallTrust;
import org.securecall.app.trust.Demand;
import org.securecall.app.trust.Keying;
import org.securecall.app.trust.KnownKey;
import org.securecall.app.trust.Verdict;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.ZrtpDetails;

/** What becomes of a call. Pure: the same call and the same event always give the same step. */
public final class CallMachine {

    /** How long this side rings for an incoming call, and how long it waits for an outgoing one to be answered. */
    static final Duration RING = Duration.ofMinutes(2);

    private static final int TEMPORARILY_UNAVAILABLE = 480;

    private final Call before;
    private final List<Effect> effects = new ArrayList<>();
    private Call call;

    private CallMachine(Call call) {
        this.before = call;
        this.call = call;
    }

    /** A call from this side whose INVITE is on its way. */
    public static Step dial(Call.Parties parties, Encryption encryption, Demand demand, Instant at) {
        CallTrust trust = CallTrust.start(encryption, demand, false);
        return begin(parties, trust, CallState.Dialing.FIRST, at, List.of());
    }

    /**
     * A call to this side.
     *
     * @param media the caller's; empty when the caller leaves the offer to this side
     * @param secure whether it came over verified TLS
     */
    public static Step incoming(
            Call.Parties parties,
            Encryption encryption,
            Demand demand,
            boolean secure,
            Optional<RemoteMedia> media,
            Instant at) {
        CallTrust trust = CallTrust.start(encryption, demand, secure);
        return begin(parties, trust, new CallState.Offered(media), at, List.of(new Effect.SendRinging()));
    }

    public static Step step(Call call, CallEvent event) {
        if (call.isOver()) {
            return new Step(call, List.of());
        }
        CallMachine machine = new CallMachine(call);
        machine.on(event);
        return machine.done();
    }

    private static Step begin(
            Call.Parties parties, CallTrust trust, CallState state, Instant at, List<Effect> further) {
        Call call = new Call(parties, at, state, false, Hold.NONE, Optional.empty(), trust, Optional.empty());
        List<Effect> effects = new ArrayList<>();
        if (call.verdict().microphoneBlocked()) {
            effects.add(new Effect.SetMuted(true));
        }
        effects.add(new Effect.StartRingTimer(RING));
        effects.add(new Effect.PublishCall());
        effects.addAll(further);
        return new Step(call, effects);
    }

    private void on(CallEvent event) {
        switch (event) {
            case CallEvent.Progress progress -> progress(progress);
            case CallEvent.Answered answered -> answered(answered);
            case CallEvent.Described described -> described(described.media());
            case CallEvent.Incompatible incompatible -> incompatible(incompatible.reason());
            case CallEvent.PeerEnded ended -> over(ended.code(), ended.reason());
            case CallEvent.Accept accept -> accept(accept.at());
            case CallEvent.Decline decline -> decline(decline.code());
            case CallEvent.HangUp hangUp -> hangUp();
            case CallEvent.Mute mute -> call = call.withMuted(mute.muted());
            case CallEvent.Hold hold -> hold(hold.held());
            case CallEvent.OfferRefused refused -> offerRefused(refused.code());
            case CallEvent.Digits digits -> digits(digits.digits());
            case CallEvent.ConfirmSas confirm -> confirm(confirm.keyName());
            case CallEvent.DenySas deny -> deny();
            case CallEvent.TalkAnyway talk -> talkAnyway();
            case CallEvent.Media media -> media(media);
            case CallEvent.Unanswered unanswered -> unanswered();
        }
    }

    private void progress(CallEvent.Progress progress) {
        if (!(call.state() instanceof CallState.Dialing dialing)) {
            return;
        }
        Optional<RemoteMedia> described = progress.media().filter(media -> !isOnlyRinging(progress.from(), media));
        boolean early = dialing.early() || described.isPresent();
        // 100 says only that a proxy took it over; a lower code after a higher one tells nothing new.
        int code = progress.code() == 100 && dialing.code() > 100 ? dialing.code() : progress.code();
        call = call.withState(new CallState.Dialing(code, early))
                .withTrust(call.trust().signalling(progress.secure()));
        described.ifPresent(media -> {
            connect(progress.from(), media);
            // What the callee's side plays before the answer is heard; this side's voice waits for the same keys.
            if (!dialing.early()) {
                effects.add(new Effect.StartVoice());
            }
        });
    }

    private void answered(CallEvent.Answered answered) {
        if (!(call.state() instanceof CallState.Dialing dialing)) {
            return;
        }
        effects.add(new Effect.CancelRingTimer());
        call = call.withState(new CallState.Talking(answered.at()))
                .withTrust(call.trust().signalling(answered.secure()));
        answered.media().ifPresent(media -> connect(answered.from(), media));
        if (call.described().isEmpty()) {
            incompatible("The other telephone answered without saying where its voice is");
            return;
        }
        if (!dialing.early()) {
            effects.add(new Effect.StartVoice());
        }
        measure();
        insist();
    }

    private void accept(Instant at) {
        if (!(call.state() instanceof CallState.Offered offered)) {
            return;
        }
        effects.add(new Effect.CancelRingTimer());
        effects.add(new Effect.SendAnswer());
        call = call.withState(new CallState.Talking(at));
        offered.media().ifPresent(media -> {
            connect("", media);
            effects.add(new Effect.StartVoice());
        });
        measure();
        insist();
    }

    private void described(RemoteMedia media) {
        if (call.state() instanceof CallState.Offered) {
            call = call.withState(new CallState.Offered(Optional.of(media)));
            return;
        }
        // A caller who left the offer to this side says only now where it is.
        boolean first = call.described().isEmpty();
        connect("", media);
        if (first && call.state() instanceof CallState.Talking) {
            effects.add(new Effect.StartVoice());
        }
    }

    /**
     * Of several telephones that ring, the first one that keys are agreed with is heard until one of them answers: it could not agree on
     * keys again if it were that one.
     */
    private boolean isOnlyRinging(String from, RemoteMedia media) {
        boolean keys =
                call.trust().keying() instanceof Keying.Agreeing || call.trust().keying() instanceof Keying.Agreed;
        return keys && isAnother(new Call.Described(from, media.zrtpHash()));
    }

    private boolean isAnother(Call.Described next) {
        return call.described().filter(before -> before.isAnother(next)).isPresent();
    }

    private void connect(String from, RemoteMedia media) {
        Call.Described next = new Call.Described(from, media.zrtpHash());
        boolean another = isAnother(next);
        if (another) {
            // Within the call it is the server that moved it, and what was promised for the call stays promised.
            boolean promisesStay = from.isEmpty();
            effects.add(new Effect.MeetAnother(promisesStay));
            call = call.meetingAnother(call.trust().meetingAnother(promisesStay));
        }
        boolean first = call.described().isEmpty();
        call = call.withDescribed(
                another ? next : call.described().map(d -> d.then(next)).orElse(next));
        effects.add(new Effect.Connect(media));
        if (media.keying() instanceof PeerKeying.Nothing) {
            call = call.withTrust(call.trust().agreedOnNothing());
        }
        call = call.withHold(call.hold().withRemote(isHeldBy(media)));
        if (first || another) {
            effects.add(new Effect.PublishSecurity());
        }
    }

    /** Who holds takes no voice (RFC 3264 §8.4); older telephones name no address instead. */
    private static boolean isHeldBy(RemoteMedia media) {
        return !media.send() || media.namesNoAddress();
    }

    private void hold(boolean held) {
        if (call.state() instanceof CallState.Talking && call.hold().local() != held) {
            call = call.withHold(call.hold().withLocal(held));
            effects.add(new Effect.SendOffer(held));
        }
    }

    /** On hold this side is silent and deaf whatever the peer makes of it; but nobody goes on against the peer's will. */
    private void offerRefused(int code) {
        if (call.hold().local()) {
            tell("The other telephone was not told that the call waits (" + code + "); it hears silence");
        } else {
            call = call.withHold(call.hold().withLocal(true));
            tell("The other telephone does not go on with the call yet (" + code + ")");
        }
    }

    private void incompatible(String reason) {
        if (call.state() instanceof CallState.Offered) {
            effects.add(new Effect.SendRefusal(488));
        } else {
            effects.add(new Effect.SendHangUp());
        }
        over(488, reason);
    }

    private void decline(int code) {
        if (call.state() instanceof CallState.Offered) {
            effects.add(new Effect.SendRefusal(code));
            over(code, "Declined");
        }
    }

    private void hangUp() {
        if (call.state() instanceof CallState.Offered) {
            decline(603);
            return;
        }
        boolean talked = call.state() instanceof CallState.Talking;
        effects.add(new Effect.SendHangUp());
        over(talked ? 0 : 487, talked ? "Hung up" : "Cancelled");
    }

    private void unanswered() {
        switch (call.state()) {
            case CallState.Dialing dialing -> {
                effects.add(new Effect.SendHangUp());
                over(TEMPORARILY_UNAVAILABLE, "Nobody answered");
            }
            case CallState.Offered offered -> {
                effects.add(new Effect.SendRefusal(TEMPORARILY_UNAVAILABLE));
                over(TEMPORARILY_UNAVAILABLE, "Missed");
            }
            case CallState.Talking talking -> {}
            case CallState.Over over -> {}
        }
    }

    private void digits(String digits) {
        if (call.state() instanceof CallState.Talking) {
            effects.add(new Effect.SendDigits(digits));
        }
    }

    private void confirm(Optional<String> keyName) {
        CallTrust confirmed = call.trust().confirmed(keyName);
        if (confirmed.answer() == CallTrust.Answer.CONFIRMED) {
            call = call.withTrust(confirmed);
            // Through a trusted server it was not the server's own key that was compared.
            Optional<ZrtpDetails> endToEnd =
                    call.zrtp().filter(z -> !z.declarations().server().enrolled());
            if (endToEnd.isPresent()) {
                effects.add(new Effect.ConfirmSas());
            }
            endToEnd.ifPresent(details -> effects.add(new Effect.RememberConfirmed(details, keyName)));
        }
    }

    private void deny() {
        CallTrust denied = call.trust().denied();
        if (denied.answer() == CallTrust.Answer.DENIED && call.trust().answer() != CallTrust.Answer.DENIED) {
            Optional<ZrtpDetails> zrtp = call.zrtp();
            call = call.withTrust(denied);
            effects.add(new Effect.DenySas());
            zrtp.ifPresent(details -> effects.add(new Effect.RememberDenied(details)));
        }
    }

    private void talkAnyway() {
        call = call.withTrust(call.trust().talkingAnyway());
        if (call.trust().keying() instanceof Keying.Ended && !call.verdict().microphoneBlocked()) {
            effects.add(new Effect.PermitClear());
        }
    }

    private void media(CallEvent.Media media) {
        switch (media.event()) {
            case MediaEvent.Secured secured -> secured(secured.details(), media.known(), media.at());
            case MediaEvent.Securing securing -> keying(securing);
            case MediaEvent.SecurityFailed failed -> keying(failed);
            case MediaEvent.PeerHasNoZrtp absent -> keying(absent);
            case MediaEvent.Keyed keyed -> keying(keyed);
            case MediaEvent.DetailsChanged changed -> keying(changed);
            case MediaEvent.WentClear cleared -> keying(cleared);
            case MediaEvent.DeviceLost lost ->
                tell((lost.microphone() ? "The microphone " : "The speaker ")
                        + quoted(lost.device())
                        + " cannot be used"
                        + (lost.replacedBy().isEmpty()
                                ? lost.microphone() ? "; you are not heard" : "; you hear nothing"
                                : "; " + quoted(lost.replacedBy()) + " is used instead"));
            case MediaEvent.DeviceRestored restored ->
                tell((restored.microphone() ? "The microphone " : "The speaker ")
                        + quoted(restored.device())
                        + " is in use again");
            case MediaEvent.DigitReceived digit -> tell("The other side pressed " + digit.digit());
            case MediaEvent.NoMedia silence ->
                tell("Nothing has been heard of the other side for " + silence.seconds() + " seconds");
        }
    }

    private void secured(ZrtpDetails details, KnownKey known, Instant at) {
        Optional<ZrtpDetails> earlier = call.zrtp();
        boolean sameExchange = earlier.filter(
                        e -> e.sas().equals(details.sas()) && e.peerZid().equals(details.peerZid()))
                .isPresent();
        KnownKey before = sameExchange ? call.trust().known() : known;
        call = call.withTrust(call.trust().on(new MediaEvent.Secured(details), d -> before))
                .secured(at);
        if (!sameExchange) {
            effects.add(new Effect.RememberMet(details));
        }
        measure();
    }

    private void keying(MediaEvent event) {
        call = call.withTrust(call.trust().on(event, details -> KnownKey.STRANGER));
        insist();
    }

    /** With encryption required, a call that has none and will get none does not go on. */
    private void insist() {
        if (call.trust().encryption() != Encryption.REQUIRE || !(call.state() instanceof CallState.Talking)) {
            return;
        }
        switch (call.trust().keying()) {
            case Keying.Absent absent -> endFor("The other telephone does not offer ZRTP, and this call requires it");
            case Keying.Failed failed
            when !failed.attack() ->
                endFor("No keys could be agreed, and this call requires encryption: " + failed.cause());
            // An attack, and keys that are gone, are shown until the user hangs up: voice is stopped meanwhile.
            case Keying.Failed failed -> {}
            case Keying.Gone gone -> {}
            case Keying.Ended ended -> {}
            case Keying.Looking looking -> {}
            case Keying.Agreeing agreeing -> {}
            case Keying.Agreed agreed -> {}
        }
    }

    private void endFor(String reason) {
        effects.add(new Effect.SendHangUp());
        over(488, reason);
    }

    /** Once, when the call is both active and secure. */
    private void measure() {
        if (call.trust().secureAfterMs().isEmpty()
                && call.state() instanceof CallState.Talking talking
                && call.securedAt().isPresent()) {
            long milliseconds = Duration.between(
                            talking.since(), call.securedAt().orElseThrow())
                    .toMillis();
            call = call.withTrust(call.trust().secureAfter(milliseconds));
        }
    }

    private void over(int code, String reason) {
        Optional<Instant> talked =
                call.state() instanceof CallState.Talking talking ? Optional.of(talking.since()) : Optional.empty();
        call = call.withState(new CallState.Over(code, reason, talked));
        effects.add(new Effect.CancelRingTimer());
        effects.add(new Effect.CloseMedia());
    }

    private void tell(String text) {
        effects.add(new Effect.Tell(text));
    }

    private static String quoted(String device) {
        return "'" + device + "'";
    }

    /** Adds what follows from the difference: muting, and what the front ends are to know. */
    private Step done() {
        Verdict then = before.verdict();
        Verdict now = call.verdict();
        CallSnapshot was = before.snapshot();
        CallSnapshot is = call.snapshot();
        List<Effect> all = new ArrayList<>();
        // Before anything that starts voice.
        if (!call.isOver()) {
            boolean mutedNow =
                    call.muted() || now.microphoneBlocked() || call.hold().local();
            if (mutedNow
                    != (before.muted()
                            || then.microphoneBlocked()
                            || before.hold().local())) {
                all.add(new Effect.SetMuted(mutedNow));
            }
            boolean deafNow = now.deafened() || call.hold().local();
            if (deafNow != (then.deafened() || before.hold().local())) {
                all.add(new Effect.SetDeafened(deafNow));
            }
        }
        all.addAll(effects);
        boolean callChanged = was.state() != is.state()
                || was.code() != is.code()
                || was.muted() != is.muted()
                || was.hold() != is.hold()
                || was.microphoneBlocked() != is.microphoneBlocked();
        if (callChanged && all.stream().noneMatch(Effect.PublishCall.class::isInstance)) {
            all.add(new Effect.PublishCall());
        }
        if (!was.security().equals(is.security()) && all.stream().noneMatch(Effect.PublishSecurity.class::isInstance)) {
            all.add(new Effect.PublishSecurity());
        }
        return new Step(call, all);
    }
}
