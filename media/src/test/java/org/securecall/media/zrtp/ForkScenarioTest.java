// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.ZrtpDetails.HelloHash;

/**
 * A call that was forked: several telephones ring, and one or another may speak ZRTP before one of them answers (early media). They
 * all reach the same port of this side.
 */
class ForkScenarioTest {

    private final VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
    private final Party alice = Party.create(network, new MemoryCache(0xa11ce, network), 1, 1);
    private final Party bob = Party.create(network, new MemoryCache(0xb0b, network), 2, 2);
    private final Party carol = Party.create(network, new MemoryCache(0xca401, network), 3, 3);

    /** Alice's packets reach both of the others: where they go is for the signalling to say, which is not here. */
    private ForkScenarioTest() {
        Party.connect(alice, bob);
        Party.connect(alice, carol);
        network.attacker((sender, packet) -> {
            if (sender == alice) {
                network.deliver(bob, packet);
            }
            return List.of(packet);
        });
        Party.answerTo(bob, alice);
    }

    private void announceToAlice(Party party) {
        alice.act(alice.machine
                .peerHelloHash(Optional.of(party.machine.helloHash()))
                .outputs());
    }

    private void drop(Party from, String type) {
        network.attacker((sender, packet) -> {
            if (sender == alice) {
                network.deliver(bob, packet);
            }
            return sender == from && Tamper.isType(packet, type) ? List.of() : List.of(packet);
        });
    }

    private static void assertSecure(Party one, Party other) {
        assertThat(one.secure()).isTrue();
        assertThat(other.secure()).isTrue();
        assertThat(one.details().sas()).isEqualTo(other.details().sas());
        assertThat(one.key(ZrtpOutput.Direction.SEND)).isEqualTo(other.key(ZrtpOutput.Direction.RECEIVE));
    }

    @Test
    void earlyMediaAndTheAnswerOfTheSameTelephoneAreOneExchange() {
        alice.start();
        bob.start();
        network.run(Duration.ofSeconds(5));
        announceToAlice(bob);
        assertSecure(alice, bob);
        assertThat(alice.machine.details().orElseThrow().zrtpHash()).isEqualTo(HelloHash.MATCH);
    }

    /** Wherever the exchange with the first telephone stops, the one that answers is the one to go on with. */
    @ParameterizedTest
    @ValueSource(strings = {"HelloACK", "DHPart1 ", "DHPart2 ", "Confirm1", "Confirm2", "Conf2ACK"})
    void theTelephoneThatAnswersTakesThePlaceOfTheOneThatWasFirst(String stopsAt) {
        drop(bob, stopsAt);
        alice.start();
        bob.start();
        network.run(Duration.ofSeconds(1));
        if (alice.secure()) {
            return;
        }
        bob.unplug();
        announceToAlice(carol);
        carol.start();
        network.run(Duration.ofSeconds(10));
        assertSecure(alice, carol);
        assertThat(alice.machine.details().orElseThrow().zrtpHash()).isEqualTo(HelloHash.MATCH);
        assertThat(alice.machine.details().orElseThrow().peerZid()).isEqualTo(carol.cache.localZid());
    }

    @Test
    void withoutAnAnnouncementWhoeverWasFirstStays() {
        drop(bob, "DHPart1 ");
        alice.start();
        bob.start();
        network.run(Duration.ofSeconds(1));
        long unexpected = alice.machine.counters().unexpected();
        carol.start();
        network.run(Duration.ofSeconds(1));
        assertThat(alice.machine.counters().unexpected()).isGreaterThan(unexpected);
        assertThat(alice.count(ZrtpOutput.PeerFound.class)).isEqualTo(1);
    }

    /** No Hello takes back what is secure, announced or not: another telephone needs a stream, and a machine, of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onceSecureAnotherTelephonesHelloChangesNothing(boolean announced) {
        alice.start();
        bob.start();
        network.run(Duration.ofSeconds(5));
        assertSecure(alice, bob);
        String key = alice.key(ZrtpOutput.Direction.SEND);
        int sent = alice.sent.size();
        if (announced) {
            announceToAlice(carol);
        }
        carol.start();
        network.run(Duration.ofSeconds(20));
        assertThat(alice.key(ZrtpOutput.Direction.SEND)).isEqualTo(key);
        assertThat(alice.sent).hasSize(sent);
        assertThat(carol.secure()).isFalse();
        // What it is told of the signalling is shown: this is not the peer that was announced.
        assertThat(alice.machine.details().orElseThrow().zrtpHash())
                .isEqualTo(announced ? HelloHash.MISMATCH : HelloHash.ABSENT);
    }

    /** Somebody who was faster than the signalling, and got as far as to make the exchange fail. */
    @Test
    void afterAFailureWithSomebodyElseTheAnnouncedOneCanStillBegin() {
        alice.start();
        Scripted twin = new Scripted(alice.cache.localZid(), 0x77777777);
        alice.arrive(twin.packet(twin.hello()));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.EQUAL_ZIDS);
        announceToAlice(carol);
        carol.start();
        network.run(Duration.ofSeconds(20));
        assertSecure(alice, carol);
    }

    @Test
    void afterAFailureWithTheAnnouncedOneItsHelloBeginsNothingAnew() {
        announceToAlice(carol);
        network.attacker((sender, packet) ->
                Tamper.isType(packet, "DHPart2 ") ? List.of(Tamper.flip(packet, 80)) : List.of(packet));
        alice.start();
        carol.start();
        network.run(Duration.ofMinutes(1));
        assertThat(alice.secure() || carol.secure()).isFalse();
        network.attacker(VirtualNetwork.NOBODY);
        carol.sent.stream().filter(p -> Tamper.isType(p, Hello.TYPE)).toList().forEach(alice::arrive);
        network.run(Duration.ofMinutes(1));
        assertThat(alice.secure()).isFalse();
        assertThat(alice.count(ZrtpOutput.Failed.class)).isEqualTo(1);
    }
}
