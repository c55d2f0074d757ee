// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls whose messages go in fragments, over paths that lose, double, delay and forge them. */
class FragmentsScenarioTest {

    private static Call call(KeyAgreement keyAgreement, int mtu, VirtualNetwork.Weather weather, long seed) {
        return new Call.Pair()
                .call(
                        weather,
                        seed,
                        c -> c.withAlgorithms(c.algorithms().withKeyAgreements(keyAgreement))
                                .withMtu(mtu),
                        c -> c.withAlgorithms(c.algorithms().withKeyAgreements(keyAgreement))
                                .withMtu(mtu));
    }

    private static boolean isFragment(byte[] packet) {
        return packet[0] == 0x11;
    }

    private static long fragments(Party party) {
        return party.sent.stream().filter(FragmentsScenarioTest::isFragment).count();
    }

    @ParameterizedTest
    @CsvSource({"X1M1, false", "X1M2, false", "X3M3, true", "X255, false", "DH3K, false"})
    void onlyWhatDoesNotFitIsFragmented(KeyAgreement keyAgreement, boolean fragmented) {
        Call call = call(keyAgreement, ZrtpConfig.DEFAULT_MTU, VirtualNetwork.Weather.FINE, 1)
                .run()
                .assertSecure();
        assertThat(fragments(call.alice) > 0).isEqualTo(fragmented);
        assertThat(fragments(call.bob) > 0).isEqualTo(fragmented);
        assertThat(call.alice.sent).allMatch(packet -> packet.length <= ZrtpConfig.DEFAULT_MTU);
    }

