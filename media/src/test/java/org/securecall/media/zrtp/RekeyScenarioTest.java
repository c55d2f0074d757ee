// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.ZrtpDetails;

/** New keys for a stream that is secure (docs/decisions/0022). */
class RekeyScenarioTest {

    private final Call.Pair pair = new Call.Pair();

    private static void rekey(Party party) {
        party.act(party.machine.rekey());
    }

    private static Call rekeyed(Call call, Party by) {
        rekey(by);
        call.network.run(Duration.ofMinutes(1));
        return assertRekeyed(call);
    }

    private static Call assertRekeyed(Call call) {
        assertThat(call.alice.count(ZrtpOutput.Rekeyed.class)).isPositive();
        assertThat(call.bob.count(ZrtpOutput.Rekeyed.class)).isEqualTo(call.alice.count(ZrtpOutput.Rekeyed.class));
        assertThat(call.alice.count(ZrtpOutput.RekeyFailed.class)).isZero();
        assertThat(call.bob.count(ZrtpOutput.RekeyFailed.class)).isZero();
        assertThat(call.alice.runningTimers()).isFalse();
        assertThat(call.bob.runningTimers()).isFalse();
        return call.assertSecure();
    }

    /** The keys are as they were, the stream is as secure as it was, and it can get new keys later. */
    private static void assertUnchanged(Call call, Party party, String send) {
        assertThat(party.key(ZrtpOutput.Direction.SEND)).isEqualTo(send);
        assertThat(party.failure()).isEmpty();
        assertThat(party.machine.details()).isPresent();
        assertThat(party.count(ZrtpOutput.Rekeyed.class)).isZero();
        call.network.attacker(VirtualNetwork.NOBODY);
        rekey(party);
        call.network.run(Duration.ofMinutes(1));
        assertThat(call.alice.count(ZrtpOutput.Rekeyed.class)).isEqualTo(1);
        assertThat(call.bob.count(ZrtpOutput.Rekeyed.class)).isEqualTo(1);
        call.assertSecure();
    }

    @Test
    void bothDirectionsGetNewKeysAndAllElseStays() {
        for (boolean byAlice : new boolean[] {true, false}) {
            Call call = pair.call().run().assertSecure();
            call.alice.machine.confirmSas();
            ZrtpDetails before = call.alice.machine.details().orElseThrow();
            byte[] rs1 = pair.alice.rs1(pair.bob);
            byte[] rs2 = pair.alice.rs2(pair.bob);
            String send = call.alice.key(ZrtpOutput.Direction.SEND);
            String receive = call.alice.key(ZrtpOutput.Direction.RECEIVE);
            rekeyed(call, byAlice ? call.alice : call.bob);
            assertThat(call.alice.key(ZrtpOutput.Direction.SEND)).isNotIn(send, receive);
            assertThat(call.alice.key(ZrtpOutput.Direction.RECEIVE)).isNotIn(send, receive);
            assertThat(call.alice.machine.details()).contains(before.withRekeys(1));
            assertThat(pair.alice.rs1(pair.bob)).isEqualTo(rs1);
            assertThat(pair.alice.rs2(pair.bob)).isEqualTo(rs2);
            assertThat(pair.alice.verified(pair.bob)).isTrue();
            call.hangUp();
        }
    }

