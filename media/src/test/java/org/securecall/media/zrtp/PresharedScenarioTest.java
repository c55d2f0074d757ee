// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Auxiliary;
import org.securecall.media.api.ZrtpDetails.Mode;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/** Preshared mode (RFC 6189 §4.4.2): only where both sides chose it and have a verified secret in common. */
class PresharedScenarioTest {

    private final Call.Pair pair = new Call.Pair();
    private long seed = 100;

    private static ZrtpConfig with(ZrtpConfig config) {
        return config.withAlgorithms(
                config.algorithms().withKeyAgreements(KeyAgreement.X255, KeyAgreement.MULT, KeyAgreement.PRESHARED));
    }

    private Call call(UnaryOperator<ZrtpConfig> ofAlice, UnaryOperator<ZrtpConfig> ofBob) {
        return pair.call(VirtualNetwork.Weather.FINE, seed++, ofAlice, ofBob);
    }

    private Call verifiedCall() {
        Call call =
                call(UnaryOperator.identity(), UnaryOperator.identity()).run().assertSecure();
        call.alice.machine.confirmSas();
        call.bob.machine.confirmSas();
        pair.passTime(Duration.ofHours(1));
        return call;
    }

    private static Mode mode(Call call) {
        assertThat(call.bob.details().exchange().mode())
                .isEqualTo(call.alice.details().exchange().mode());
        return call.alice.details().exchange().mode();
    }

    private static long messages(Call call, String type) {
        return call.alice.sent.stream().filter(p -> Tamper.isType(p, type)).count()
                + call.bob.sent.stream().filter(p -> Tamper.isType(p, type)).count();
    }

    /** The first call from here on that is in Preshared mode: one in eight is not. */
    private Call preshared(UnaryOperator<ZrtpConfig> ofAlice, UnaryOperator<ZrtpConfig> ofBob) {
        for (int i = 0; i < 20; i++) {
            Call call = call(ofAlice, ofBob).run().assertSecure();
            if (mode(call) == Mode.PRESHARED) {
                return call;
            }
        }
        throw new AssertionError("Twenty calls and none in Preshared mode");
    }

    @Test
    void twoWhoComparedTheSasBeforeNeedNoKeyAgreement() {
        verifiedCall();
        Call call = preshared(PresharedScenarioTest::with, PresharedScenarioTest::with);
        ZrtpDetails details = call.alice.details();
        assertThat(details.keyAgreement()).isEqualTo("Prsh");
        assertThat(details.secrets()).isEqualTo(Secrets.MATCH);
        assertThat(details.sas()).isNotEmpty();
        assertThat(details.verifiedLocally()).isTrue();
        assertThat(details.verifiedByPeer()).isTrue();
        assertThat(details.exchange().bothHellosBound()).isTrue();
        assertThat(messages(call, DhPart.TYPE_1)).isZero();
    }

