// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails.Secrets;

/** Retained secrets and the verified flag from call to call (RFC 6189 §4.3, §4.6.1, §7.1). */
class KeyContinuityScenarioTest {

    private final Call.Pair pair = new Call.Pair();

    private Call nextCall() {
        Call call = pair.call().run().assertSecure();
        pair.passTime(Duration.ofHours(1));
        return call;
    }

    private Call confirmedCall() {
        Call call = nextCall();
        call.alice.machine.confirmSas();
        call.bob.machine.confirmSas();
        return call;
    }

    private static void assertSecrets(Call call, Secrets ofAlice, Secrets ofBob) {
        assertThat(call.alice.details().secrets()).isEqualTo(ofAlice);
        assertThat(call.bob.details().secrets()).isEqualTo(ofBob);
    }

    private static void assertVerified(Party party, boolean locally, boolean byPeer) {
        assertThat(party.details().verifiedLocally()).isEqualTo(locally);
        assertThat(party.details().verifiedByPeer()).isEqualTo(byPeer);
    }

    @Test
    void theSecondCallKnowsTheFirst() {
        assertSecrets(nextCall(), Secrets.FIRST, Secrets.FIRST);
        Call second = nextCall();
        assertSecrets(second, Secrets.MATCH, Secrets.MATCH);
        assertVerified(second.alice, false, false);
        assertThat(pair.alice.rs1(pair.bob)).hasSize(32).isEqualTo(pair.bob.rs1(pair.alice));
        assertThat(pair.alice.rs2(pair.bob)).hasSize(32).isEqualTo(pair.bob.rs2(pair.alice));
        assertThat(pair.alice.rs1(pair.bob)).isNotEqualTo(pair.alice.rs2(pair.bob));
    }

    @Test
    void onceBothConfirmedTheNextCallIsVerifiedOnBothSides() {
        confirmedCall();
        Call second = nextCall();
        assertVerified(second.alice, true, true);
        assertVerified(second.bob, true, true);
        assertVerified(nextCall().alice, true, true);
    }

    @Test
    void whenOneSideConfirmedTheOtherLearnsItInTheNextCall() {
        nextCall().alice.machine.confirmSas();
        Call second = nextCall();
        assertVerified(second.alice, true, false);
        assertVerified(second.bob, false, true);
    }

    @Test
    void confirmingIsSeenInTheDetailsAtOnce() {
        Call call = nextCall();
        assertThat(call.alice.machine.details().orElseThrow().verifiedLocally()).isFalse();
        call.alice.machine.confirmSas();
        assertThat(call.alice.machine.details().orElseThrow().verifiedLocally()).isTrue();
        call.alice.machine.denySas();
        assertThat(call.alice.machine.details().orElseThrow().verifiedLocally()).isFalse();
    }

    @Test
    void lostCacheOnOneSideAlarmsTheOther() {
        confirmedCall();
        pair.bob.lose();
        Call second = nextCall();
        assertSecrets(second, Secrets.MISMATCH, Secrets.FIRST);
        assertVerified(second.alice, false, false);
        assertVerified(second.bob, false, false);
    }

