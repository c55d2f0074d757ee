// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.CallId;
import org.securecall.app.api.ListenPoint;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.api.ProgramVersion;
import org.securecall.app.api.Security;
import org.securecall.app.api.Transport;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.sip.JainSipUserAgent;
import org.securecall.app.sip.SipEvent;
import org.securecall.app.sip.SipOptions;
import org.securecall.app.sip.SipUnavailableException;
import org.securecall.app.sip.SipUserAgent;
import org.securecall.app.trust.Demand;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEngine;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.api.ZrtpPreferences;

/**
 * A second telephone on the loopback address, to practise with: it answers at once, says again what it hears, and has its own
 * ZID and retained secrets. Nothing on the way to it is simulated. One call at a time. Belongs to the call loop.
 */
final class PracticePeer implements AutoCloseable {

    private static final int UNAVAILABLE = 480;

    private final SipUserAgent sip;
    private final CallLine line;
    private final MediaEngine engine;
    private final ZrtpCache cache;
    private final EventLoop loop;
    private final InstantSource clock;
    private final PracticeStages stages;
    private final Consumer<String> sasShown;
    private Optional<CallId> current = Optional.empty();
    private Optional<PracticeScene> scene = Optional.empty();
    /** Once it was needed. */
    private volatile @Nullable PracticeServer server;
    /** What the user found before this side was told that its call is secure: the user's side may know it first. */
    private Optional<CallEvent> early = Optional.empty();

    private PracticePeer(
            SipUserAgent sip,
            MediaEngine engine,
            EventLoop loop,
            ZrtpCache cache,
            InstantSource clock,
            PracticeStages stages,
            Consumer<String> sasShown) {
        this.sip = sip;
        this.engine = engine;
        this.stages = stages;
        this.cache = cache;
        this.loop = loop;
        this.clock = clock;
        this.sasShown = sasShown;
        this.line = new CallLine(sip, engine, loop, new Owner(), clock, Optional.of(InetAddress.getLoopbackAddress()));
    }

    /**
     * Opens its socket on any free port. Blocks for as long as that takes: not for the call loop.
     *
     * @param stages what is practised
     * @param sasShown told, on the call loop, what the peer has on its own screen
     * @throws PhoneException when there is no port
     */
    static PracticePeer open(
            MediaEngine engine,
            CallLoop loop,
            ZrtpCache cache,
            InstantSource clock,
            PracticeStages stages,
            Consumer<String> sasShown)
            throws PhoneException {
        AtomicReference<@Nullable PracticePeer> opened = new AtomicReference<>();
        try {
            SipUserAgent sip = JainSipUserAgent.open(
                    new SipOptions(
                            Optional.of(InetAddress.getLoopbackAddress()),
                            OptionalInt.of(0),
                            "SecureCall-Practice/" + ProgramVersion.current()),
                    event -> loop.offer(() -> {
                        PracticePeer peer = opened.get();
                        if (peer != null) {
                            peer.onSip(event);
                        }
                    }));
            PracticePeer peer = new PracticePeer(sip, engine, loop, cache, clock, stages, sasShown);
            opened.set(peer);
            return peer;
        } catch (SipUnavailableException e) {
            throw new PhoneException("The practice peer cannot start: " + e.getMessage(), e);
        }
    }

    /**
     * It is called next, for a scenario or for a plain call.
     *
     * @return the way to it
     * @throws PhoneException when it has a call, or no port
     */
    Dialling dialled(Optional<PracticeScenario> scenario) throws PhoneException {
        if (stages.isTalking()) {
            throw new PhoneException("The practice peer is in a call already");
        }
        // It may not have heard yet that the user hung up.
        current.ifPresent(id -> line.handle(id, new CallEvent.HangUp()));
        stages.dialled(scenario);
        String name = scenario.map(PracticeScenario::target).orElse(Phone.PRACTICE);
        if (scenario.filter(PracticeScenario.SERVER_ONLY::equals).isEmpty()) {
            return new Dialling(name, "sip:practice@127.0.0.1:" + port(Transport.UDP), Optional.empty());
        }
        PracticeServer way = server;
        if (way == null) {
            way = PracticeServer.open(port(Transport.TCP), clock.instant());
            server = way;
        }
        return new Dialling(name, way.address(), Optional.of(way.way()));
    }

    private int port(Transport transport) {
        return sip.listening().stream()
                .filter(point -> point.transport() == transport)
                .mapToInt(ListenPoint::port)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The practice peer listens nowhere"));
    }

