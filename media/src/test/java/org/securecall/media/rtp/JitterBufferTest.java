// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.rtp.Playback.MS;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.securecall.media.rtp.JitterBuffer.Action;
import org.securecall.media.rtp.JitterBuffer.Placement;

/** A path of 30 ms, packets of 20 ms, everything on a test clock. */
class JitterBufferTest {

    private static final long PATH = 30 * MS;

    private static long sent(int number) {
        return number * 20L * MS;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void aCleanStreamIsPlayedWholeInOrderAndSoon() {
        Playback playback = new Playback().stretching();
        for (int i = 0; i < 1000; i++) {
            playback.arrives(i, sent(i) + PATH);
        }
        playback.until(sent(1000));
        assertThat(playback.numbers()).isEqualTo(range(0, playback.numbers().size()));
        assertThat(playback.numbers()).hasSizeGreaterThan(990);
        assertThat(playback.count(Action.CONCEAL)).isZero();
        assertThat(playback.buffer.targetMs()).isEqualTo(20);
        // The path, the least delay, and the device's rhythm.
        assertThat(playback.lastDelayMs()).isLessThan(30 + 20 + 14);
    }

    @Test
    void aSinglePacketThatIsMissingIsRecoveredFromTheNext() {
        Playback playback = new Playback();
        for (int i = 0; i < 200; i++) {
            if (i % 10 != 5) {
                playback.arrives(i, sent(i) + PATH);
            }
        }
        playback.until(sent(200));
        List<Integer> recoveredFrom = playback.played.stream()
                .filter(p -> p.action() == Action.RECOVER)
                .map(Playback.Played::number)
                .toList();
        assertThat(recoveredFrom).hasSizeGreaterThan(15).allMatch(n -> n % 10 == 6);
        assertThat(playback.count(Action.CONCEAL)).isZero();
        assertThat(playback.numbers()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void packetsOutOfOrderAndTwiceArePlayedOnceInOrder() {
        Playback playback = new Playback();
        for (int i = 0; i < 200; i += 2) {
            playback.arrives(i + 1, sent(i) + PATH);
            playback.arrives(i, sent(i) + PATH + 5 * MS);
            playback.arrives(i, sent(i) + PATH + 6 * MS);
        }
        playback.until(sent(200));
        assertThat(playback.numbers()).isEqualTo(range(0, playback.numbers().size()));
        assertThat(playback.count(Action.CONCEAL)).isZero();
    }

    @Test
    void sequenceAndTimestampMayWrap() {
        Playback playback = new Playback();
        for (int i = 0; i < 300; i++) {
            playback.arrives(i, 65_500, 0xffff_ffffL - 100 * 960, 7, sent(i) + PATH);
        }
        playback.until(sent(300));
        assertThat(playback.numbers()).isEqualTo(range(0, playback.numbers().size()));
        assertThat(playback.count(Action.CONCEAL)).isZero();
    }

    @Test
    void aBurstOfLossIsMadeUpForAndThePlayingGoesOnAtTheSameDelay() {
        Playback playback = new Playback().stretching();
        for (int i = 0; i < 300; i++) {
            if (i < 100 || i >= 107) {
                playback.arrives(i, sent(i) + PATH);
            }
        }
        playback.until(sent(300));
        assertThat(playback.numbers()).contains(99, 107).doesNotContain(103);
        // Five or six by concealment, one from the packet after.
        assertThat(playback.count(Action.CONCEAL) + playback.count(Action.RECOVER))
                .isBetween(6L, 8L);
        assertThat(playback.lastDelayMs()).isLessThan(30 + 20 + 20);
    }

    @Test
    void theDelayGrowsWithTheJitterAndNearlyNothingIsLost() {
        Playback playback = new Playback().stretching();
        for (int i = 0; i < 1500; i++) {
            // Up to 120 ms, in a fixed pattern without a visible rhythm.
            long jitter = i * 7919L % 121;
            playback.arrives(i, sent(i) + PATH + jitter * MS);
        }
        playback.until(sent(1500));
        assertThat(playback.buffer.targetMs()).isBetween(100.0, 140.0);
        long late = playback.played.stream()
                .skip(500)
                .filter(p -> p.action() == Action.CONCEAL || p.action() == Action.RECOVER)
                .count();
        assertThat(late).isLessThan(1500 * 4 / 100);
    }

    @Test
    void theDelayShrinksAgainWhenTheJitterEnds() {
        Playback playback = new Playback().stretching();
        for (int i = 0; i < 3000; i++) {
            long jitter = i < 500 ? i * 7919L % 121 : 0;
            playback.arrives(i, sent(i) + PATH + jitter * MS);
        }
        playback.until(sent(1500) / 3);
        double high = playback.buffer.targetMs();
        playback.until(sent(3000));
        assertThat(high).isGreaterThan(100);
        assertThat(playback.buffer.targetMs()).isEqualTo(20);
        assertThat(playback.lastDelayMs()).isLessThan(30 + 20 + 14);
    }

    @Test
    void aStepInThePathIsFollowedInBothDirections() {
        Playback playback = new Playback().stretching();
        for (int i = 0; i < 3000; i++) {
            long path = i >= 500 && i < 1500 ? PATH + 150 * MS : PATH;
            playback.arrives(i, sent(i) + path);
        }
        playback.until(sent(1480));
        assertThat(playback.lastDelayMs()).isBetween(180.0, 260.0);
        playback.until(sent(3000));
        assertThat(playback.lastDelayMs()).isLessThan(30 + 20 + 20);
        assertThat(playback.numbers()).isSorted().doesNotHaveDuplicates().contains(499, 2900);
    }

    @Test
    void clocksThatDifferBy200PartsPerMillionNeitherStarveNorFill() {
        for (double speed : new double[] {1.0002, 0.9998}) {
            Playback playback = new Playback(speed).stretching();
            int tenMinutes = 30_000;
            for (int i = 0; i < tenMinutes; i++) {
                playback.arrives(i, sent(i) + PATH + i * 31L % 4 * MS);
            }
            playback.until(sent(tenMinutes));
            // Uncorrected it would be 120 ms off by now.
            assertThat(playback.lastDelayMs()).isBetween(30.0, 80.0);
            assertThat(playback.count(Action.CONCEAL)).isLessThan(10);
            assertThat(playback.buffer.discarded()).isZero();
        }
    }

    @Test
    void anotherSourceIsPlayedAtOnceFromItsOwnBeginning() {
        Playback playback = new Playback();
        for (int i = 0; i < 100; i++) {
            playback.arrives(i, 1000, 5_000_000, 7, sent(i) + PATH);
        }
        for (int i = 100; i < 200; i++) {
            playback.arrives(i, 40_000, 77, 8, sent(i) + PATH);
        }
        playback.until(sent(200));
        assertThat(playback.numbers()).isSorted().contains(97, 100, 190);
    }

    @Test
    void anotherSequenceOfTheSameSourceIsPlayedToo() {
        Playback playback = new Playback();
        for (int i = 0; i < 100; i++) {
            playback.arrives(i, 30_000, 5_000_000, 7, sent(i) + PATH);
        }
        for (int i = 100; i < 200; i++) {
            // Behind the former, far beyond what reordering explains.
            playback.arrives(i, 20_000, 3, 7, sent(i) + PATH);
        }
        playback.until(sent(200));
        assertThat(playback.numbers()).isSorted().contains(97, 190);
    }

    @Test
    void aPauseOfTheSenderIsSilenceAndNotLoss() {
        JitterBuffer buffer = new JitterBuffer();
        PacketBuffer packet = new PacketBuffer();
        // DTX: the sequence goes on by one, the timestamp by a second.
        put(buffer, packet, 1, 0, 0);
        put(buffer, packet, 2, 960, 20 * MS);
        long now = 40 * MS;
        assertThat(buffer.next(now)).isEqualTo(Action.PLAY);
        assertThat(buffer.next(now + 20 * MS)).isEqualTo(Action.PLAY);
        put(buffer, packet, 3, 48_960, 1020 * MS);
        assertThat(buffer.next(1030 * MS)).isEqualTo(Action.SILENCE);
        assertThat(buffer.next(1060 * MS)).isEqualTo(Action.PLAY);
    }

    @Test
    void nothingComesOfNothing() {
        JitterBuffer buffer = new JitterBuffer();
        for (int i = 0; i < 100; i++) {
            assertThat(buffer.next(10L * i * MS)).isEqualTo(Action.SILENCE);
        }
    }

    @Test
    void aStreamThatStopsIsConcealedForAMomentAndThenSilent() {
        Playback playback = new Playback();
        for (int i = 0; i < 50; i++) {
            playback.arrives(i, sent(i) + PATH);
        }
        playback.until(sent(200));
        assertThat(playback.count(Action.CONCEAL)).isEqualTo(10);
        assertThat(playback.played.getLast().action()).isEqualTo(Action.SILENCE);
    }

    @Test
    void aHeldUpPathIsCaughtUpWithAtOnce() {
        Playback playback = new Playback().stretching();
        for (int i = 0; i < 500; i++) {
            long at = i >= 100 && i < 140 ? sent(140) + PATH : sent(i) + PATH;
            playback.arrives(i, at);
        }
        playback.until(sent(500));
        assertThat(playback.numbers()).isSorted().doesNotHaveDuplicates();
        assertThat(playback.lastDelayMs()).isLessThan(700);
        assertThat(playback.buffer.discarded()).isPositive();
    }

    @Test
    void anEventBetweenVoiceLeavesNoGap() {
        JitterBuffer buffer = new JitterBuffer();
        PacketBuffer packet = new PacketBuffer();
        put(buffer, packet, 1, 0, 0);
        write(packet, 2, 960);
        buffer.putOther(packet);
        put(buffer, packet, 3, 1920, 40 * MS);
        assertThat(buffer.next(40 * MS)).isEqualTo(Action.PLAY);
        assertThat(buffer.next(60 * MS)).isEqualTo(Action.SILENCE);
        assertThat(buffer.silenceSamples()).isEqualTo(960);
        assertThat(buffer.next(80 * MS)).isEqualTo(Action.PLAY);
    }

    @Test
    void packetsThatAreTooLongOrTooLateAreToldApart() {
        JitterBuffer buffer = new JitterBuffer();
        PacketBuffer packet = new PacketBuffer();
        put(buffer, packet, 5, 4800, 0);
        assertThat(buffer.next(50 * MS)).isEqualTo(Action.PLAY);
        write(packet, 4, 3840);
        assertThat(buffer.put(packet, 12, 16, 48_000, 60 * MS)).isEqualTo(Placement.LATE);
        assertThat(buffer.put(packet, 12, 2000, 48_000, 60 * MS)).isEqualTo(Placement.TOO_LONG);
        write(packet, 6, 5760);
        assertThat(buffer.put(packet, 12, 16, 48_000, 60 * MS)).isEqualTo(Placement.TAKEN);
        assertThat(buffer.put(packet, 12, 16, 48_000, 60 * MS)).isEqualTo(Placement.DUPLICATE);
        assertThat(buffer.late()).isOne();
    }

    private static void put(JitterBuffer buffer, PacketBuffer packet, int sequence, int timestamp, long at) {
        write(packet, sequence, timestamp);
        assertThat(buffer.put(packet, 12, 16, 48_000, at)).isEqualTo(Placement.TAKEN);
    }

    private static void write(PacketBuffer packet, int sequence, int timestamp) {
        RtpLayout.write(packet, false, 96, sequence, timestamp, 7);
        packet.length(16);
    }
}
