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
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.zrtp.MemoryCache;

/** One session with its loop, its sound in memory, and a record of what it reported. */
final class Telephone implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    final TestLoop loop = new TestLoop();
    final FakePorts ports;
    final Queue<MediaEvent> events = new ConcurrentLinkedQueue<>();
    final VoiceEngine engine;
    final MediaSession session;

    Telephone(int id, double tone, Encryption encryption) throws MediaException {
        this(id, tone, encryption, AudioDevice.DEFAULT, AudioDevice.DEFAULT);
    }

    Telephone(int id, double tone, Encryption encryption, VoiceCodecs codecs) throws MediaException {
        this(id, tone, encryption, AudioDevice.DEFAULT, AudioDevice.DEFAULT, codecs);
    }

    Telephone(int id, double tone, Encryption encryption, String microphone, String speaker) throws MediaException {
        this(id, tone, encryption, microphone, speaker, new LinearCodecs());
    }

    private Telephone(int id, double tone, Encryption encryption, String microphone, String speaker, VoiceCodecs codecs)
            throws MediaException {
        this(id, tone, encryption, microphone, speaker, codecs, ZrtpPreferences.RECOMMENDED);
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
                ZrtpPreferences.parse(algorithms));
    }

    private Telephone(
            int id,
            double tone,
            Encryption encryption,
            String microphone,
            String speaker,
            VoiceCodecs codecs,
            ZrtpPreferences algorithms)
            throws MediaException {
        ports = new FakePorts(tone);
        engine = new VoiceEngine(ports, codecs);
        MediaParameters parameters = new MediaParameters(
                LOOPBACK, microphone, speaker, encryption, new MemoryCache(id, InstantSource.system()), algorithms);
        session = engine.open(parameters, loop, events::add);
    }

    /** What this side's SDP would tell the other. */
    RemoteMedia description(boolean mux) {
        InetSocketAddress rtp = session.localAddress();
        InetSocketAddress rtcp = mux ? rtp : new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
        Optional<String> hash = Optional.of(session.zrtpHash()).filter(h -> !h.isEmpty());
        return new RemoteMedia(rtp, rtcp, mux, session.offeredFormats(), hash, true, true);
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
