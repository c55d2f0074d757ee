// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.SecurityFact.Agreed;
import org.securecall.app.api.SecurityFact.Without;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.call.CallState;
import org.securecall.app.trust.CallTrust;
import org.securecall.app.trust.Keying;
import org.securecall.app.trust.Verdict;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;

/** What a step of a call says about its security: what came, and what followed. Pure. */
final class CallFacts {

    private final Call before;
    private final Call after;
    private final ExchangeFacts.Terms terms;
    private final List<SecurityFact> facts = new ArrayList<>();

    private CallFacts(Call before, Call after, ExchangeFacts.Terms terms) {
        this.before = before;
        this.after = after;
        this.terms = terms;
    }

    /**
     * In the order in which a person would tell it.
     *
     * @param terms what this side brought into the call
     */
    static List<SecurityFact> of(Call before, CallEvent event, Call after, ExchangeFacts.Terms terms) {
        CallFacts found = new CallFacts(before, after, terms);
        if (!before.isOver()) {
            found.happened(event);
            found.followed();
        }
        return List.copyOf(found.facts);
    }

    /** What the peer's description agrees on; empty for an event without one. */
    static Optional<SecurityFact.Described> described(CallEvent event, boolean lookedFor) {
        Optional<RemoteMedia> media = Optional.empty();
        if (event instanceof CallEvent.Progress progress) {
            media = progress.media();
        } else if (event instanceof CallEvent.Answered answered) {
            media = answered.media();
        } else if (event instanceof CallEvent.Described described) {
            media = Optional.of(described.media());
        }
        return media.map(known -> described(known, lookedFor));
    }

    /** @param lookedFor whether this side looks for ZRTP */
    static SecurityFact.Described described(RemoteMedia media, boolean lookedFor) {
        return new SecurityFact.Described(
                media.zrtpHash().isPresent(),
                lookedFor,
                switch (media.keying()) {
                    case PeerKeying.Nothing nothing -> Agreed.NOTHING;
                    case PeerKeying.Dtls dtls -> Agreed.DTLS_SRTP;
                    case PeerKeying.Sdes sdes -> Agreed.SDES;
                    case PeerKeying.Unusable unusable -> Agreed.UNUSABLE;
                });
    }

    private void happened(CallEvent event) {
        if (before.described().isPresent()
                && after.described()
                        .filter(next -> before.described().orElseThrow().isAnother(next))
                        .isPresent()) {
            facts.add(new SecurityFact.AnotherTelephone());
        }
        switch (event) {
            case CallEvent.Media media -> media(media.event());
            case CallEvent.ConfirmSas confirm -> {
                if (answered(CallTrust.Answer.CONFIRMED)) {
                    facts.add(new SecurityFact.UserConfirmed(isThroughServer()));
                }
            }
            case CallEvent.DenySas deny -> {
                if (answered(CallTrust.Answer.DENIED)) {
                    facts.add(new SecurityFact.UserDenied());
                }
            }
            case CallEvent.TalkAnyway talk -> {
                boolean opened =
                        before.verdict().microphoneBlocked() && !after.verdict().microphoneBlocked();
                if (opened || (after.trust().talkAnyway() && !before.trust().talkAnyway())) {
                    facts.add(new SecurityFact.UserTalksAnyway());
                }
            }
            case CallEvent.Progress progress -> {}
            case CallEvent.Answered answered -> {}
            case CallEvent.Described described -> {}
            case CallEvent.Incompatible incompatible -> {}
            case CallEvent.OfferRefused refused -> {}
            case CallEvent.PeerEnded ended -> {}
            case CallEvent.Accept accept -> {}
            case CallEvent.Decline decline -> {}
            case CallEvent.HangUp hangUp -> {}
            case CallEvent.Mute mute -> {}
            case CallEvent.Hold hold -> {}
            case CallEvent.Digits digits -> {}
            case CallEvent.Unanswered unanswered -> {}
        }
    }

    private boolean answered(CallTrust.Answer answer) {
        return after.trust().answer() == answer && before.trust().answer() != answer;
    }

    private boolean isThroughServer() {
        return after.trust().keying() instanceof Keying.Agreed agreed
                && agreed.details().declarations().server().enrolled();
    }

    private void media(MediaEvent event) {
        switch (event) {
            case MediaEvent.Securing securing -> {
                if (!(before.trust().keying() instanceof Keying.Agreeing)) {
                    facts.add(new SecurityFact.ZrtpHeard());
                }
            }
            case MediaEvent.Secured secured ->
                facts.addAll(ExchangeFacts.secured(before, after, secured.details(), terms));
            case MediaEvent.DetailsChanged changed -> facts.addAll(ExchangeFacts.changed(before, changed.details()));
            case MediaEvent.PeerHasNoZrtp absent -> facts.add(new SecurityFact.NoZrtp(without()));
            case MediaEvent.SecurityFailed failed ->
                facts.add(new SecurityFact.KeysFailed(failed.cause(), failed.attack()));
            case MediaEvent.Keyed keyed -> {
                if (!before.trust().server().equals(Optional.of(keyed))) {
                    facts.add(new SecurityFact.ServerKeys(keyed.method(), keyed.suite()));
                }
            }
            case MediaEvent.WentClear cleared -> facts.add(new SecurityFact.WentClear(cleared.byPeer()));
            case MediaEvent.DeviceLost lost -> {}
            case MediaEvent.DeviceRestored restored -> {}
            case MediaEvent.DigitReceived digit -> {}
            case MediaEvent.NoMedia silence -> {}
        }
    }

    private Without without() {
        boolean refused = after.isOver()
                || (after.trust().encryption() == Encryption.REQUIRE
                        && after.trust().demand().zrtp());
        if (refused) {
            return Without.REFUSED;
        }
        return after.trust().server().isPresent() ? Without.SERVER_KEYS : Without.CLEAR;
    }

    /** How safe the call is now, where that is another answer than before; and its end. */
    private void followed() {
        if (after.state() instanceof CallState.Over over) {
            facts.add(new SecurityFact.CallEnded(over.code(), over.reason()));
            return;
        }
        Verdict then = before.verdict();
        Verdict now = after.verdict();
        boolean opened = then.microphoneBlocked() != now.microphoneBlocked();
        if (then.security().state() != now.security().state() || opened) {
            facts.add(new SecurityFact.Judged(now.security().state(), now.microphoneBlocked()));
        }
    }
}
