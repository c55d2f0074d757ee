// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.ZrtpDetails;

/** The initiator's Hello in total_hash (docs/decisions/0020). */
class BoundHellosScenarioTest {

    private final Call.Pair pair = new Call.Pair();

    /** What somebody on the path would like the responder to believe of the initiator. */
    enum Change {
        CLIENT(16, 1),
        MITM_FLAG(76, 0x20),
        SIGNATURE_FLAG(76, 0x40),
        BINDING_FLAG(76, 0x01),
        UNUSED_BIT(76, 0x08),
        LAST_DIGIT_OF_VERSION(15, 1),
        NAME_OF_A_HASH(80, 0x20);

        private final int octet;
        private final int bits;

        Change(int octet, int bits) {
            this.octet = octet;
            this.bits = bits;
        }

        void apply(byte[] hello) {
            hello[octet] ^= (byte) bits;
        }
    }

    /**
     * Keeps Alice's Hello back until her Commit shows H2, the key of its MAC, and gives Bob another Hello with a MAC that is right.
     * Nothing in RFC 6189 notices that: the responder checks the MAC, and the keys depend on the responder's Hello alone.
     */
    private static final class Forger implements VirtualNetwork.Attacker {

        private final Call call;
        private final Consumer<byte[]> how;
        private byte[] held = new byte[0];
        private boolean forged;

        Forger(Call call, Consumer<byte[]> how) {
            this.call = call;
            this.how = how;
        }

        @Override
        public List<byte[]> touch(Party sender, byte[] packet) {
            if (sender == call.alice && Tamper.isType(packet, Hello.TYPE)) {
                held = packet;
                call.network.deliver(call.alice, acknowledgement(packet));
                return List.of();
            }
            if (sender == call.alice && Tamper.isType(packet, Commit.TYPE)) {
                Octets h2 = Tamper.message(packet, Commit.class).h2();
                byte[] hello = Tamper.change(held, m -> {
                    how.accept(m);
                    byte[] covered = Arrays.copyOf(m, m.length - MessageBuilder.MAC);
                    byte[] mac =
                            HashAlgorithm.IMPLICIT.mac64(h2.toArray(), covered).toArray();
                    System.arraycopy(mac, 0, m, covered.length, mac.length);
                });
                forged = true;
                return List.of(hello, packet);
            }
            // Bob must not begin himself.
            return Tamper.isType(packet, "HelloACK") ? List.of() : List.of(packet);
        }

        /** Anybody can acknowledge a Hello. */
        private static byte[] acknowledgement(byte[] hello) {
            int other = Tamper.open(hello).ssrc() == Call.SSRC_A ? Call.SSRC_B : Call.SSRC_A;
            return ZrtpPacket.write(1, other, Acknowledgement.HELLO_ACK.raw());
        }
    }

    private Call attacked(Change change, UnaryOperator<ZrtpConfig> ofAlice, UnaryOperator<ZrtpConfig> ofBob) {
        Call call = pair.call(VirtualNetwork.Weather.FINE, 7, ofAlice, ofBob);
        Forger forger = new Forger(call, change::apply);
        call.network.attacker(forger);
        call.run();
        assertThat(forger.forged).isTrue();
        return call;
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangedHelloOfTheInitiatorIsRefusedWhenBothCan(Change change) {
        Call call = attacked(change, UnaryOperator.identity(), UnaryOperator.identity());
        assertThat(call.alice.secure()).isFalse();
        assertThat(call.bob.secure()).isFalse();
        assertThat(call.alice.failureReason()).isEqualTo(ZrtpFailure.Reason.BAD_CONFIRM_MAC);
        assertThat(call.alice.failure().orElseThrow().attack()).isTrue();
    }

    /** The gap that this closes: with RFC 6189 alone the same attack succeeds. */
    @Test
    void withoutItTheResponderBelievesWhatItIsTold() {
        Call call = attacked(Change.CLIENT, ZrtpConfig::withoutBoundHellos, ZrtpConfig::withoutBoundHellos);
        call.assertSecure();
        assertThat(call.bob.details().peerClient()).isNotEqualTo(ZrtpConfig.CLIENT_ID.strip());
    }

    /** Somebody who takes the flag out of the responder's Hello changes what the commitment and every key depend on. */
    @Test
    void takingTheFlagFromTheRespondersHelloIsRefusedToo() {
        Call call = pair.call();
        call.network.attacker(Tamper.changing(call.bob, Hello.TYPE, Change.BINDING_FLAG::apply));
        call.run();
        assertThat(call.alice.secure()).isFalse();
        assertThat(call.bob.secure()).isFalse();
    }

    @Test
    void bothSidesSayThatBothAreBound() {
        Call call = pair.call().run().assertSecure();
        assertThat(bound(call.alice.details())).isTrue();
        assertThat(bound(call.bob.details())).isTrue();
    }

    @Test
    void anOldPeerWorksInBothRolesAsRfc6189HasIt() {
        int initiated = 0;
        for (int seed = 0; seed < 10; seed++) {
            Call call = new Call.Pair()
                    .call(VirtualNetwork.Weather.FINE, seed, UnaryOperator.identity(), ZrtpConfig::withoutBoundHellos)
                    .run()
                    .assertSecure();
            assertThat(bound(call.alice.details())).isFalse();
            assertThat(bound(call.bob.details())).isFalse();
            initiated += call.alice.details().initiator() ? 1 : 0;
        }
        assertThat(initiated).isBetween(1, 9);
    }

    @Test
    void furtherStreamsBindTheirOwnHellos() {
        Call first = pair.call().run().assertSecure();
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Call second = new Call(network, further(network, first.alice, 31), further(network, first.bob, 32))
                .run()
                .assertSecure();
        assertThat(bound(second.alice.details())).isTrue();
    }

    private static Party further(VirtualNetwork network, Party first, int ssrc) {
        ZrtpConfig config = Party.config(network, first.cache, ssrc, ssrc, AlgorithmPreferences.RECOMMENDED);
        return new Party(network, ZrtpMachine.multistream(first.machine, config, Party.random(ssrc)), first.cache);
    }

    private static boolean bound(ZrtpDetails details) {
        return details.exchange().bothHellosBound();
    }
}
