// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Whatever comes, it is read or refused, and never an exception. The seeds are fixed, so that a failure comes again. */
class PacketFuzzTest {

    private static final int ROUNDS = 200_000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20_251_124);

    @Test
    void anyOctetsAreReadAsRtcpOrRefused() {
        PacketBuffer packet = new PacketBuffer();
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            fill(packet, random.nextInt(0, 120));
            if (random.nextBoolean() && packet.length() >= 4) {
                // Likely enough to get past the header.
                packet.bytes()[0] = (byte) (0x80 | random.nextInt(32));
                packet.bytes()[1] = (byte) random.nextInt(200, 208);
                packet.bytes()[2] = 0;
                packet.bytes()[3] = (byte) (packet.length() / 4 - random.nextInt(3));
            }
            Optional<List<RtcpPacket>> parsed = RtcpPacket.parse(packet);
            read += parsed.isPresent() ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    @Test
    void anyOctetsAreReadAsRtpOrRefusedAndPlayed() {
        PacketBuffer packet = new PacketBuffer();
        JitterBuffer buffer = new JitterBuffer();
        ReceptionStatistics statistics = new ReceptionStatistics();
        long now = 0;
        int taken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            fill(packet, random.nextInt(0, 60));
            if (packet.length() > 0 && random.nextInt(4) > 0) {
                packet.bytes()[0] = (byte) (0x80 | (random.nextInt(8) == 0 ? random.nextInt(64) : 0));
            }
            int header = RtpLayout.headerLength(packet);
            if (header == RtpLayout.MALFORMED) {
                continue;
            }
            int end = RtpLayout.payloadEnd(packet, header);
            if (end == RtpLayout.MALFORMED) {
                continue;
            }
            assertThat(end).isBetween(header, packet.length());
            taken++;
            now += random.nextLong(0, 40_000_000);
            int rate = random.nextInt(8) == 0 ? 8_000 : 48_000;
            if (random.nextBoolean()) {
                // Nearly one stream: then more of the buffer's paths are taken.
                packet.int32(RtpLayout.SSRC_AT, 7);
                packet.bytes()[RtpLayout.SEQUENCE_AT] = 0;
                packet.int32(RtpLayout.TIMESTAMP_AT, (int) (now / 1_000_000 * 48));
            }
            statistics.received(
                    RtpLayout.ssrc(packet), RtpLayout.sequence(packet), RtpLayout.timestamp(packet), rate, now);
            assertThat(statistics.jitterMs()).isNotNaN().isNotNegative();
            if (random.nextInt(5) == 0) {
                buffer.putOther(packet);
            } else {
                buffer.put(packet, header, end, rate, now);
            }
            switch (buffer.next(now)) {
                case PLAY, RECOVER -> assertThat(buffer.payloadLength()).isBetween(0, packet.length() + 60);
                case CONCEAL -> assertThat(buffer.frameSamples()).isPositive();
                case SILENCE -> assertThat(buffer.silenceSamples()).isPositive();
            }
            assertThat(buffer.targetMs()).isBetween(20.0, 500.0);
        }
        assertThat(taken).isGreaterThan(ROUNDS / 2);
    }

    private void fill(PacketBuffer packet, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        packet.set(bytes);
    }
}
