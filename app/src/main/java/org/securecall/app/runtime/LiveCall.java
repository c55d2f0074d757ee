// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.call.CallMachine;
import org.securecall.app.call.Effect;
import org.securecall.app.call.Step;
import org.securecall.app.sdp.OfferAnswer;
import org.securecall.app.sdp.SdpException;
import org.securecall.app.sip.SipEvent;
import org.securecall.app.sip.SipUserAgent;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.RemoteMedia;

/** Carries out for one call what its machine decides. Belongs to the call loop. */
final class LiveCall {

    private final SipUserAgent sip;
    private final EventLoop loop;
    private final CallOwner owner;
    private final InstantSource clock;
    private final LocalIdentity identity;
    private final MediaSession media;
    private final OfferAnswer negotiation;
    private final String description;
    private final Runnable onOver;

    private EventLoop.@Nullable Timer ringing;
    private Call call;
    private boolean closed;
    private boolean toldDropped;

    /**
     * @param identity under whose ZID the media session is, also when another telephone of the peer's has the call
     * @param description what goes with the final answer to an incoming call: an answer to the caller's offer, or an offer of
     *     this side's own
     * @param onOver told once, when nothing more will come of the call
     */
    LiveCall(
            Call call,
            SipUserAgent sip,
            EventLoop loop,
            CallOwner owner,
            InstantSource clock,
            LocalIdentity identity,
            MediaSession media,
            OfferAnswer negotiation,
            String description,
            Runnable onOver) {
        this.call = call;
        this.sip = sip;
        this.loop = loop;
        this.owner = owner;
        this.clock = clock;
        this.identity = identity;
        this.media = media;
        this.negotiation = negotiation;
        this.description = description;
        this.onOver = onOver;
    }

    Call call() {
        return call;
    }

    MediaSession media() {
        return media;
    }

    /** Does what beginning the call asks for. */
    void begin(Step first) {
        apply(first);
    }

    void handle(CallEvent event) {
        Step step = CallMachine.step(call, event);
        owner.stepped(identity, call, event, step.call());
        apply(step);
    }

    void onMedia(MediaEvent event) {
        KnownKey known = event instanceof MediaEvent.Secured secured
                ? owner.known(identity, call.parties().peer(), secured.details())
                : KnownKey.STRANGER;
        handle(new CallEvent.Media(event, known, clock.instant()));
    }

    void onSip(SipEvent event) {
        switch (event) {
            case SipEvent.Progress progress ->
                withMedia(
                        progress.sdp(),
                        progress.secure(),
                        remote -> handle(
                                new CallEvent.Progress(progress.from(), progress.code(), remote, progress.secure())));
            case SipEvent.Answered answered -> {
                Instant now = clock.instant();
                withMedia(
                        answered.sdp(),
                        answered.secure(),
                        remote -> handle(new CallEvent.Answered(answered.from(), remote, answered.secure(), now)));
            }
            case SipEvent.Confirmed confirmed ->
                withMedia(
                        confirmed.sdp(),
                        confirmed.secure(),
                        remote -> remote.ifPresent(r -> handle(new CallEvent.Described(r))));
            case SipEvent.Offer offer -> renegotiate(offer.sdp(), offer.secure());
            case SipEvent.OfferAnswered answered -> {
                if (answered.code() >= 300) {
                    handle(new CallEvent.OfferRefused(answered.code()));
                } else {
                    withMedia(
                            answered.sdp(),
                            answered.secure(),
                            remote -> remote.ifPresent(r -> handle(new CallEvent.Described(r))));
                }
            }
            case SipEvent.Ended ended -> handle(new CallEvent.PeerEnded(ended.code(), ended.reason()));
            case SipEvent.Digit digit -> onMedia(new MediaEvent.DigitReceived(digit.digit()));
            // Not of a call in progress.
            case SipEvent.Incoming incoming -> {}
            case SipEvent.RegistrationChanged registration -> {}
            case SipEvent.Malformed malformed -> {}
        }
    }

    private interface Then {
        void go(Optional<RemoteMedia> remote);
    }