    @Test
    void mismatchAlarmsInEveryCallUntilTheUserConfirms() {
        confirmedCall();
        pair.bob.lose();
        byte[] old = pair.alice.rs1(pair.bob);
        assertThat(nextCall().alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
        assertThat(pair.alice.rs1(pair.bob)).isEqualTo(old);
        Call third = nextCall();
        assertSecrets(third, Secrets.MISMATCH, Secrets.MISMATCH);
        third.alice.machine.confirmSas();
        third.bob.machine.confirmSas();
        assertThat(pair.alice.rs2(pair.bob)).isEqualTo(old);
        Call fourth = nextCall();
        assertSecrets(fourth, Secrets.MATCH, Secrets.MATCH);
        assertVerified(fourth.alice, true, true);
    }

    @Test
    void anAttackerCanNeitherEraseTheVerifiedFlagNorTheSecrets() {
        confirmedCall();
        Map<Zid, RetainedSecrets> genuine = pair.bob.snapshot();
        // Somebody with Bob's ZID but without his secrets calls three times.
        for (int i = 0; i < 3; i++) {
            pair.bob.lose();
            Call attack = nextCall();
            assertThat(attack.alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
            assertThat(attack.alice.details().verifiedLocally()).isFalse();
            attack.alice.machine.denySas();
        }
        assertThat(pair.alice.verified(pair.bob)).isTrue();
        pair.bob.restore(genuine);
        Call honest = nextCall();
        assertSecrets(honest, Secrets.MATCH, Secrets.MATCH);
        assertVerified(honest.alice, true, true);
    }

    @Test
    void theVerifiedFlagIsNotShownToSomebodyWithoutTheSecret() {
        confirmedCall();
        pair.bob.lose();
        Call attack = nextCall();
        // Bob's side knows no secret, so whatever V flag came is not worth showing; and none was sent.
        assertVerified(attack.bob, false, false);
        assertVerified(attack.alice, false, false);
    }

    @Test
    void aNewContactIsNoMismatch() {
        assertSecrets(nextCall(), Secrets.FIRST, Secrets.FIRST);
    }

    @Test
    void deniedSasTakesBackWhatTheCallStored() {
        confirmedCall();
        byte[] before = pair.alice.rs1(pair.bob);
        Call attacked = nextCall();
        attacked.alice.machine.denySas();
        assertThat(pair.alice.rs1(pair.bob)).isEqualTo(before);
        assertThat(pair.alice.verified(pair.bob)).isFalse();
        attacked.alice.machine.confirmSas();
        assertThat(pair.alice.verified(pair.bob)).isTrue();
        assertThat(pair.alice.rs1(pair.bob)).isEqualTo(pair.bob.rs1(pair.alice));
    }

    @Test
    void deniedSasOfAFirstCallLeavesNoSecret() {
        Call call = nextCall();
        call.alice.machine.denySas();
        assertThat(pair.alice.rs1(pair.bob)).isEmpty();
        assertThat(pair.alice.verified(pair.bob)).isFalse();
        assertThat(nextCall().alice.details().secrets()).isEqualTo(Secrets.FIRST);
    }

    @Test
    void aBackupOfTheCallBeforeStillMatchesByTheOlderSecret() {
        nextCall();
        Map<Zid, RetainedSecrets> backup = pair.bob.snapshot();
        nextCall();
        pair.bob.restore(backup);
        assertSecrets(nextCall(), Secrets.MATCH, Secrets.MATCH);
        assertSecrets(nextCall(), Secrets.MATCH, Secrets.MATCH);
    }

    @Test
    void aBackupFromLongAgoAlarmsBothSides() {
        nextCall();
        Map<Zid, RetainedSecrets> backup = pair.bob.snapshot();
        nextCall();
        nextCall();
        pair.bob.restore(backup);
        assertSecrets(nextCall(), Secrets.MISMATCH, Secrets.MISMATCH);
    }

    @Test
    void theSmallerExpiryHoldsForBothAndExpiredSecretsRaiseNoAlarm() {
        pair.call(VirtualNetwork.Weather.FINE, 50, c -> c.withCacheSeconds(3600), UnaryOperator.identity())
                .run()
                .assertSecure();
        Instant ofAlice = pair.alice.entry(pair.bob).orElseThrow().expires().orElseThrow();
        Instant ofBob = pair.bob.entry(pair.alice).orElseThrow().expires().orElseThrow();
        assertThat(Duration.between(ofAlice, ofBob).abs()).isLessThan(Duration.ofSeconds(1));
        pair.passTime(Duration.ofHours(2));
        assertSecrets(nextCall(), Secrets.FIRST, Secrets.FIRST);
        assertThat(pair.alice.entry(pair.bob).orElseThrow().expires()).isEmpty();
    }

    @Test
    void aPeerWithoutCacheIsNotRemembered() {
        pair.call(VirtualNetwork.Weather.FINE, 51, c -> c.withCacheSeconds(0), UnaryOperator.identity())
                .run()
                .assertSecure();
        assertThat(pair.bob.entry(pair.alice)).isEmpty();
        assertThat(pair.alice.entry(pair.bob)).isEmpty();
    }

    @Test
    void aPeerThatStopsCachingLetsTheOldSecretsExpireWithoutAlarm() {
        nextCall();
        pair.call(VirtualNetwork.Weather.FINE, 52, c -> c.withCacheSeconds(0), UnaryOperator.identity())
                .run()
                .assertSecure();
        pair.passTime(Duration.ofSeconds(10));
        assertSecrets(nextCall(), Secrets.FIRST, Secrets.FIRST);
    }

    @Test
    void anInitiatorThatHungUpBeforeTheLastAnswerStillKnowsThePeerNextTime() {
        Call call = pair.call();
        call.network.attacker(Tamper.dropping("Conf2ACK"));
        call.run(Duration.ofSeconds(2));
        assertThat(call.alice.secure()).isNotEqualTo(call.bob.secure());
        call.hangUp();
        pair.passTime(Duration.ofMinutes(1));
        assertSecrets(nextCall(), Secrets.MATCH, Secrets.MATCH);
    }

    @Test
    void aResponderThatNeverSawConfirm2RemembersNothingAndNobodyAlarms() {
        Call call = pair.call();
        call.network.attacker(Tamper.dropping("Confirm2"));
        call.run();
        assertThat(call.alice.secure()).isFalse();
        assertThat(call.bob.secure()).isFalse();
        call.hangUp();
        pair.passTime(Duration.ofMinutes(1));
        assertSecrets(nextCall(), Secrets.FIRST, Secrets.FIRST);
        assertSecrets(nextCall(), Secrets.MATCH, Secrets.MATCH);
    }

    @Test
    void aForgedConf2AckDoesNotMakeTheNextHonestCallLookLikeAnAttack() {
        Call call = pair.call();
        call.network.attacker((sender, packet) -> {
            if (Tamper.isType(packet, Confirm.TYPE_2)) {
                int responder = sender == call.alice ? Call.SSRC_B : Call.SSRC_A;
                call.network.deliver(sender, ZrtpPacket.write(7, responder, Acknowledgement.CONF2_ACK.raw()));
                return List.of();
            }
            return List.of(packet);
        });
        call.run();
        assertThat(call.alice.secure()).isNotEqualTo(call.bob.secure());
        call.hangUp();
        assertSecrets(pair.call().run().assertSecure(), Secrets.FIRST, Secrets.FIRST);
        assertSecrets(pair.call().run().assertSecure(), Secrets.MATCH, Secrets.MATCH);
    }

    @Test
    void deniedSasOfAFirstCallLeavesNoSecretBeforeThePeerWasHeardEither() {
        Call call = pair.call().run();
        call.assertSameView();
        call.alice.machine.denySas();
        call.bob.machine.denySas();
        call.speak();
        assertThat(pair.alice.rs1(pair.bob)).isEmpty();
        assertThat(pair.alice.rs2(pair.bob)).isEmpty();
        assertThat(pair.bob.rs1(pair.alice)).isEmpty();
        assertThat(pair.bob.rs2(pair.alice)).isEmpty();
    }

    @Test
    void nothingIsStoredBeforeTheExchangeIsComplete() {
        Call call = pair.call();
        call.network.attacker(Tamper.dropping("Confirm1", "Confirm2"));
        call.run(Duration.ofSeconds(1));
        assertThat(pair.alice.entry(pair.bob)).isEmpty();
        assertThat(pair.bob.entry(pair.alice)).isEmpty();
    }
}
