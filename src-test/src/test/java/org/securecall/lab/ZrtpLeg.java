// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.MemoryCache;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOverUdp;

/**
 * One end of a voice stream that the test has in its hands: a real ZRTP machine on a UDP port. Once secure it sends SRTP and
 * listens to what comes, which is to be PCMU.
 */
public final class ZrtpLeg implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int RTP_HEADER = 12;

    /** Three of eight segments of PCMU's magnitudes: louder than any noise of a silent microphone. */
    private static final int LOUD = 0x30;

    private final ZrtpOverUdp zrtp;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger packets = new AtomicInteger();
    private final AtomicInteger loud = new AtomicInteger();
    private final CompletableFuture<ZrtpOverUdp.Outcome> outcome = new CompletableFuture<>();

    /**
     * Binds the port and does not speak yet.
     *
     * @param cache says who this end is, or whom it plays
     */
    public ZrtpLeg(int port, int peerPort, MemoryCache cache) throws IOException {
        SecureRandom random = new SecureRandom();
        zrtp = new ZrtpOverUdp(
                port,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort),
                ZrtpConfig.recommended(random.nextInt(), cache, new KeyPool(random), InstantSource.system()));
        zrtp.onVoice(this::listen);
    }

    private void listen(byte[] packet) {
        packets.incrementAndGet();
        for (int i = RTP_HEADER; i < packet.length; i++) {
            if ((~packet[i] & 0x70) >= LOUD) {
                loud.incrementAndGet();
                return;
            }
        }
    }

    /** What SDP announces of it. */
    public String helloHash() {
        return zrtp.machine().helloHash();
    }

    /** Begins to look for the peer. */
    public ZrtpLeg start() {
        Thread.ofPlatform().daemon().name("zrtp leg").start(() -> {
            try {
                outcome.complete(zrtp.run(AT_MOST, stopped::get));
            } catch (IOException e) {
                outcome.completeExceptionally(e);
            }
        });
        return this;
    }

    /** Whether it has keys with its peer. */
    public boolean secure() {
        return zrtp.details().isPresent();
    }

    /** Waits until it has keys with its peer. */
    public ZrtpDetails awaitSecure() throws IOException, InterruptedException {
        Await.until("keys", LIMIT, this::secure);
        return zrtp.details().orElseThrow();
    }

    /** Waits until so many authentic packets came from the peer, counted from now on. */
    public void awaitPackets(int more) throws IOException, InterruptedException {
        int wanted = packets.get() + more;
        Await.until(more + " authentic packets more", LIMIT, () -> packets.get() >= wanted);
    }

    /** How many authentic packets came. */
    public int packets() {
        return packets.get();
    }

    /** Waits until so many packets with somebody's voice came. */
    public void awaitLoud(int least) throws IOException, InterruptedException {
        Await.until(least + " packets of voice", LIMIT, () -> loud.get() >= least);
    }

    /** How many packets with somebody's voice came. */
    public int loud() {
        return loud.get();
    }

    @Override
    public void close() {
        stopped.set(true);
        outcome.handle((done, failure) -> {
                    zrtp.close();
                    return done;
                })
                .orTimeout(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }
}