    @Test
    void everyTimeTheKeysAreOthers() {
        Call call = pair.call().run().assertSecure();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            rekeyed(call, i % 3 == 0 ? call.alice : call.bob);
            keys.add(call.alice.key(ZrtpOutput.Direction.SEND));
            keys.add(call.bob.key(ZrtpOutput.Direction.SEND));
        }
        assertThat(keys).hasSize(100);
        assertThat(call.alice.machine.details().orElseThrow().exchange().rekeys())
                .isEqualTo(50);
    }

    @Test
    void bothSidesAtOnceComeToTheSameKeys() {
        for (int i = 0; i < 20; i++) {
            Call call = pair.call().run().assertSecure();
            rekey(call.alice);
            rekeyed(call, call.bob);
            assertThat(call.alice.count(ZrtpOutput.Rekeyed.class)).isEqualTo(1);
            call.hangUp();
        }
    }

    @Test
    void itWorksOverALossyPath() {
        for (int seed = 0; seed < 60; seed++) {
            Call call = pair.call(new VirtualNetwork.Weather(0.2, 0.2, 1, 200), 1000 + seed)
                    .run()
                    .assertSecure();
            rekey(call.alice);
            if (seed % 2 == 0) {
                rekey(call.bob);
            }
            call.network.run(Duration.ofMinutes(1));
            assertRekeyed(call);
            call.hangUp();
        }
    }

    @Test
    void furtherStreamsGetNewKeysTooAndFromTheSameSession() {
        Call first = pair.call().run().assertSecure();
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Call second = new Call(network, further(network, first.alice, 31), further(network, first.bob, 32))
                .run()
                .assertSecure();
        rekeyed(first, first.alice);
        rekeyed(second, second.bob);
        rekeyed(first, first.bob);
        assertThat(Set.of(
                        first.alice.key(ZrtpOutput.Direction.SEND),
                        first.bob.key(ZrtpOutput.Direction.SEND),
                        second.alice.key(ZrtpOutput.Direction.SEND),
                        second.bob.key(ZrtpOutput.Direction.SEND)))
                .hasSize(4);
        // The first stream's rekeys leave it able to give keys to others.
        VirtualNetwork later = new VirtualNetwork(2, VirtualNetwork.Weather.FINE);
        new Call(later, further(later, first.alice, 33), further(later, first.bob, 34))
                .run()
                .assertSecure();
    }

    private static Party further(VirtualNetwork network, Party first, int ssrc) {
        ZrtpConfig config = Party.config(network, first.cache, ssrc, ssrc, AlgorithmPreferences.RECOMMENDED);
        return new Party(network, ZrtpMachine.multistream(first.machine, config, Party.random(ssrc)), first.cache);
    }

    /** Old peers do not answer. */
    @Test
    void aPeerThatDoesNotAnswerLeavesTheKeysInForce() {
        Call call = pair.call().run().assertSecure();
        String send = call.alice.key(ZrtpOutput.Direction.SEND);
        call.network.attacker(Tamper.dropping(Commit.TYPE));
        rekey(call.alice);
        call.network.run(Duration.ofMinutes(1));
        assertThat(call.alice
                        .first(ZrtpOutput.RekeyFailed.class)
                        .orElseThrow()
                        .failure()
                        .reason())
                .isEqualTo(ZrtpFailure.Reason.TIMEOUT);
        assertThat(call.alice.count(ZrtpOutput.KeysReady.class)).isEqualTo(2);
        assertUnchanged(call, call.alice, send);
    }

    /** Nobody sends under keys that the other cannot have yet. */
    @Test
    void newKeysForSendingComeOnlyWhenThePeerHasThem() {
        Call call = pair.call().run().assertSecure();
        call.network.attacker(Tamper.dropping("Confirm2"));
        rekey(call.alice);
        call.network.run(Duration.ofSeconds(1));
        // The initiator can hear under the new keys; neither side speaks under them.
        assertThat(call.alice.count(ZrtpOutput.KeysReady.class)).isEqualTo(3);
        assertThat(call.bob.count(ZrtpOutput.KeysReady.class)).isEqualTo(2);
        call.network.attacker(Tamper.dropping("Conf2ACK"));
        call.network.run(Duration.ofSeconds(3));
        assertThat(call.bob.count(ZrtpOutput.KeysReady.class)).isEqualTo(4);
        assertThat(call.alice.count(ZrtpOutput.KeysReady.class)).isEqualTo(3);
        // Voice under the keys of before proves nothing, voice under the new ones all.
        call.alice.srtpArrives();
        assertThat(call.alice.count(ZrtpOutput.Rekeyed.class)).isZero();
        call.alice.act(call.alice.machine.newKeysHeard());
        assertThat(call.alice.count(ZrtpOutput.KeysReady.class)).isEqualTo(4);
        assertRekeyed(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Confirm1", "Confirm2"})
    void aChangedConfirmIsReportedAndLeavesTheKeysInForce(String type) {
        Call call = pair.call().run().assertSecure();
        String ofAlice = call.alice.key(ZrtpOutput.Direction.SEND);
        call.network.attacker(
                (sender, packet) -> Tamper.isType(packet, type) ? List.of(Tamper.flip(packet, 40)) : List.of(packet));
        rekey(call.alice);
        call.network.run(Duration.ofMinutes(1));
        Party caught = type.equals("Confirm1") ? call.alice : call.bob;
        ZrtpFailure failure =
                caught.first(ZrtpOutput.RekeyFailed.class).orElseThrow().failure();
        assertThat(failure.reason()).isEqualTo(ZrtpFailure.Reason.BAD_CONFIRM_MAC);
        assertThat(failure.attack()).isTrue();
        assertUnchanged(call, call.alice, ofAlice);
    }

    /** The H2 in a Commit is public by now: anybody on the path can make one, and gets nothing by it. */
    @Test
    void aCommitOfSomebodyElseGetsNoKeysAndIsForgotten() {
        Call call = pair.call().run().assertSecure();
        String send = call.alice.key(ZrtpOutput.Direction.SEND);
        Commit genuine = commitOf(call.bob);
        forge(call, genuine, genuine.hash(), genuine.cipher(), 1);
        assertThat(call.alice.count(ZrtpOutput.KeysReady.class)).isEqualTo(2);
        call.network.run(Duration.ofMinutes(1));
        // Alice wanted nothing, so there is nothing to tell her; and she is no longer in that exchange.
        assertThat(call.alice.count(ZrtpOutput.RekeyFailed.class)).isZero();
        assertThat(call.alice.machine.toString()).isEqualTo("ZrtpMachine[Secure]");
        assertUnchanged(call, call.alice, send);
    }

    @Test
    void theGenuineCommitTakesThePlaceOfAForgedOne() {
        Call call = pair.call().run().assertSecure();
        Commit genuine = commitOf(call.bob);
        forge(call, genuine, genuine.hash(), genuine.cipher(), 1);
        // Bob gets an answer to something he did not send.
        call.network.run(Duration.ofSeconds(1));
        rekeyed(call, call.bob);
    }

    /** A running call is never taken to other algorithms, nor to another key agreement, by a Commit. */
    @Test
    void aCommitForAnythingElseIsNotAnswered() {
        Call call = pair.call().run().assertSecure();
        Commit genuine = commitOf(call.bob);
        int sent = call.alice.sent.size();
        forge(call, genuine, "S384", genuine.cipher(), 1);
        forge(call, genuine, genuine.hash(), "AES1", 2);
        // The one that began the call, which was for Diffie-Hellman mode.
        call.alice.arrive(ZrtpPacket.write(900, Call.SSRC_B, genuine.raw()));
        assertThat(call.alice.sent).hasSize(sent);
        assertThat(call.alice.machine.counters().forged()).isEqualTo(3);
    }

    /** Bob's Commit, from a call in which he made one, or his chain's as he would make it. */
    private static Commit commitOf(Party party) {
        return party.sent.stream()
                .filter(p -> Tamper.isType(p, Commit.TYPE))
                .map(p -> Tamper.message(p, Commit.class))
                .findFirst()
                .orElseThrow();
    }

    private static void forge(Call call, Commit genuine, String hash, String cipher, int nonce) {
        byte[] fresh = new byte[16];
        fresh[0] = (byte) nonce;
        Octets raw = new MessageBuilder(Commit.TYPE, 25)
                .octets(genuine.h2())
                .bytes(genuine.zid().bytes())
                .text(hash, 4)
                .text(cipher, 4)
                .text(genuine.authTag(), 4)
                .text("Mult", 4)
                .text(genuine.sas(), 4)
                .octets(Octets.copyOf(fresh))
                .sealWith(Octets.copyOf(new byte[32]));
        call.alice.arrive(ZrtpPacket.write(800 + nonce, Call.SSRC_B, raw));
    }

    @Test
    void replayedCommitsGiveNoKeysTwice() {
        Call call = pair.call().run().assertSecure();
        rekeyed(call, call.bob);
        long keys = call.alice.count(ZrtpOutput.KeysReady.class);
        String send = call.alice.key(ZrtpOutput.Direction.SEND);
        int sent = call.alice.sent.size();
        for (byte[] packet : List.copyOf(call.bob.sent)) {
            if (Tamper.isType(packet, Commit.TYPE)) {
                call.alice.arrive(packet);
            }
        }
        assertThat(call.alice.sent).hasSize(sent);
        for (byte[] packet : List.copyOf(call.bob.sent)) {
            call.alice.arrive(packet);
        }
        call.network.run(Duration.ofMinutes(1));
        assertThat(call.alice.count(ZrtpOutput.KeysReady.class)).isEqualTo(keys);
        assertThat(call.alice.key(ZrtpOutput.Direction.SEND)).isEqualTo(send);
        assertThat(call.alice.count(ZrtpOutput.RekeyFailed.class)).isZero();
    }

    /** RFC 3550 §8.2: a side that had to change its SSRC goes on under the new one, once it has shown that it is the same. */
    @Test
    void aPeerThatChangedItsSsrcGetsNewKeysUnderTheNewOne() {
        Call call = pair.call().run().assertSecure();
        call.network.attacker((sender, packet) -> {
            if (sender == call.alice) {
                return List.of(packet);
            }
            ZrtpPacket.Intact intact = Tamper.open(packet);
            return List.of(ZrtpPacket.write(intact.sequence(), 0x77777777, intact.message()));
        });
        rekeyed(call, call.bob);
        // And the next time too, from either side.
        rekeyed(call, call.alice);
    }

    @Test
    void nothingHappensBeforeTheStreamIsSecureOrWhileItIsAlreadyUnderWay() {
        Call call = pair.call();
        assertThat(call.alice.machine.rekey()).isEmpty();
        call.run().assertSecure();
        rekey(call.alice);
        assertThat(call.alice.machine.rekey()).isEmpty();
        assertThat(call.alice.machine.newKeysHeard()).isEmpty();
        assertThat(call.alice.machine.details()).isPresent();
        call.hangUp();
        assertThat(call.alice.machine.rekey()).isEmpty();
        assertThat(call.alice.machine.details()).isEmpty();
    }

    @Test
    void theSasCanBeComparedMeanwhile() {
        Call call = pair.call().run().assertSecure();
        call.network.attacker(Tamper.dropping("Confirm2"));
        rekey(call.alice);
        call.network.run(Duration.ofSeconds(1));
        call.alice.machine.confirmSas();
        assertThat(call.alice.machine.details().orElseThrow().verifiedLocally()).isTrue();
        call.alice.machine.denySas();
        assertThat(call.alice.machine.details().orElseThrow().verifiedLocally()).isFalse();
    }

    @Test
    void spoofedErrorsAndGoClearsDoNotDisturbIt() {
        Call call = pair.call().run().assertSecure();
        call.network.attacker((sender, packet) -> {
            ZrtpPacket.Intact intact = Tamper.open(packet);
            return List.of(
                    ZrtpPacket.write(
                            intact.sequence(),
                            intact.ssrc(),
                            GoClear.create(Octets.copyOf(new byte[8])).raw()),
                    packet);
        });
        rekeyed(call, call.alice);
    }

    @Test
    void anOwnCommitReflectedIsNothing() {
        Call call = pair.call().run().assertSecure();
        call.network.attacker((sender, packet) -> {
            call.network.deliver(sender, packet);
            return List.of(packet);
        });
        rekeyed(call, call.alice);
    }

    /** What the user asks for matters more, and new keys can be had after it as before. */
    @Test
    void goingClearEndsIt() {
        Call call = pair.call(
                        VirtualNetwork.Weather.FINE,
                        7,
                        c -> c.withOptions(c.options().withAllowClear(true)),
                        c -> c.withOptions(c.options().withAllowClear(true)))
                .run()
                .assertSecure();
        call.network.attacker(Tamper.dropping("Confirm1"));
        rekey(call.alice);
        call.network.run(Duration.ofSeconds(1));
        call.network.attacker(VirtualNetwork.NOBODY);
        call.alice.act(call.alice.machine.goClear());
        call.network.run(Duration.ofSeconds(20));
        assertThat(call.alice.count(ZrtpOutput.WentClear.class)).isEqualTo(1);
        assertThat(call.bob.count(ZrtpOutput.WentClear.class)).isEqualTo(1);
        assertThat(call.alice.machine.details()).isEmpty();
        assertThat(call.alice.runningTimers()).isFalse();
        assertThat(call.bob.runningTimers()).isFalse();
        call.bob.act(call.bob.machine.goSecure());
        call.network.run(Duration.ofSeconds(20));
        rekey(call.alice);
        call.network.run(Duration.ofSeconds(20));
        assertRekeyed(call);
        assertThat(call.alice.machine.details().orElseThrow().sas())
                .isEqualTo(call.bob.machine.details().orElseThrow().sas());
    }
}