    @Test
    void everyCallHasOtherKeysAndTheSecretsGoOn() {
        verifiedCall();
        Set<String> keys = new HashSet<>();
        Set<Octets> secrets = new HashSet<>();
        Set<Mode> modes = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            Call call = call(PresharedScenarioTest::with, PresharedScenarioTest::with)
                    .run()
                    .assertSecure();
            modes.add(mode(call));
            keys.add(call.alice.key(ZrtpOutput.Direction.SEND));
            secrets.add(Octets.copyOf(pair.alice.rs1(pair.bob)));
            assertThat(pair.alice.rs1(pair.bob)).isEqualTo(pair.bob.rs1(pair.alice));
            assertThat(call.alice.details().secrets()).isEqualTo(Secrets.MATCH);
            call.hangUp();
        }
        assertThat(keys).hasSize(60);
        assertThat(secrets).hasSize(60);
        // "A series of preshared-keyed calls [...] should use a DH key exchange periodically."
        assertThat(modes).containsExactlyInAnyOrder(Mode.PRESHARED, Mode.DIFFIE_HELLMAN);
    }

    @Test
    void itIsNotOfferedUnlessItIsChosen() {
        assertThat(AlgorithmPreferences.RECOMMENDED.keyAgreements()).doesNotContain(KeyAgreement.PRESHARED);
        verifiedCall();
        for (int i = 0; i < 8; i++) {
            assertThat(mode(call(PresharedScenarioTest::with, UnaryOperator.identity())
                            .run()
                            .assertSecure()))
                    .isEqualTo(Mode.DIFFIE_HELLMAN);
            assertThat(mode(call(UnaryOperator.identity(), PresharedScenarioTest::with)
                            .run()
                            .assertSecure()))
                    .isEqualTo(Mode.DIFFIE_HELLMAN);
        }
    }

    @Test
    void aPeerThatWasNotOfferedItIsRefused() {
        Party alice = Party.create(pair.clock(), pair.alice, 1, 1);
        Scripted mallory = new Scripted();
        alice.start();
        alice.arrive(mallory.packet(mallory.hello()));
        alice.arrive(mallory.packet(Commit.preshared(
                mallory.chain(),
                mallory.zid(),
                Scripted.negotiated(KeyAgreement.PRESHARED),
                Octets.copyOf(new byte[16]),
                Octets.copyOf(new byte[8]))));
        assertThat(alice.failureReason()).isEqualTo(ZrtpFailure.Reason.KEY_AGREEMENT_NOT_SUPPORTED);
    }

    @Test
    void withoutAComparedSasItIsDiffieHellmanOnWhicheverSideTheFlagIsMissing() {
        call(PresharedScenarioTest::with, PresharedScenarioTest::with).run().assertSecure();
        for (int i = 0; i < 8; i++) {
            assertThat(mode(call(PresharedScenarioTest::with, PresharedScenarioTest::with)
                            .run()
                            .assertSecure()))
                    .isEqualTo(Mode.DIFFIE_HELLMAN);
        }
        Call last = call(PresharedScenarioTest::with, PresharedScenarioTest::with)
                .run()
                .assertSecure();
        last.alice.machine.confirmSas();
        for (int i = 0; i < 8; i++) {
            assertThat(mode(call(PresharedScenarioTest::with, PresharedScenarioTest::with)
                            .run()
                            .assertSecure()))
                    .isEqualTo(Mode.DIFFIE_HELLMAN);
        }
    }

    @Test
    void aLostCacheEndsInDiffieHellmanWithTheAlarmThatBelongsToIt() {
        for (boolean ofAlice : new boolean[] {true, false}) {
            for (int i = 0; i < 8; i++) {
                pair.alice.lose();
                pair.bob.lose();
                verifiedCall();
                (ofAlice ? pair.alice : pair.bob).lose();
                Call call = call(PresharedScenarioTest::with, PresharedScenarioTest::with)
                        .run()
                        .assertSecure();
                assertThat(mode(call)).isEqualTo(Mode.DIFFIE_HELLMAN);
                Party loser = ofAlice ? call.alice : call.bob;
                Party other = ofAlice ? call.bob : call.alice;
                assertThat(loser.details().secrets()).isEqualTo(Secrets.FIRST);
                assertThat(other.details().secrets()).isEqualTo(Secrets.MISMATCH);
            }
        }
    }

    @Test
    void anExpiredSecretIsNotUsed() {
        Call first = call(c -> c.withCacheSeconds(60), UnaryOperator.identity())
                .run()
                .assertSecure();
        first.alice.machine.confirmSas();
        first.bob.machine.confirmSas();
        pair.passTime(Duration.ofHours(1));
        for (int i = 0; i < 8; i++) {
            Call call = call(c -> with(c).withCacheSeconds(0), PresharedScenarioTest::with);
            assertThat(mode(call.run().assertSecure())).isEqualTo(Mode.DIFFIE_HELLMAN);
        }
    }

    @Test
    void diffieHellmanWinsOverPresharedWhenBothCommitAtOnce() {
        verifiedCall();
        int mixed = 0;
        for (int i = 0; i < 60; i++) {
            Call call = call(PresharedScenarioTest::with, PresharedScenarioTest::with)
                    .run()
                    .assertSecure();
            Set<String> committed = new HashSet<>();
            for (Party party : List.of(call.alice, call.bob)) {
                party.sent.stream()
                        .filter(p -> Tamper.isType(p, Commit.TYPE))
                        .map(p -> Tamper.message(p, Commit.class).keyAgreement())
                        .forEach(committed::add);
            }
            if (committed.size() == 2) {
                mixed++;
                assertThat(mode(call)).isEqualTo(Mode.DIFFIE_HELLMAN);
            }
        }
        assertThat(mixed).isPositive();
    }

    @Test
    void itWorksOverALossyPathAndNobodyEverAlarms() {
        verifiedCall();
        int preshared = 0;
        for (int i = 0; i < 80; i++) {
            Call call = pair.call(
                            new VirtualNetwork.Weather(0.2, 0.2, 1, 200),
                            seed++,
                            PresharedScenarioTest::with,
                            PresharedScenarioTest::with)
                    .run()
                    .assertSecure();
            assertThat(call.alice.details().secrets()).isEqualTo(Secrets.MATCH);
            assertThat(call.bob.details().secrets()).isEqualTo(Secrets.MATCH);
            preshared += mode(call) == Mode.PRESHARED ? 1 : 0;
            call.hangUp();
        }
        assertThat(preshared).isGreaterThan(40);
    }

    /** RFC 6189 §4.6.1 would not keep the old rs1 in this mode; then a call that breaks off could leave nothing in common. */
    @ParameterizedTest
    @EnumSource(names = {"DIFFIE_HELLMAN", "PRESHARED"})
    void afterACallThatBrokeOffTheNextOneStillMatches(Mode next) {
        verifiedCall();
        for (int i = 0; i < 20; i++) {
            Call call = call(PresharedScenarioTest::with, PresharedScenarioTest::with);
            call.network.attacker(Tamper.dropping("Conf2ACK"));
            call.run(Duration.ofSeconds(2));
            call.hangUp();
            Call after = next == Mode.PRESHARED
                    ? call(PresharedScenarioTest::with, PresharedScenarioTest::with)
                    : call(UnaryOperator.identity(), UnaryOperator.identity());
            after.run().assertSecure();
            assertThat(after.alice.details().secrets()).isEqualTo(Secrets.MATCH);
            assertThat(after.bob.details().secrets()).isEqualTo(Secrets.MATCH);
            after.hangUp();
        }
    }

    @Test
    void anAuxiliarySecretIsPartOfTheKeyOrLeftOutOfItOrAnswerWithDiffieHellman() {
        UnaryOperator<ZrtpConfig> secret = c -> with(c).withAuxiliary(
                        AuxiliarySecret.of(SecretBytes.owning("0123456789abcdef".getBytes(StandardCharsets.US_ASCII))));
        verifiedCall();
        Call both = preshared(secret, secret);
        assertThat(both.alice.details().exchange().auxiliary()).isEqualTo(Auxiliary.MATCH);
        assertThat(both.bob.details().exchange().auxiliary()).isEqualTo(Auxiliary.MATCH);
        boolean responderLeftItOut = false;
        for (int i = 0; i < 30; i++) {
            Call call = call(secret, PresharedScenarioTest::with).run().assertSecure();
            assertThat(call.alice.details().exchange().auxiliary()).isEqualTo(Auxiliary.MISMATCH);
            assertThat(call.bob.details().exchange().auxiliary()).isEqualTo(Auxiliary.NONE);
            responderLeftItOut |= mode(call) == Mode.PRESHARED;
        }
        assertThat(responderLeftItOut).isTrue();
    }

    @Test
    void takingItOutOfAHelloIsRefused() {
        verifiedCall();
        Call call = call(PresharedScenarioTest::with, PresharedScenarioTest::with);
        call.network.attacker((sender, packet) ->
                Tamper.isType(packet, Hello.TYPE) ? List.of(Tamper.rename(packet, "Prsh", "none")) : List.of(packet));
        call.run();
        assertThat(call.alice.secure()).isFalse();
        assertThat(call.bob.secure()).isFalse();
    }

    /** A changed key identifier costs nothing but the mode: the answer is Diffie-Hellman, with the secrets that match. */
    @Test
    void aChangedKeyIdentifierOrNonceNeverLeadsToWeakerKeys() {
        verifiedCall();
        for (int octet : new int[] {76, 91, 92, 99}) {
            for (int i = 0; i < 6; i++) {
                Call call = call(PresharedScenarioTest::with, PresharedScenarioTest::with);
                call.network.attacker((sender, packet) -> Tamper.isType(packet, Commit.TYPE)
                                && Tamper.message(packet, Commit.class).mode() instanceof Commit.Mode.Preshared
                        ? List.of(Tamper.flip(packet, octet))
                        : List.of(packet));
                call.run();
                if (call.alice.secure() && call.bob.secure()) {
                    call.assertSameView();
                    assertThat(mode(call)).isEqualTo(Mode.DIFFIE_HELLMAN);
                } else {
                    assertThat(List.of(call.alice, call.bob))
                            .anyMatch(
                                    p -> p.failure().filter(ZrtpFailure::attack).isPresent());
                }
                call.hangUp();
            }
        }
    }

    @Test
    void somebodyWithTheZidAndWithoutTheSecretGetsNowhereNearTheMode() {
        verifiedCall();
        for (int i = 0; i < 10; i++) {
            pair.bob.lose();
            Call attack = call(PresharedScenarioTest::with, PresharedScenarioTest::with)
                    .run()
                    .assertSecure();
            assertThat(mode(attack)).isEqualTo(Mode.DIFFIE_HELLMAN);
            assertThat(attack.alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
        }
        assertThat(pair.alice.verified(pair.bob)).isTrue();
    }
}
