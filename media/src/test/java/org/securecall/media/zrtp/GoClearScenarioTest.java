// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.api.ZrtpOptions;

/** Ending the encryption in the middle of a call, and beginning it again (RFC 6189 §4.7.2). */
class GoClearScenarioTest {

    private static final VirtualNetwork.Weather LOSSY = new VirtualNetwork.Weather(0.2, 0.2, 1, 150);

    private final Call.Pair pair = new Call.Pair();
    private long seed = 400;

    private static ZrtpConfig allowing(ZrtpConfig config) {
        return config.withOptions(ZrtpOptions.DEFAULT.withAllowClear(true));
    }

    private Call call(UnaryOperator<ZrtpConfig> ofAlice, UnaryOperator<ZrtpConfig> ofBob) {
        return pair.call(LOSSY, seed++, ofAlice, ofBob).run().assertSecure();
    }

    private Call clearable() {
        return call(GoClearScenarioTest::allowing, GoClearScenarioTest::allowing);
    }

    private static void settle(Call call) {
        call.network.run(Duration.ofSeconds(30));
    }

    private static Call goClear(Call call) {
        call.alice.act(call.alice.machine.goClear());
        settle(call);
        return call;
    }

    private static boolean isCleared(Party party) {
        return party.machine.toString().equals("ZrtpMachine[Cleared]");
    }

    @Test
    void theFlagIsSentOnlyByWhoAllowsIt() {
        Call call = call(GoClearScenarioTest::allowing, UnaryOperator.identity());
        assertThat(call.alice.details().declarations().allowsClear()).isFalse();
        assertThat(call.bob.details().declarations().allowsClear()).isTrue();
    }

    @Test
    void whereBothAllowItTheCallGoesClearOverALossyPathAndBothAreTold() {
        for (int i = 0; i < 20; i++) {
            Call call = goClear(clearable());
            assertThat(call.alice.first(ZrtpOutput.GoingClear.class)).isPresent();
            assertThat(call.alice.first(ZrtpOutput.WentClear.class)).contains(new ZrtpOutput.WentClear(false));
            assertThat(call.bob.first(ZrtpOutput.WentClear.class)).contains(new ZrtpOutput.WentClear(true));
            assertThat(call.bob.first(ZrtpOutput.GoingClear.class)).isEmpty();
            for (Party party : List.of(call.alice, call.bob)) {
                assertThat(isCleared(party)).isTrue();
                assertThat(party.count(ZrtpOutput.WentClear.class)).isEqualTo(1);
                assertThat(party.machine.details()).isEmpty();
                assertThat(party.runningTimers()).isFalse();
            }
        }
    }

    @Test
    void whoDoesNotAllowItIsNotAskedAndCannotBeMade() {
        Call call = call(GoClearScenarioTest::allowing, UnaryOperator.identity());
        int before = call.alice.sent.size();
        goClear(call);
        assertThat(call.alice.sent).hasSize(before);
        assertThat(call.alice.machine.details()).isPresent();
    }

    /** A peer that asks although it was told no: the call stays encrypted, the peer gets error 0x100, the user is told. */
    @Test
    void goClearIsRefusedWhereTheUserDidNotAllowItAndTheUserIsTold() {
        Call call = call(UnaryOperator.identity(), UnaryOperator.identity());
        GoClear goClear = authentic(call);
        call.alice.arrive(ZrtpPacket.write(99, Call.SSRC_B, goClear.raw()));
        assertThat(call.alice.first(ZrtpOutput.GoClearRefused.class)).contains(new ZrtpOutput.GoClearRefused(true));
        assertThat(Tamper.message(call.alice.sent.getLast(), ErrorMessage.class).code())
                .isEqualTo(0x100);
        ZrtpDetails now = call.alice.machine.details().orElseThrow();
        assertThat(now.declarations().clearRefused()).isTrue();
        assertThat(call.alice.first(ZrtpOutput.DetailsChanged.class)).contains(new ZrtpOutput.DetailsChanged(now));
        call.alice.arrive(ZrtpPacket.write(100, Call.SSRC_B, goClear.raw()));
        assertThat(call.alice.count(ZrtpOutput.DetailsChanged.class)).isEqualTo(1);
        assertThat(call.alice.first(ZrtpOutput.WentClear.class)).isEmpty();
    }

    /** The revision's §8.2, where it turns out only after the Confirm messages that SDP agreed on SRTP. */
    @Test
    void onceForbiddenItIsNeitherObeyedNorAskedForWhateverWasDeclared() {
        Call call = clearable();
        call.bob.machine.forbidClear();
        call.bob.act(call.bob.machine.goClear());
        assertThat(call.bob.first(ZrtpOutput.GoingClear.class)).isEmpty();
        goClear(call);
        assertThat(call.bob.first(ZrtpOutput.GoClearRefused.class)).contains(new ZrtpOutput.GoClearRefused(true));
        assertThat(call.bob.first(ZrtpOutput.WentClear.class)).isEmpty();
        assertThat(call.bob.machine.details()).isPresent();
    }

