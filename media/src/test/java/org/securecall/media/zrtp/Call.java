// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Two parties on a virtual network, from the first Hello on. */
final class Call {

    static final int SSRC_A = 0x0a0a0a0a;
    static final int SSRC_B = 0x0b0b0b0b;

    final VirtualNetwork network;
    final Party alice;
    final Party bob;

    Call(VirtualNetwork network, Party alice, Party bob) {
        this.network = network;
        this.alice = alice;
        this.bob = bob;
        Party.connect(alice, bob);
    }

    /** Two endpoints that keep their caches from call to call. */
    static final class Pair {

        private final VirtualNetwork clock = new VirtualNetwork(0, VirtualNetwork.Weather.FINE);
        final MemoryCache alice = new MemoryCache(0xa11ce, clock);
        final MemoryCache bob = new MemoryCache(0xb0b, clock);
        private long calls;
        private Instant time = clock.instant();

        Call call() {
            return call(VirtualNetwork.Weather.FINE, ++calls, UnaryOperator.identity(), UnaryOperator.identity());
        }

        Call call(VirtualNetwork.Weather weather, long seed) {
            return call(weather, seed, UnaryOperator.identity(), UnaryOperator.identity());
        }

        Call call(
                VirtualNetwork.Weather weather,
                long seed,
                UnaryOperator<ZrtpConfig> ofAlice,
                UnaryOperator<ZrtpConfig> ofBob) {
            VirtualNetwork network = new VirtualNetwork(seed, weather, time);
            ZrtpConfig a =
                    ofAlice.apply(Party.config(network, alice, SSRC_A, 2 * seed, AlgorithmPreferences.RECOMMENDED));
            ZrtpConfig b =
                    ofBob.apply(Party.config(network, bob, SSRC_B, 2 * seed + 1, AlgorithmPreferences.RECOMMENDED));
            return new Call(
                    network,
                    new Party(network, ZrtpMachine.create(a, Party.random(2 * seed)), alice),
                    new Party(network, ZrtpMachine.create(b, Party.random(2 * seed + 1)), bob));
        }

        VirtualNetwork clock() {
            return clock;
        }

        void passTime(Duration duration) {
            time = time.plus(duration);
            clock.run(duration);
        }
    }

    Call run() {
        return run(Duration.ofMinutes(2));
    }

    Call run(Duration atMost) {
        alice.start();
        bob.start();
        network.run(atMost);
        return this;
    }

    /** Alice begins long before Bob's side is there. */
    Call runStaggered(Duration headStart) {
        alice.start();
        network.after(headStart, bob::start);
        network.run(Duration.ofMinutes(2));
        return this;
    }

    Call assertSecure() {
        assertThat(alice.failure()).isEmpty();
        assertThat(bob.failure()).isEmpty();
        assertThat(alice.secure()).isTrue();
        assertThat(bob.secure()).isTrue();
        assertSameView();
        return speak();
    }

    /** What must hold whenever both believe to be secure: equal keys, equal SAS, equal view of what was negotiated. */
    Call assertSameView() {
        assertThat(alice.key(ZrtpOutput.Direction.SEND)).isEqualTo(bob.key(ZrtpOutput.Direction.RECEIVE));
        assertThat(bob.key(ZrtpOutput.Direction.SEND)).isEqualTo(alice.key(ZrtpOutput.Direction.RECEIVE));
        assertThat(alice.key(ZrtpOutput.Direction.SEND)).isNotEqualTo(alice.key(ZrtpOutput.Direction.RECEIVE));
        assertThat(alice.details().sas()).isEqualTo(bob.details().sas());
        assertThat(alice.details().sasEmoji()).isEqualTo(bob.details().sasEmoji());
        assertThat(alice.details().sasEmoji()).hasSize(alice.details().sas().isEmpty() ? 0 : 4);
        assertThat(alice.details().keyAgreement()).isEqualTo(bob.details().keyAgreement());
        assertThat(alice.details().hash()).isEqualTo(bob.details().hash());
        assertThat(alice.details().cipher()).isEqualTo(bob.details().cipher());
        assertThat(alice.details().authTag()).isEqualTo(bob.details().authTag());
        assertThat(alice.details().initiator()).isNotEqualTo(bob.details().initiator());
        return this;
    }

    /** Voice in both directions, which is what shows an initiator that the responder has the keys. */
    Call speak() {
        alice.srtpArrives();
        bob.srtpArrives();
        return this;
    }

    void hangUp() {
        alice.machine.close();
        bob.machine.close();
    }
}
