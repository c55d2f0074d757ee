// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.Transport;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.call.CallMachine;
import org.securecall.app.call.Step;
import org.securecall.app.sdp.KeyAttributes;
import org.securecall.app.sdp.KeyingChoice;
import org.securecall.app.sdp.OfferAnswer;
import org.securecall.app.sdp.SdpException;
import org.securecall.app.sdp.SdpParser;
import org.securecall.app.sdp.SessionDescription;
import org.securecall.app.sip.SipAccount;
import org.securecall.app.sip.SipEvent;
import org.securecall.app.sip.SipUserAgent;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.MediaEngine;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.RemoteMedia;

/** The calls of one user agent. Belongs to the call loop. */
final class CallLine {

    /** Calls at once; a further caller hears busy. */
    private static final int MOST_CALLS = 16;

    private static final int BUSY = 486;
    private static final int NOT_ACCEPTABLE = 488;
    private static final int SERVER_ERROR = 500;

    /** TEST-NET-1 (RFC 5737): stands for everything behind the default route. */
    private static final String ANYWHERE = "192.0.2.1";

    private static final Pattern TLS = Pattern.compile("(?i);transport=tls(?:;|$)");

    private final SipUserAgent sip;
    private final MediaEngine engine;
    private final EventLoop loop;
    private final CallOwner owner;
    private final InstantSource clock;
    private final Optional<InetAddress> bind;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, LiveCall> calls = new LinkedHashMap<>();

    /** @param bind where media is bound in every call; empty for whatever leads to the peer */
    CallLine(
            SipUserAgent sip,
            MediaEngine engine,
            EventLoop loop,
            CallOwner owner,
            InstantSource clock,
            Optional<InetAddress> bind) {
        this.sip = sip;
        this.engine = engine;
        this.loop = loop;
        this.owner = owner;
        this.clock = clock;
        this.bind = bind.filter(address -> !address.isAnyLocalAddress());
    }

    List<Call> calls() {
        return calls.values().stream().map(LiveCall::call).toList();
    }

    Optional<LiveCall> find(CallId id) {
        return Optional.ofNullable(calls.get(id.value()));
    }

    /** @return whether there is such a call */
    boolean handle(CallId id, CallEvent event) {
        LiveCall live = calls.get(id.value());
        if (live == null) {
            return false;
        }
        live.handle(event);
        return true;
    }

