// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.sas.SasCode;
import org.securecall.app.sdp.KeyAttributes;
import org.securecall.app.sdp.KeyingChoice;
import org.securecall.app.sdp.OfferAnswer;
import org.securecall.app.sdp.SdpException;
import org.securecall.app.sip.SipEvent;
import org.securecall.app.sip.SipUserAgent;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEngine;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.api.ZrtpPreferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes on behind the practice peer in one call of a scenario: the call that was before, the other half of a call with somebody
 * in the middle, the telephone that a call is handed over to. Each of them is real; belongs to the call loop.
 */
final class PracticeScene implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeScene.class);
    /** Long enough to see that the call was encrypted. */
    private static final Duration BEFORE_HANDOVER = Duration.ofSeconds(4);

    private final CallId call;
    private final PracticeStage stage;
    private final MediaEngine engine;
    private final EventLoop loop;
    private final SipUserAgent sip;
    private Optional<PracticeExchange> exchange = Optional.empty();
    private Optional<MediaSession> heir = Optional.empty();
    private EventLoop.@Nullable Timer handover;
    private boolean closed;

    PracticeScene(CallId call, PracticeStage stage, MediaEngine engine, EventLoop loop, SipUserAgent sip) {
        this.call = call;
        this.stage = stage;
        this.engine = engine;
        this.loop = loop;
        this.sip = sip;
    }

    /**
     * Before the call is answered: lets happen what happened before it.
     *
     * @param then told whether it did
     */
    void prepare(Consumer<Boolean> then) {
        if (!stage.hasPast()) {
            then.accept(true);
            return;
        }
        // The peer's telephone as it was then: it has lost since what it knew.
        PracticeMemory before = stage.peer().emptied();
        exchange(stage.user(), before, ZrtpPreferences.RECOMMENDED, agreed -> {
            agreed.ifPresent(both -> {
                exchange.ifPresent(PracticeExchange::compare);
                stage.user().confirmed(both.one(), Optional.empty());
            });
            exchange.ifPresent(PracticeExchange::close);
            before.close();
            then.accept(agreed.isPresent());
        });
    }

    /**
     * The call is secure.
     *
     * @param shows told what the other person has on the screen
     */
    void secured(ZrtpDetails details, Consumer<String> shows) {
        stage.secured(details);
        if (stage.sameCode()) {
            shows.accept(details.sas());
        } else {
            readOutBehind(details, shows);
        }
        if (stage.scenario() == PracticeScenario.DOWNGRADE && handover == null) {
            handover = loop.schedule(BEFORE_HANDOVER, this::handOver);
        }
    }

    /** Who is in the middle has another call with the other person, who reads out the code of that one. */
    private void readOutBehind(ZrtpDetails details, Consumer<String> shows) {
        exchange.ifPresent(PracticeExchange::close);
        // The other person's code looks like the user's: words, or characters.
        ZrtpPreferences algorithms = ZrtpPreferences.parse("sas=" + details.sasType());
        exchange(PracticeMemory.ofNobody(), PracticeMemory.ofNobody(), algorithms, agreed -> {
            String other = agreed.map(both -> both.other().sas()).orElse("");
            if (sharesHalf(other, details.sas())) {
                // Only halves are read out; once in some hundred times one of them is the same, and nothing would be
                // seen.
                readOutBehind(details, shows);
            } else if (!other.isEmpty()) {
                shows.accept(other);
            }
        });
    }

    private static boolean sharesHalf(String one, String other) {
        Optional<SasCode> here = SasCode.of(one, CallSnapshot.Direction.OUTGOING);
        Optional<SasCode> there = SasCode.of(other, CallSnapshot.Direction.OUTGOING);
        return here.isPresent()
                && there.isPresent()
                && (here.get().mine().equals(there.get().mine())
                        || here.get().theirs().equals(there.get().theirs()));
    }

    private void exchange(
            PracticeMemory one,
            PracticeMemory other,
            ZrtpPreferences algorithms,
            Consumer<Optional<PracticeExchange.Agreed>> done) {
        try {
            exchange = Optional.of(new PracticeExchange(one, other, algorithms, engine, loop, outcome -> {
                if (!closed) {
                    done.accept(outcome);
                }
            }));
        } catch (MediaException e) {
            LOG.warn("There is no port for what belongs to a practice call", e);
            done.accept(Optional.empty());
        }
    }

    /** Offers the call to another telephone's media, which announces ZRTP and never says a word of it. */
    private void handOver() {
        if (closed) {
            return;
        }
        try {
            MediaSession silent = engine.open(
                    new MediaParameters(
                            InetAddress.getLoopbackAddress(),
                            MediaParameters.ECHO,
                            MediaParameters.ECHO,
                            Encryption.PREFER,
                            PracticeMemory.ofNobody(),
                            ZrtpPreferences.RECOMMENDED,
                            List.of(KeyingMethod.ZRTP),
                            ZrtpOptions.DEFAULT),
                    loop,
                    event -> {});
            heir = Optional.of(silent);
            OfferAnswer offer = new OfferAnswer(
                    new SecureRandom().nextLong() >>> 2,
                    silent.localAddress(),
                    silent.offeredFormats(),
                    KeyAttributes.of(silent),
                    new KeyingChoice.Wish(Encryption.PREFER, List.of(KeyingMethod.ZRTP), false));
            sip.offer(call.value(), offer.offer(false, false));
        } catch (MediaException | SdpException e) {
            LOG.warn("A practice call could not be handed over", e);
        }
    }

    /** Whether this was for the telephone that the call was handed over to, not for the one that had it. */
    boolean took(SipEvent event) {
        if (heir.isEmpty()) {
            return false;
        }
        if (event instanceof SipEvent.Offer offer && offer.call().equals(call.value())) {
            sip.refuseOffer(call.value());
            return true;
        }
        return event instanceof SipEvent.OfferAnswered answered
                && answered.call().equals(call.value());
    }

    /** Whether the other person finds the code that the user has. */
    boolean agrees() {
        return stage.sameCode();
    }

    @Override
    public void close() {
        closed = true;
        exchange.ifPresent(PracticeExchange::close);
        heir.ifPresent(MediaSession::close);
        if (handover != null) {
            handover.cancel();
        }
    }
}