    private void onSip(SipEvent event) {
        if (scene.isEmpty() || !scene.get().took(event)) {
            line.onSip(event);
        }
    }

    /** The user of the other side compared; so does this one, who may have another code. */
    void confirm() {
        if (scene.isEmpty() || scene.get().agrees()) {
            compared(new CallEvent.ConfirmSas(Optional.empty()));
        }
    }

    void deny() {
        compared(new CallEvent.DenySas());
    }

    private void compared(CallEvent found) {
        current.ifPresent(id -> {
            if (line.find(id).filter(PracticePeer::hasCode).isPresent()) {
                line.handle(id, found);
            } else {
                early = Optional.of(found);
            }
        });
    }

    private static boolean hasCode(LiveCall live) {
        return live.call().verdict().security().zrtp().isPresent();
    }

    /** Ends its calls and closes its socket. Blocks: not for the call loop. */
    @Override
    public void close() {
        sip.close();
        PracticeServer way = server;
        if (way != null) {
            way.close();
        }
    }

    /** Ends its call, and forgets what was practised. */
    void hangUp() {
        line.close();
        stages.close();
    }

    private final class Owner implements CallOwner {

        /** Whoever calls while there is a call is not part of it. */
        private Optional<PracticeStage> arriving() {
            return current.isPresent() ? Optional.empty() : stages.dialled();
        }

        @Override
        public CallTerms terms(String peer, Optional<String> account) {
            return new CallTerms(
                    LocalIdentity.PRACTICE,
                    arriving().map(PracticeStage::encryption).orElse(Encryption.PREFER),
                    Demand.NONE,
                    arriving().map(PracticeStage::keying).orElse(List.of(KeyingMethod.ZRTP)),
                    ZrtpPreferences.RECOMMENDED);
        }

        @Override
        public MediaParameters mediaParameters(InetAddress bind, String peer, CallTerms terms) {
            return new MediaParameters(
                    bind,
                    MediaParameters.ECHO,
                    MediaParameters.ECHO,
                    terms.encryption(),
                    arriving().<ZrtpCache>map(PracticeStage::peer).orElse(cache),
                    terms.algorithms(),
                    terms.keying(),
                    ZrtpOptions.DEFAULT);
        }

        @Override
        public String nameOf(String peer, String displayName) {
            return displayName;
        }

        @Override
        public KnownKey known(LocalIdentity identity, String peer, ZrtpDetails details) {
            return KnownKey.STRANGER;
        }

        @Override
        public void met(LocalIdentity identity, String peer, ZrtpDetails details) {
            scene.ifPresentOrElse(now -> now.secured(details, sasShown), () -> sasShown.accept(details.sas()));
        }

        // The cache keeps the verified flag; there is nobody to keep names and history for.
        @Override
        public void confirmed(
                LocalIdentity identity, Call.Parties parties, ZrtpDetails details, Optional<String> keyName) {}

        @Override
        public void denied(LocalIdentity identity, Call.Parties parties, ZrtpDetails details) {}

        @Override
        public void rings(CallId id) {
            if (current.isPresent()) {
                line.handle(id, new CallEvent.Decline(486));
            } else {
                scene = arriving().map(stage -> new PracticeScene(id, stage, engine, loop, sip));
                current = Optional.of(id);
                loop.execute(() ->
                        scene.ifPresentOrElse(now -> now.prepare(went -> answer(id, went)), () -> answer(id, true)));
            }
        }

        private void answer(CallId id, boolean well) {
            line.handle(id, well ? new CallEvent.Accept(clock.instant()) : new CallEvent.Decline(UNAVAILABLE));
        }

        @Override
        public void callChanged(Call call) {
            if (call.isOver() && current.filter(call.parties().id()::equals).isPresent()) {
                current = Optional.empty();
                scene.ifPresent(PracticeScene::close);
                scene = Optional.empty();
                early = Optional.empty();
            }
        }

        @Override
        public void securityChanged(Call call) {
            Security security = call.verdict().security();
            if (security.zrtp().isPresent() && early.isPresent()) {
                CallEvent found = early.get();
                early = Optional.empty();
                loop.execute(() -> line.handle(call.parties().id(), found));
            }
            if (security.state() == Security.State.CHANGED && call.verdict().microphoneBlocked()) {
                // Nobody is there to decide; the user's own side raises the alarm that matters.
                loop.execute(() -> line.handle(call.parties().id(), new CallEvent.TalkAnyway()));
            }
        }

        @Override
        public void tell(String text) {
            // What is wrong with an echo is heard; the user's own side tells of the call.
        }
    }
}
