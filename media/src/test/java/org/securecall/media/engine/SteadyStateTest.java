// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.codec.NativeVoiceCodecs;

/** What a running call costs, with Opus and SRTP, on devices in memory. */
class SteadyStateTest {

    private static final int CLICKS = 15;

    /** Less than the smallest payload in an array of its own. JNA takes some 70 bytes for a call. */
    private static final long BYTES_PER_PACKET = 160;

    @Test
    void theMediaThreadsAllocateNextToNothing() throws Exception {
        try (Telephone one = new Telephone(1, 500, Encryption.REQUIRE, new NativeVoiceCodecs());
                Telephone other = new Telephone(2, 700, Encryption.REQUIRE, new NativeVoiceCodecs())) {
            // These ports would keep, and so allocate, all that is played.
            one.ports.keepNothing();
            other.ports.keepNothing();
            Telephone.call(one, other);
            awaitPackets(other, 250);
            Map<String, Long> before = allocated();
            long packetsBefore = other.session.stats().packetsReceived();
            awaitPackets(other, packetsBefore + 250);
            Map<String, Long> after = allocated();
            long packets = other.session.stats().packetsReceived() - packetsBefore;
            assertThat(after).containsKeys("media-tx", "media-rx", "net-rx");
            after.forEach((name, bytes) -> assertThat((bytes - before.getOrDefault(name, 0L)) / (2 * packets))
                    .as("bytes per packet on %s", name)
                    .isLessThan(BYTES_PER_PACKET));
        }
    }

    private static void awaitPackets(Telephone telephone, long count) throws InterruptedException {
        await("packets", Duration.ofSeconds(60), () -> telephone.session.stats().packetsReceived() >= count);
    }

    /** Bytes allocated so far by all threads of each name. */
    private static Map<String, Long> allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<String, Long> byName = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("media-") || thread.getName().startsWith("net-rx")) {
                byName.merge(thread.getName(), threads.getThreadAllocatedBytes(thread.threadId()), Long::sum);
            }
        }
        return byName;
    }

    @Test
    void voiceIsHeardSoonAfterItWasSpoken() throws Exception {
        try (Telephone one = new Telephone(1, 0, Encryption.REQUIRE, new NativeVoiceCodecs());
                Telephone other = new Telephone(2, 0, Encryption.REQUIRE, new NativeVoiceCodecs())) {
            Telephone.call(one, other);
            awaitPackets(other, 250);
            List<Double> delays = new ArrayList<>();
            for (int i = 0; i < CLICKS; i++) {
                // Until the one before has faded away.
                int frames = other.ports.framesPlayed();
                await("a quarter of a second", () -> other.ports.framesPlayed() > frames + 25);
                other.ports.forget();
                one.ports.click();
                await("the click", () -> one.ports.clickSpokenAt() != 0 && other.ports.clickHeardAt() != 0);
                delays.add((other.ports.clickHeardAt() - one.ports.clickSpokenAt()) / 1e6);
            }
            Collections.sort(delays);
            // Of which 20 ms are the packet, 6.5 ms the codec's look-ahead, and some 30 ms the jitter buffer.
            assertThat(delays.get(CLICKS / 2)).as("of %s ms", delays).isBetween(25.0, 80.0);
        }
    }
}