    @Test
    void forbiddenBeforehandItIsNotDeclared() {
        Call call = pair.call(LOSSY, seed++, GoClearScenarioTest::allowing, GoClearScenarioTest::allowing);
        call.bob.machine.forbidClear();
        call.run().assertSecure();
        assertThat(call.alice.details().declarations().allowsClear()).isFalse();
        assertThat(call.bob.details().declarations().allowsClear()).isTrue();
    }

    /** What Bob would send if he asked: taken from the same call, played again with Bob allowing it. */
    private GoClear authentic(Call refusing) {
        // Two machines with the same seeds and caches come to the same keys, whatever they allow.
        long same = seed - 1;
        Call.Pair twins = new Call.Pair();
        Call twin = twins.call(LOSSY, same, GoClearScenarioTest::allowing, UnaryOperator.identity())
                .run()
                .assertSecure();
        assertThat(twin.bob.key(ZrtpOutput.Direction.SEND)).isEqualTo(refusing.bob.key(ZrtpOutput.Direction.SEND));
        twin.bob.act(twin.bob.machine.goClear());
        return Tamper.message(twin.bob.sent.getLast(), GoClear.class);
    }

    @Test
    void forgedReflectedAndReplayedGoClearsChangeNothing() {
        Call old = clearable();
        old.alice.act(old.alice.machine.goClear());
        Octets replayed = Tamper.open(old.alice.sent.getLast()).message();
        Call call = clearable();
        // Forged, and that of an earlier call.
        call.bob.arrive(ZrtpPacket.write(
                1, Call.SSRC_A, GoClear.create(Octets.copyOf(new byte[8])).raw()));
        call.bob.arrive(ZrtpPacket.write(2, Call.SSRC_A, replayed));
        assertThat(call.bob.machine.details()).isPresent();
        assertThat(call.bob.first(ZrtpOutput.GoClearRefused.class)).contains(new ZrtpOutput.GoClearRefused(false));
        // Alice's own, sent back to her under Bob's name.
        call.network.attacker((sender, packet) -> List.of());
        call.alice.act(call.alice.machine.goClear());
        Octets own = Tamper.open(call.alice.sent.getLast()).message();
        call.alice.arrive(ZrtpPacket.write(3, Call.SSRC_B, own));
        assertThat(call.alice.machine.toString()).isEqualTo("ZrtpMachine[ClearSent]");
        long acknowledgements =
                call.bob.sent.stream().filter(p -> Tamper.isType(p, "ClearACK")).count();
        assertThat(acknowledgements).isZero();
    }

    @Test
    void withoutAnAnswerTheKeysAreDestroyedAllTheSame() {
        Call call = clearable();
        call.network.attacker(Tamper.dropping("GoClear "));
        goClear(call);
        assertThat(isCleared(call.alice)).isTrue();
        assertThat(call.alice.sent.stream().filter(p -> Tamper.isType(p, GoClear.TYPE)))
                // §6: sent, and sent again ten times.
                .hasSize(11);
        assertThat(call.bob.machine.details()).isPresent();
    }

    @Test
    void bothMayAskAtOnce() {
        for (int i = 0; i < 20; i++) {
            Call call = clearable();
            call.alice.act(call.alice.machine.goClear());
            call.bob.act(call.bob.machine.goClear());
            settle(call);
            assertThat(isCleared(call.alice)).isTrue();
            assertThat(isCleared(call.bob)).isTrue();
        }
    }

    @Test
    void secureAgainWithNewKeysAndTheSameCode() {
        for (int i = 0; i < 20; i++) {
            Call call = goClear(clearable());
            ZrtpDetails before = call.alice.details();
            String old = call.alice.key(ZrtpOutput.Direction.SEND);
            Party begins = i % 2 == 0 ? call.alice : call.bob;
            begins.act(begins.machine.goSecure());
            settle(call);
            assertThat(call.alice.machine.details()).isPresent();
            assertThat(call.bob.machine.details()).isPresent();
            assertThat(call.alice.key(ZrtpOutput.Direction.SEND))
                    .isNotEqualTo(old)
                    .isEqualTo(call.bob.key(ZrtpOutput.Direction.RECEIVE));
            assertThat(call.bob.key(ZrtpOutput.Direction.SEND)).isEqualTo(call.alice.key(ZrtpOutput.Direction.RECEIVE));
            ZrtpDetails now = call.alice.machine.details().orElseThrow();
            assertThat(now.sas()).isEqualTo(before.sas()).isNotEmpty();
            assertThat(now.sasEmoji()).isEqualTo(before.sasEmoji()).hasSize(4);
            assertThat(now.secrets()).isEqualTo(before.secrets());
            assertThat(now.keyAgreement()).isEqualTo("Mult");
            assertThat(now.declarations().allowsClear()).isTrue();
        }
    }

