// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.ZrtpDetails.Secrets;

/** Further streams of a call (RFC 6189 §4.4.3). */
class MultistreamScenarioTest {

    private final Call.Pair pair = new Call.Pair();

    private static Call furtherStream(Call first, VirtualNetwork.Weather weather, int number) {
        VirtualNetwork network = new VirtualNetwork(number, weather);
        return new Call(
                network,
                side(network, first.alice, 0x11110000 + number),
                side(network, first.bob, 0x22220000 + number));
    }

    private static Party side(VirtualNetwork network, Party first, int ssrc) {
        ZrtpConfig config = Party.config(network, first.cache, ssrc, ssrc, AlgorithmPreferences.RECOMMENDED);
        return new Party(network, ZrtpMachine.multistream(first.machine, config, Party.random(ssrc)), first.cache);
    }

    @Test
    void aFurtherStreamHasKeysOfItsOwnAndNoSas() {
        Call first = pair.call().run().assertSecure();
        Call further =
                furtherStream(first, VirtualNetwork.Weather.FINE, 1).run().assertSecure();
        assertThat(further.alice.details().keyAgreement()).isEqualTo("Mult");
        assertThat(further.alice.details().sas()).isEmpty();
        assertThat(further.alice.details().secrets()).isEqualTo(Secrets.FIRST);
        assertThat(further.alice.key(ZrtpOutput.Direction.SEND))
                .isNotEqualTo(first.alice.key(ZrtpOutput.Direction.SEND))
                .isNotEqualTo(first.bob.key(ZrtpOutput.Direction.SEND));
    }

    @Test
    void everyFurtherStreamHasOtherKeys() {
        Call first = pair.call().run().assertSecure();
        Call second = furtherStream(first, VirtualNetwork.Weather.FINE, 1).run().assertSecure();
        Call third = furtherStream(first, VirtualNetwork.Weather.FINE, 2).run().assertSecure();
        assertThat(second.alice.key(ZrtpOutput.Direction.SEND))
                .isNotEqualTo(third.alice.key(ZrtpOutput.Direction.SEND));
    }

    @Test
    void theRetainedSecretsAreNotTouched() {
        Call first = pair.call().run().assertSecure();
        byte[] rs1 = pair.alice.rs1(pair.bob);
        Call further =
                furtherStream(first, VirtualNetwork.Weather.FINE, 1).run().assertSecure();
        further.alice.machine.confirmSas();
        further.bob.machine.denySas();
        assertThat(pair.alice.rs1(pair.bob)).isEqualTo(rs1);
        assertThat(pair.alice.verified(pair.bob)).isFalse();
        assertThat(pair.bob.rs1(pair.alice)).isEqualTo(rs1);
    }

    @Test
    void aFurtherStreamOutlivesTheFirst() {
        Call first = pair.call().run().assertSecure();
        Call further = furtherStream(first, VirtualNetwork.Weather.FINE, 1);
        first.hangUp();
        further.run().assertSecure();
    }

    @Test
    void furtherStreamsBecomeSecureOverALossyPathToo() {
        Call first = pair.call().run().assertSecure();
        for (int number = 1; number <= 60; number++) {
            furtherStream(first, new VirtualNetwork.Weather(0.2, 0.2, 1, 200), number)
                    .run()
                    .assertSecure();
        }
    }

    @Test
    void onlyASecureFirstStreamGivesKeys() {
        Call first = pair.call();
        assertThatIllegalStateException().isThrownBy(() -> side(first.network, first.alice, 7));
        first.run().assertSecure();
        Call further =
                furtherStream(first, VirtualNetwork.Weather.FINE, 1).run().assertSecure();
        assertThatIllegalStateException().isThrownBy(() -> side(further.network, further.alice, 8));
    }

    @Test
    void aFurtherStreamFromAnotherEndpointIsRefused() {
        Call first = pair.call().run().assertSecure();
        Call.Pair strangers = new Call.Pair();
        MemoryCache mallory = new MemoryCache(0xbad, strangers.clock());
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Call further = new Call(network, side(network, first.alice, 5), Party.create(network, mallory, 6, 6));
        further.run();
        assertThat(further.alice.failureReason()).isEqualTo(ZrtpFailure.Reason.OTHER_ENDPOINT);
        assertThat(further.alice.failure().orElseThrow().attack()).isTrue();
        assertThat(further.bob.secure()).isFalse();
    }

    @Test
    void aFirstStreamRefusesToGoWithoutKeyAgreement() {
        // Only one side has a first stream: the other cannot know the session key and asks for Diffie-Hellman.
        Call first = pair.call().run().assertSecure();
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Call mixed = new Call(network, side(network, first.alice, 5), Party.create(network, first.bob.cache, 6, 6));
        mixed.run();
        assertThat(mixed.alice.secure()).isFalse();
        assertThat(mixed.bob.secure()).isFalse();
        assertThat(mixed.alice.failure()).isPresent();
        assertThat(mixed.bob.failure()).isPresent();
    }

    @Test
    void aNonceThatWasUsedBeforeEndsTheExchange() {
        Call first = pair.call().run().assertSecure();
        Scripted mallory = new Scripted(first.bob.cache.localZid(), 0x33333333);
        Octets nonce = Octets.copyOf(new byte[16]);
        for (int number = 1; number <= 2; number++) {
            VirtualNetwork network = new VirtualNetwork(number, VirtualNetwork.Weather.FINE);
            Party alice = side(network, first.alice, number);
            alice.start();
            alice.arrive(mallory.packet(mallory.hello()));
            Negotiated mult = new Negotiated(
                    HashAlgorithm.S256, CipherAlgorithm.AES3, AuthTag.HS80, KeyAgreement.MULT, SasRendering.B32);
            alice.arrive(mallory.packet(Commit.multistream(mallory.chain(), mallory.zid(), mult, nonce)));
            network.run(Duration.ofMillis(1));
            if (number == 1) {
                assertThat(alice.failure()).isEmpty();
            } else {
                assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.NONCE_REUSE);
            }
        }
    }
}
