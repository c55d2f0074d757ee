// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.SdesCrypto;
import org.securecall.media.api.SdesSuite;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.srtp.SrtpLifetime;
import org.securecall.media.zrtp.MemoryCache;

/** One session with its loop, its sound in memory, and a record of what it reported. */
final class Telephone implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    final TestLoop loop = new TestLoop();
    final FakePorts ports;
    final Queue<MediaEvent> events = new ConcurrentLinkedQueue<>();
    final VoiceEngine engine;
    final MediaSession session;

    Telephone(int id, double tone, Encryption encryption, VoiceCodecs codecs) throws MediaException {
        this(id, tone, encryption, AudioDevice.DEFAULT, AudioDevice.DEFAULT, codecs);
    }

    Telephone(int id, double tone, Encryption encryption, String microphone, String speaker) throws MediaException {
        this(id, tone, encryption, microphone, speaker, new LinearCodecs());
    }

    Telephone(int id, double tone, Encryption encryption, KeyingMethod... keying) throws MediaException {
        this(
                id,
                tone,
                encryption,
                AudioDevice.DEFAULT,
                AudioDevice.DEFAULT,
                new LinearCodecs(),
                ZrtpPreferences.RECOMMENDED,
                keying.length == 0 ? List.of(KeyingMethod.ZRTP) : List.of(keying));
    }

    /** With keys that protect so few packets. */
    static Telephone withLifetime(int id, double tone, SrtpLifetime lifetime) throws MediaException {
        return new Telephone(
                id,
                tone,
                Encryption.REQUIRE,
                AudioDevice.DEFAULT,
                AudioDevice.DEFAULT,
                new LinearCodecs(),
                ZrtpPreferences.RECOMMENDED,
                List.of(KeyingMethod.ZRTP),
                ZrtpOptions.DEFAULT,
                lifetime);
    }

    private Telephone(int id, double tone, Encryption encryption, String microphone, String speaker, VoiceCodecs codecs)
            throws MediaException {
        this(
                id,
                tone,
                encryption,
                microphone,
                speaker,
                codecs,
                ZrtpPreferences.RECOMMENDED,
                List.of(KeyingMethod.ZRTP));
    }

    /** As {@code --zrtp} has it: {@code keyAgreement=X255;authTag=GCM}. */
    static Telephone withZrtp(int id, double tone, String algorithms) throws MediaException {
        return new Telephone(
                id,
                tone,
                Encryption.REQUIRE,
                AudioDevice.DEFAULT,
                AudioDevice.DEFAULT,
                new LinearCodecs(),
                ZrtpPreferences.parse(algorithms),
                List.of(KeyingMethod.ZRTP));
    }

    private Telephone(
            int id,
            double tone,
            Encryption encryption,
            String microphone,
            String speaker,
            VoiceCodecs codecs,
            ZrtpPreferences algorithms,
            List<KeyingMethod> keying)
            throws MediaException {
        this(id, tone, encryption, microphone, speaker, codecs, algorithms, keying, ZrtpOptions.DEFAULT, SrtpLifetime.FULL);
    }

    /** What ZRTP does beyond its algorithms is chosen. */
    static Telephone withOptions(
            int id, double tone, Encryption encryption, ZrtpOptions options, KeyingMethod... keying)
            throws MediaException {
        return new Telephone(
                id,
                tone,
                encryption,
                AudioDevice.DEFAULT,
                AudioDevice.DEFAULT,
                new LinearCodecs(),
                ZrtpPreferences.RECOMMENDED,
                List.of(keying),
                options,
                SrtpLifetime.FULL);
    }

    private Telephone(
            int id,
            double tone,
            Encryption encryption,
            String microphone,
            String speaker,
            VoiceCodecs codecs,
            ZrtpPreferences algorithms,
            List<KeyingMethod> keying,
            ZrtpOptions options,
            SrtpLifetime lifetime)
            throws MediaException {
        ports = new FakePorts(tone);
        engine = new VoiceEngine(ports, codecs, lifetime);
        MediaParameters parameters = new MediaParameters(
                        LOOPBACK,
                        microphone,
                        speaker,
                        encryption,
                        new MemoryCache(id, InstantSource.system()),
                        algorithms)
                .withKeying(keying)
                .withZrtpOptions(options);
        session = engine.open(parameters, loop, events::add);
    }

    /** What this side's SDP would tell the other. */
    RemoteMedia description(boolean mux) {
        InetSocketAddress rtp = session.localAddress();
        InetSocketAddress rtcp = mux ? rtp : new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
        Optional<String> hash = Optional.of(session.zrtpHash()).filter(h -> !h.isEmpty());
        return new RemoteMedia(rtp, rtcp, mux, session.offeredFormats(), hash, true, true);
    }

    /** As {@link #description}, with what was agreed on for keys, and with or without {@code a=zrtp-hash}. */
    RemoteMedia description(PeerKeying keying, boolean zrtpHash) {
        RemoteMedia plain = description(true);
        return new RemoteMedia(
                plain.rtp(),
                plain.rtcp(),
                true,
                plain.formats(),
                zrtpHash ? plain.zrtpHash() : Optional.empty(),
                true,
                true,
                keying);
    }

    /** This side's end of a DTLS-SRTP call, as the other's description tells it. */
    PeerKeying.Dtls dtlsWith(Telephone other, boolean active) {
        return new PeerKeying.Dtls(List.of(other.session.dtlsFingerprint().orElseThrow()), active);
    }

    /** What both sides of a call are told of SDES with this suite: the caller's view, and the callee's. */
    static PeerKeying.Sdes[] sdes(Telephone caller, Telephone callee, SdesSuite suite) {
        List<SdesCrypto> offer = caller.session.sdesKeys().stream()
                .filter(key -> key.suite() == suite)
                .toList();
        PeerKeying.Sdes answer =
                SdesCrypto.answer(callee.session.sdesKeys(), offer).orElseThrow();
        return new PeerKeying.Sdes[] {SdesCrypto.answered(offer, answer.own()).orElseThrow(), answer};
    }

    static RemoteMedia plainPeer(InetSocketAddress rtp) {
        return new RemoteMedia(rtp, rtp, true, List.of(LinearCodecs.LINEAR), Optional.empty(), true, true);
    }

    void connect(RemoteMedia remote) throws InterruptedException {
        loop.run(() -> session.connect(remote));
    }

    void startVoice() throws InterruptedException {
        loop.run(session::startVoice);
    }

    /** Connects both and lets voice flow. */
    static void call(Telephone one, Telephone other) throws InterruptedException {
        one.connect(other.description(true));
        other.connect(one.description(true));
        one.startVoice();
        other.startVoice();
    }

    Optional<ZrtpDetails> secured() {
        return all(MediaEvent.Secured.class).stream()
                .reduce((first, second) -> second)
                .map(MediaEvent.Secured::details);
    }

    <E extends MediaEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits for a condition, for at most 20 seconds; a test that goes well is much faster. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        await(what, Duration.ofSeconds(20), condition);
    }

    static void await(String what, Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        Pace pace = new Pace();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain for: " + what);
            }
            pace.await(480);
        }
    }

    @Override
    public void close() {
        loop.execute(session::close);
        engine.close();
        loop.close();
    }
}