    private void withMedia(Optional<String> sdp, boolean secure, Then then) {
        if (sdp.isEmpty()) {
            then.go(Optional.empty());
            return;
        }
        try {
            then.go(Optional.of(
                    negotiation.accept(sdp.get(), secure, call.trust().wasSecure())));
        } catch (SdpException e) {
            // Nothing was answered to it that could be taken back, so the call cannot go on.
            handle(new CallEvent.Incompatible(sentence(e)));
        }
    }

    /**
     * A re-INVITE that cannot be understood, or would weaken the call, changes nothing: the session stays as it is (RFC 3261
     * §14.2).
     */
    private void renegotiate(Optional<String> offer, boolean secure) {
        String name = call.parties().id().value();
        try {
            if (offer.isEmpty()) {
                sip.answerOffer(name, negotiation.offer(secure, call.trust().wasSecure()));
                return;
            }
            OfferAnswer.Answer answer =
                    negotiation.answer(offer.get(), secure, call.trust().wasSecure());
            sip.answerOffer(name, answer.sdp());
            handle(new CallEvent.Described(answer.remote()));
            if (answer.zrtpDropped() && call.trust().wasSecure() && !toldDropped) {
                toldDropped = true;
                refused("The other side no longer announces its ZRTP; this call keeps the keys that it has");
            }
        } catch (SdpException e) {
            sip.refuseOffer(name);
            refused("The other telephone asked for a change that is not possible: " + sentence(e));
        }
    }

    private void refused(String text) {
        owner.changeRefused(call.parties().id(), text);
        owner.tell(text);
    }

    private void offer(String name, boolean held) {
        negotiation.hold(held);
        try {
            sip.offer(
                    name,
                    negotiation.offer(
                            call.trust().signallingSecure(), call.trust().wasSecure()));
        } catch (SdpException e) {
            owner.tell("The other telephone could not be told: " + sentence(e));
        }
    }

    private static String sentence(SdpException e) {
        return String.valueOf(e.getMessage());
    }

    private void apply(Step step) {
        call = step.call();
        step.effects().forEach(this::carryOut);
        if (call.isOver() && !closed) {
            closed = true;
            onOver.run();
        }
    }

    private void carryOut(Effect effect) {
        String name = call.parties().id().value();
        String peer = call.parties().peer();
        switch (effect) {
            case Effect.SendRinging ringingEffect -> sip.ring(name, Optional.empty());
            case Effect.SendAnswer answer -> sip.accept(name, description);
            case Effect.SendRefusal refusal -> sip.reject(name, refusal.code());
            case Effect.SendOffer offer -> offer(name, offer.held());
            case Effect.SendHangUp hangUp -> sip.hangUp(name);
            case Effect.MeetAnother another -> media.meetAnother(another.promisesStay());
            case Effect.Connect connect -> media.connect(connect.remote());
            case Effect.StartVoice start -> media.startVoice();
            case Effect.SetMuted muted -> media.setMuted(muted.muted());
            case Effect.SetDeafened deafened -> media.setDeafened(deafened.deafened());
            case Effect.SendDigits digits -> media.sendDigits(digits.digits());
            case Effect.ConfirmSas confirm -> media.confirmSas();
            case Effect.DenySas deny -> media.denySas();
            case Effect.PermitClear permit -> media.permitClear();
            case Effect.CloseMedia close -> media.close();
            case Effect.RememberMet met -> owner.met(identity, peer, met.details());
            case Effect.RememberConfirmed confirmed ->
                owner.confirmed(identity, call.parties(), confirmed.details(), confirmed.keyName());
            case Effect.RememberDenied denied -> owner.denied(identity, call.parties(), denied.details());
            case Effect.StartRingTimer start ->
                ringing = loop.schedule(start.after(), () -> handle(new CallEvent.Unanswered()));
            case Effect.CancelRingTimer cancel -> cancelRinging();
            case Effect.PublishCall publish -> owner.callChanged(call);
            case Effect.PublishSecurity publish -> owner.securityChanged(call);
            case Effect.Tell tell -> owner.tell(tell.text());
        }
    }

    private void cancelRinging() {
        if (ringing != null) {
            ringing.cancel();
            ringing = null;
        }
    }
}
