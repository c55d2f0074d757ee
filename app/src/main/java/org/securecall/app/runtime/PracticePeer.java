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
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.ProgramVersion;
import org.securecall.app.api.Security;
import org.securecall.app.api.Transport;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.sip.JainSipUserAgent;
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

    private final SipUserAgent sip;
    private final CallLine line;
    private final ZrtpCache cache;
    private final EventLoop loop;
    private final InstantSource clock;
    private final Consumer<String> sasShown;
    private Optional<CallId> current = Optional.empty();
    /** What the user found before this side was told that its call is secure: the user's side may know it first. */
    private Optional<CallEvent> early = Optional.empty();

    private PracticePeer(
            SipUserAgent sip,
            MediaEngine engine,
            EventLoop loop,
            ZrtpCache cache,
            InstantSource clock,
            Consumer<String> sasShown) {
        this.sip = sip;
        this.cache = cache;
        this.loop = loop;
        this.clock = clock;
        this.sasShown = sasShown;
        this.line = new CallLine(sip, engine, loop, new Owner(), clock, Optional.of(InetAddress.getLoopbackAddress()));
    }

    /**
     * Opens its socket on any free port. Blocks for as long as that takes: not for the call loop.
     *
     * @param sasShown told, on the call loop, what the peer has on its own screen
     * @throws PhoneException when there is no port
     */
    static PracticePeer open(
            MediaEngine engine, CallLoop loop, ZrtpCache cache, InstantSource clock, Consumer<String> sasShown)
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
                            peer.line.onSip(event);
                        }
                    }));
            PracticePeer peer = new PracticePeer(sip, engine, loop, cache, clock, sasShown);
            opened.set(peer);
            return peer;
        } catch (SipUnavailableException e) {
            throw new PhoneException("The practice peer cannot start: " + e.getMessage(), e);
        }
    }

    /** Where it answers. */
    String address() {
        int port = sip.listening().stream()
                .filter(point -> point.transport() == Transport.UDP)
                .mapToInt(ListenPoint::port)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The practice peer listens nowhere"));
        return "sip:practice@127.0.0.1:" + port;
    }

    boolean isBusy() {
        return current.isPresent();
    }

    /** The user of the other side compared; so does this one. */
    void confirm() {
        compared(new CallEvent.ConfirmSas(Optional.empty()));
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
    }

    void hangUp() {
        line.close();
    }

    private final class Owner implements CallOwner {

        @Override
        public CallTerms terms(String peer, Optional<String> account) {
            return new CallTerms(
                    LocalIdentity.PRACTICE,
                    Encryption.PREFER,
                    Demand.NONE,
                    List.of(KeyingMethod.ZRTP),
                    ZrtpPreferences.RECOMMENDED);
        }

        @Override
        public MediaParameters mediaParameters(InetAddress bind, String peer, CallTerms terms) {
            return new MediaParameters(
                    bind,
                    MediaParameters.ECHO,
                    MediaParameters.ECHO,
                    terms.encryption(),
                    cache,
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
            sasShown.accept(details.sas());
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
                current = Optional.of(id);
                loop.execute(() -> line.handle(id, new CallEvent.Accept(clock.instant())));
            }
        }

        @Override
        public void callChanged(Call call) {
            if (call.isOver() && current.filter(call.parties().id()::equals).isPresent()) {
                current = Optional.empty();
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