    @Test
    void toAndFroManyTimesAndFromBothSidesAtOnce() {
        Call call = clearable();
        List<String> keys = new ArrayList<>(List.of(call.alice.key(ZrtpOutput.Direction.SEND)));
        for (int i = 0; i < 8; i++) {
            Party asks = i % 3 == 0 ? call.alice : call.bob;
            asks.act(asks.machine.goClear());
            settle(call);
            if (i % 2 == 0) {
                call.alice.act(call.alice.machine.goSecure());
            }
            call.bob.act(call.bob.machine.goSecure());
            settle(call);
            assertThat(call.alice.machine.details()).isPresent();
            assertThat(call.bob.machine.details()).isPresent();
            keys.add(call.alice.key(ZrtpOutput.Direction.SEND));
            assertThat(keys.getLast()).isEqualTo(call.bob.key(ZrtpOutput.Direction.RECEIVE));
        }
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void whatTheUserSaysAfterwardsStillReachesTheCache() {
        Call call = goClear(clearable());
        call.alice.act(call.alice.machine.goSecure());
        settle(call);
        call.alice.machine.confirmSas();
        assertThat(pair.alice.verified(pair.bob)).isTrue();
        assertThat(call.alice.machine.details().orElseThrow().verifiedLocally()).isTrue();
        assertThat(pair.alice.rs1(pair.bob)).isEqualTo(pair.bob.rs1(pair.alice));
        Call next = clearable();
        assertThat(next.alice.details().secrets()).isEqualTo(Secrets.MATCH);
        assertThat(next.bob.details().verifiedByPeer()).isTrue();
    }

    @Test
    void furtherStreamsNeitherGoClearNorOutliveItWithTheOldSessionKey() {
        Call first = clearable();
        VirtualNetwork network = new VirtualNetwork(1, LOSSY);
        Call further = new Call(network, further(network, first.alice, 7), further(network, first.bob, 8));
        further.run().assertSecure();
        assertThat(further.alice.details().declarations().allowsClear()).isFalse();
        int before = further.alice.sent.size();
        further.alice.act(further.alice.machine.goClear());
        assertThat(further.alice.sent).hasSize(before);
        goClear(first);
        assertThatIllegalStateException().isThrownBy(() -> further(network, first.alice, 9));
        first.bob.act(first.bob.machine.goSecure());
        settle(first);
        VirtualNetwork later = new VirtualNetwork(2, LOSSY);
        new Call(later, further(later, first.alice, 11), further(later, first.bob, 12))
                .run()
                .assertSecure();
    }

    private static Party further(VirtualNetwork network, Party first, int ssrc) {
        ZrtpConfig config = allowing(Party.config(network, first.cache, ssrc, ssrc, AlgorithmPreferences.RECOMMENDED));
        return new Party(network, ZrtpMachine.multistream(first.machine, config, Party.random(ssrc)), first.cache);
    }

    @Test
    void aGoClearThatComesAgainIsAcknowledgedWithinBounds() {
        Call call = goClear(clearable());
        byte[] again = call.alice.sent.stream()
                .filter(p -> Tamper.isType(p, GoClear.TYPE))
                .findFirst()
                .orElseThrow();
        long before = acknowledgements(call.bob);
        call.bob.arrive(again);
        assertThat(acknowledgements(call.bob)).isEqualTo(before + 1);
        for (int i = 0; i < 1000; i++) {
            call.bob.arrive(again);
        }
        assertThat(acknowledgements(call.bob)).isLessThan(100);
    }

    private static long acknowledgements(Party party) {
        return party.sent.stream().filter(p -> Tamper.isType(p, "ClearACK")).count();
    }

    @Test
    void nobodyWithoutTheSessionKeyMakesACallSecureAgain() {
        Call call = goClear(clearable());
        // The hash images up to H1 are public by now; the nonce is anybody's.
        Octets h1 = call.alice.sent.stream()
                .filter(p -> Tamper.type(p).startsWith("DHPart"))
                .map(p -> Tamper.message(p, DhPart.class).h1())
                .findFirst()
                .orElseThrow();
        Octets h2 = HashChain.next(h1);
        Commit forged = Commit.multistream(
                new HashChain(Octets.copyOf(new byte[32]), h1, h2, HashChain.next(h2)),
                call.alice.cache.localZid(),
                new Negotiated(
                        HashAlgorithm.S256, CipherAlgorithm.AES3, AuthTag.HS80, KeyAgreement.MULT, SasRendering.B32),
                Octets.copyOf(new byte[16]));
        call.network.attacker((sender, packet) -> List.of());
        call.bob.arrive(ZrtpPacket.write(1, Call.SSRC_A, forged.raw()));
        settle(call);
        assertThat(call.bob.machine.details()).isEmpty();
    }

    /** Errors of anybody do not end what can be secure again. */
    @Test
    void errorsDoNotEndAClearedCall() {
        Call call = goClear(clearable());
        call.bob.arrive(
                ZrtpPacket.write(1, Call.SSRC_A, ErrorMessage.create(0x70).raw()));
        assertThat(isCleared(call.bob)).isTrue();
        call.alice.act(call.alice.machine.goSecure());
        settle(call);
        assertThat(call.bob.machine.details()).isPresent();
    }

    @Test
    void enrolmentImpliesThatTheAllowClearFlagIsNotSet() {
        ConfirmContent both =
                new ConfirmContent(Octets.copyOf(new byte[32]), true, false, true, false, 0, Optional.empty());
        assertThat(both.allowClear()).isFalse();
    }
}