    /**
     * Calls.
     *
     * @param target a SIP address
     * @throws PhoneException when there is no port or no sound file for it
     */
    void dial(Call.Parties parties, String target, Optional<SipAccount> from) throws PhoneException {
        if (calls.size() >= MOST_CALLS) {
            throw new PhoneException("There are " + MOST_CALLS + " calls already");
        }
        CallTerms terms = owner.terms(parties.peer(), parties.account());
        boolean secure = goesOverTls(target, from);
        String name = parties.id().value();
        try {
            Stream stream = open(bind.orElseGet(() -> sip.localAddressTowards(target, from)), parties.peer(), terms);
            String offer;
            try {
                offer = stream.negotiation().offer(secure, false);
            } catch (SdpException e) {
                stream.media().close();
                throw new PhoneException(String.valueOf(e.getMessage()), e);
            }
            begin(name, stream, CallMachine.dial(parties, terms.encryption(), terms.demand(), clock.instant()), "");
            sip.invite(name, target, from, offer);
        } catch (MediaException e) {
            throw new PhoneException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Such an INVITE goes over verified TLS or not at all. */
    private static boolean goesOverTls(String target, Optional<SipAccount> from) {
        if (from.isPresent()) {
            return from.get().spec().transport() == Transport.TLS;
        }
        try {
            SipAddress address = SipAddress.parse(target);
            return address.secure() || TLS.matcher(address.parameters()).find();
        } catch (InvalidEntryException e) {
            return false;
        }
    }

    void onSip(SipEvent event) {
        switch (event) {
            case SipEvent.Incoming incoming -> incoming(incoming);
            case SipEvent.Progress progress -> pass(progress.call(), progress);
            case SipEvent.Answered answered -> pass(answered.call(), answered);
            case SipEvent.Confirmed confirmed -> pass(confirmed.call(), confirmed);
            case SipEvent.Offer offer -> pass(offer.call(), offer);
            case SipEvent.OfferAnswered answered -> pass(answered.call(), answered);
            case SipEvent.Ended ended -> pass(ended.call(), ended);
            case SipEvent.Digit digit -> pass(digit.call(), digit);
            case SipEvent.RegistrationChanged registration -> {}
            case SipEvent.Malformed malformed -> owner.tell(malformed.what());
        }
    }

    void close() {
        for (LiveCall live : new ArrayList<>(calls.values())) {
            live.handle(new CallEvent.HangUp());
        }
    }

    private void pass(String name, SipEvent event) {
        LiveCall live = calls.get(name);
        if (live != null) {
            live.onSip(event);
        }
    }

    private void incoming(SipEvent.Incoming incoming) {
        if (calls.size() >= MOST_CALLS) {
            sip.reject(incoming.call(), BUSY);
            return;
        }
        CallId id = new CallId(incoming.call());
        Call.Parties parties = new Call.Parties(
                id,
                CallSnapshot.Direction.INCOMING,
                incoming.from(),
                owner.nameOf(incoming.from(), incoming.displayName()),
                incoming.account());
        CallTerms terms = owner.terms(parties.peer(), parties.account());
        try {
            Stream stream = open(bind.orElseGet(() -> towards(incoming.sdp())), parties.peer(), terms);
            try {
                take(incoming, parties, terms, stream);
                owner.rings(id);
            } catch (SdpException e) {
                stream.media().close();
                sip.reject(incoming.call(), NOT_ACCEPTABLE);
                owner.tell("A call could not be taken: " + e.getMessage());
            }
        } catch (MediaException e) {
            sip.reject(incoming.call(), SERVER_ERROR);
            owner.tell("A call could not be taken: " + e.getMessage());
        }
    }

    private void take(SipEvent.Incoming incoming, Call.Parties parties, CallTerms terms, Stream stream)
            throws SdpException {
        Optional<RemoteMedia> remote = Optional.empty();
        String description;
        if (incoming.sdp().isPresent()) {
            OfferAnswer.Answer answer =
                    stream.negotiation().answer(incoming.sdp().get(), incoming.secure(), false);
            description = answer.sdp();
            remote = Optional.of(answer.remote());
        } else {
            description = stream.negotiation().offer(incoming.secure(), false);
        }
        Step first = CallMachine.incoming(
                parties, terms.encryption(), terms.demand(), incoming.secure(), remote, clock.instant());
        begin(incoming.call(), stream, first, description);
    }

    /** Where the caller's voice comes from decides which of this machine's addresses is named to it. */
    private InetAddress towards(Optional<String> sdp) {
        String address = ANYWHERE;
        try {
            if (sdp.isPresent()) {
                try (SessionDescription offer = SdpParser.parse(sdp.get())) {
                    address = offer.audio()
                            .map(audio -> audio.rtp().getHostString())
                            .orElse(ANYWHERE);
                }
            }
        } catch (SdpException e) {
            // It is refused when it is answered, with this reason.
            address = ANYWHERE;
        }
        String host = address.contains(":") ? "[" + address + "]" : address;
        return sip.localAddressTowards("sip:" + host, Optional.empty());
    }

    /** A media session that waits for its call. */
    private record Stream(CallTerms terms, MediaSession media, OfferAnswer negotiation, Mailbox mailbox) {}

    private Stream open(InetAddress local, String peer, CallTerms terms) throws MediaException {
        Mailbox mailbox = new Mailbox();
        MediaSession media = engine.open(owner.mediaParameters(local, peer, terms), loop, mailbox::onMediaEvent);
        OfferAnswer negotiation = new OfferAnswer(
                random.nextLong() >>> 2,
                media.localAddress(),
                media.offeredFormats(),
                KeyAttributes.of(media),
                new KeyingChoice.Wish(terms.encryption(), terms.keying(), false));
        return new Stream(terms, media, negotiation, mailbox);
    }

    private void begin(String name, Stream stream, Step first, String description) {
        LiveCall live = new LiveCall(
                first.call(),
                sip,
                loop,
                owner,
                clock,
                stream.terms().identity(),
                stream.media(),
                stream.negotiation(),
                description,
                () -> calls.remove(name));
        stream.mailbox().live = live;
        calls.put(name, live);
        owner.begins(first.call(), stream.terms());
        live.begin(first);
    }

    /** The session wants its listener before the call that it belongs to exists. */
    private static final class Mailbox {

        private @Nullable LiveCall live;

        void onMediaEvent(MediaEvent event) {
            LiveCall to = live;
            if (to != null && !to.call().isOver()) {
                to.onMedia(event);
            }
        }
    }
}