    @Test
    void theSequenceGoesOnThroughFragmentsAndTheNumberOfAMessageStaysWhenItIsSentAgain() {
        Call call = call(KeyAgreement.X3M3, ZrtpConfig.DEFAULT_MTU, VirtualNetwork.Weather.FINE, 1);
        call.network.attacker((sender, packet) -> sender == call.bob ? List.of() : List.of(packet));
        call.alice.start();
        Scripted bob = new Scripted();
        call.alice.arrive(bob.packet(bob.hello(KeyAgreement.X3M3)));
        call.alice.arrive(bob.packet(Acknowledgement.HELLO_ACK));
        call.network.run(Duration.ofSeconds(2));
        List<ZrtpPacket.Fragment> sent = call.alice.sent.stream()
                .filter(FragmentsScenarioTest::isFragment)
                .map(packet -> (ZrtpPacket.Fragment) ZrtpPacket.parse(ByteBuffer.wrap(packet)))
                .toList();
        assertThat(sent).hasSizeGreaterThan(4);
        assertThat(sent)
                .extracting(ZrtpPacket.Fragment::messageId)
                .containsOnly(sent.getFirst().messageId());
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).sequence()).isEqualTo(sent.get(i - 1).sequence() + 1);
        }
        assertThat(sent.getFirst().messageId()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "X1M1, 1452, 0.1",
        "X1M2, 600, 0.1",
        "X3M3, 1452, 0.0",
        "X3M3, 1452, 0.2",
        "X3M3, 600, 0.2",
        "X255, 100, 0.1"
    })
    void lossDuplicationAndReorderingEndSecureWithEqualKeys(KeyAgreement keyAgreement, int mtu, double loss) {
        int seeds = 40;
        int secure = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Call call = call(keyAgreement, mtu, new VirtualNetwork.Weather(loss, 0.2, 1, 250), seed)
                    .run();
            assertThat(call.alice.runningTimers()).isFalse();
            assertThat(call.bob.runningTimers()).isFalse();
            if (call.alice.secure() && call.bob.secure()) {
                call.assertSameView();
                secure++;
            }
        }
        assertThat(secure).isGreaterThanOrEqualTo(loss == 0 ? seeds : seeds - 2);
    }

    /** Everything that was ever sent comes again and again, in any order. */
    @Test
    void replayedFragmentsChangeNothing() {
        Call call = call(KeyAgreement.X3M3, 600, VirtualNetwork.Weather.FINE, 3);
        List<byte[]> seen = new ArrayList<>();
        SplittableRandom dice = new SplittableRandom(3);
        call.network.attacker((sender, packet) -> {
            seen.add(packet);
            List<byte[]> arriving = new ArrayList<>(List.of(packet));
            for (int i = 0; i < 5; i++) {
                arriving.add(dice.nextInt(arriving.size() + 1), seen.get(dice.nextInt(seen.size())));
            }
            return arriving;
        });
        call.run().assertSecure();
    }

    /** Forged fragments with the right SSRC before and after each one: at worst a retransmission. */
    @ParameterizedTest
    @EnumSource(names = {"X1M1", "X3M3"})
    void forgedFragmentsCostTimeAndNothingElse(KeyAgreement keyAgreement) {
        for (int seed = 0; seed < 30; seed++) {
            Call call = call(keyAgreement, 600, VirtualNetwork.Weather.FINE, seed);
            SplittableRandom dice = new SplittableRandom(seed);
            int[] quiet = {0};
            call.network.attacker((sender, packet) -> {
                // The attacker is busy during the first transmissions, and then turns to others.
                if (!isFragment(packet) || quiet[0]++ > 12) {
                    return List.of(packet);
                }
                ZrtpPacket.Fragment real = (ZrtpPacket.Fragment) ZrtpPacket.parse(ByteBuffer.wrap(packet));
                byte[] garbage = new byte[4 * dice.nextInt(1, 100)];
                dice.nextBytes(garbage);
                byte[] forged = ZrtpPacket.write(new ZrtpPacket.Fragment(
                        real.sequence(),
                        real.ssrc(),
                        real.messageId(),
                        real.totalWords() + (dice.nextBoolean() ? 0 : dice.nextInt(200)),
                        dice.nextInt(real.totalWords()),
                        Octets.owning(garbage)));
                return dice.nextBoolean() ? List.of(forged, packet) : List.of(packet, forged);
            });
            call.run().assertSecure();
        }
    }

    @Test
    void fragmentsOfStrangersTakeNoRoomOnceThePeerIsKnown() {
        Call call = call(KeyAgreement.X3M3, ZrtpConfig.DEFAULT_MTU, VirtualNetwork.Weather.FINE, 1);
        call.network.attacker((sender, packet) -> {
            List<byte[]> arriving = new ArrayList<>();
            for (int id = 0; id < 20; id++) {
                arriving.add(ZrtpPacket.write(
                        new ZrtpPacket.Fragment(1, 0x0f0f0f0f, id, 500, 0, Octets.owning(new byte[400]))));
            }
            arriving.add(packet);
            return arriving;
        });
        call.run().assertSecure();
        assertThat(call.alice.machine.counters().forged()).isGreaterThan(20);
        assertThat(call.alice.sent.stream().filter(p -> Tamper.isType(p, Commit.TYPE) || isFragment(p)))
                .hasSizeLessThan(6);
    }

    @Test
    void fragmentsWithImpossibleNumbersAreCountedAndDropped() {
        Call call = call(KeyAgreement.X3M3, ZrtpConfig.DEFAULT_MTU, VirtualNetwork.Weather.FINE, 1);
        call.alice.start();
        for (int total : new int[] {0, 1, 9, 600, 65535}) {
            call.alice.arrive(ZrtpPacket.write(new ZrtpPacket.Fragment(
                    1, Call.SSRC_B, 1, total, total == 600 ? 0 : total, Octets.owning(new byte[40]))));
        }
        assertThat(call.alice.machine.counters().malformed()).isEqualTo(5);
        call.alice.arrive(
                ZrtpPacket.write(new ZrtpPacket.Fragment(1, Call.SSRC_A, 1, 20, 0, Octets.owning(new byte[40]))));
        assertThat(call.alice.machine.counters().forged()).isEqualTo(1);
    }

    /** What is whole again is read as strictly as if it had come in one packet. */
    @Test
    void aMessageOfGarbageInFragmentsIsMalformed() {
        Call call = call(KeyAgreement.X255, ZrtpConfig.DEFAULT_MTU, VirtualNetwork.Weather.FINE, 1);
        call.alice.start();
        for (int offset = 0; offset < 20; offset += 10) {
            call.alice.arrive(ZrtpPacket.write(
                    new ZrtpPacket.Fragment(1, Call.SSRC_B, 1, 20, offset, Octets.owning(new byte[40]))));
        }
        assertThat(call.alice.machine.counters().malformed()).isEqualTo(1);
    }

    @Test
    void fragmentsInAnyStateAreSurvived() {
        SplittableRandom dice = new SplittableRandom(8);
        for (int step = 0; step < 40; step++) {
            Call call = call(KeyAgreement.X3M3, 400, VirtualNetwork.Weather.FINE, step);
            call.alice.start();
            call.bob.start();
            call.network.run(Duration.ofMillis(step));
            for (int i = 0; i < 50; i++) {
                byte[] part = new byte[4 * dice.nextInt(1, 90)];
                dice.nextBytes(part);
                call.alice.arrive(ZrtpPacket.write(new ZrtpPacket.Fragment(
                        i, Call.SSRC_B, dice.nextInt(8), dice.nextInt(600), dice.nextInt(600), Octets.owning(part))));
            }
            call.network.run(Duration.ofMinutes(2));
            call.assertSecure();
        }
    }
}
