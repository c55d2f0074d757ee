// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.ZrtpDetails.Auxiliary;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/** The auxiliary secret (RFC 6189 §4.3): mixed in when both sides have it, and never fatal. */
class AuxiliarySecretScenarioTest {

    private final Call.Pair pair = new Call.Pair();

    private static AuxiliarySecret secret(String text) {
        return AuxiliarySecret.of(
                SecretBytes.owning(HashAlgorithm.S256.hashBytes(text.getBytes(StandardCharsets.US_ASCII))));
    }

    private Call call(long seed, UnaryOperator<ZrtpConfig> ofAlice, UnaryOperator<ZrtpConfig> ofBob) {
        return pair.call(VirtualNetwork.Weather.FINE, seed, ofAlice, ofBob);
    }

    private static void assertAuxiliary(Call call, Auxiliary ofAlice, Auxiliary ofBob) {
        assertThat(call.alice.details().exchange().auxiliary()).isEqualTo(ofAlice);
        assertThat(call.bob.details().exchange().auxiliary()).isEqualTo(ofBob);
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void bothHaveItAndItChangesTheKeys(HashAlgorithm hash) {
        UnaryOperator<ZrtpConfig> plain = c -> c.withAlgorithms(c.algorithms().withHashes(hash));
        UnaryOperator<ZrtpConfig> secret = c -> plain.apply(c).withAuxiliary(secret("correct horse"));
        Call with = call(7, secret, secret).run().assertSecure();
        assertAuxiliary(with, Auxiliary.MATCH, Auxiliary.MATCH);
        // The same seed: without the secret everything else is as it was, but for the identifiers on the wire.
        pair.alice.lose();
        pair.bob.lose();
        Call without = call(7, plain, plain).run().assertSecure();
        assertAuxiliary(without, Auxiliary.NONE, Auxiliary.NONE);
        assertThat(with.alice.key(ZrtpOutput.Direction.SEND))
                .isNotEqualTo(without.alice.key(ZrtpOutput.Direction.SEND));
    }

    @Test
    void whoeverHasAnotherOneOrNoneIsToldApartAndTheCallGoesOn() {
        Call different = call(1, c -> c.withAuxiliary(secret("one")), c -> c.withAuxiliary(secret("other")))
                .run()
                .assertSecure();
        assertAuxiliary(different, Auxiliary.MISMATCH, Auxiliary.MISMATCH);
        Call oneSided = call(2, c -> c.withAuxiliary(secret("one")), UnaryOperator.identity())
                .run()
                .assertSecure();
        assertAuxiliary(oneSided, Auxiliary.MISMATCH, Auxiliary.NONE);
    }

    /** "If auxsecret matches, it should not excuse a mismatch of rs1" (the revision of the RFC, §4.3.2). */
    @Test
    void aMatchDoesNotExcuseAMismatchOfTheRetainedSecrets() {
        pair.call().run().assertSecure();
        pair.bob.lose();
        Call call = call(3, c -> c.withAuxiliary(secret("one")), c -> c.withAuxiliary(secret("one")))
                .run()
                .assertSecure();
        assertAuxiliary(call, Auxiliary.MATCH, Auxiliary.MATCH);
        assertThat(call.alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
    }

    @Test
    void itsIdentifierIsAnotherInEveryCallAndInEachDirection() {
        Call first = call(4, c -> c.withAuxiliary(secret("one")), c -> c.withAuxiliary(secret("one")))
                .run()
                .assertSecure();
        Call second = call(5, c -> c.withAuxiliary(secret("one")), c -> c.withAuxiliary(secret("one")))
                .run()
                .assertSecure();
        List<Octets> ids = List.of(id(first.alice), id(first.bob), id(second.alice), id(second.bob));
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static Octets id(Party party) {
        return party.sent.stream()
                .filter(p -> Tamper.type(p).startsWith("DHPart"))
                .map(p -> Tamper.message(p, DhPart.class).ids().aux())
                .findFirst()
                .orElseThrow();
    }

    /** Somebody who makes the two believe that they differ changes a DHPart message, and that is caught. */
    @Test
    void aForcedMismatchIsCaught() {
        for (String type : List.of(DhPart.TYPE_1, DhPart.TYPE_2)) {
            Call call = call(6, c -> c.withAuxiliary(secret("one")), c -> c.withAuxiliary(secret("one")));
            call.network.attacker((sender, packet) ->
                    Tamper.isType(packet, type) ? List.of(Tamper.flip(packet, 60)) : List.of(packet));
            call.run();
            assertThat(call.alice.secure()).isFalse();
            assertThat(call.bob.secure()).isFalse();
        }
    }

    @Test
    void oneThatComesAfterTheStartCountsToo() {
        Call call = call(8, UnaryOperator.identity(), c -> c.withAuxiliary(secret("late")));
        call.alice.start();
        call.alice.machine.useAuxiliary(secret("late"));
        call.bob.start();
        call.network.run(Duration.ofSeconds(5));
        call.assertSecure();
        assertAuxiliary(call, Auxiliary.MATCH, Auxiliary.MATCH);
    }

    @Test
    void theKeysOfSdesMakeOneThatBothSidesHave() {
        Call call = call(9, c -> c.withAuxiliary(sdes(0)), c -> c.withAuxiliary(sdes(0)))
                .run()
                .assertSecure();
        assertAuxiliary(call, Auxiliary.MATCH, Auxiliary.MATCH);
        Call other = call(10, c -> c.withAuxiliary(sdes(0)), c -> c.withAuxiliary(sdes(1)))
                .run()
                .assertSecure();
        assertAuxiliary(other, Auxiliary.MISMATCH, Auxiliary.MISMATCH);
    }

    private static AuxiliarySecret sdes(int salt) {
        byte[] changed = new byte[14];
        changed[13] = (byte) salt;
        return new SdesAuxiliarySecret(
                SecretBytes.owning(new byte[16]),
                SecretBytes.owning(new byte[14]),
                SecretBytes.owning(new byte[32]),
                SecretBytes.owning(changed));
    }

    @Test
    void theOwnersCopyIsLeftAlone() {
        AuxiliarySecret ofAlice = secret("one");
        Call call = call(11, c -> c.withAuxiliary(ofAlice), c -> c.withAuxiliary(secret("one")))
                .run()
                .assertSecure();
        call.hangUp();
        try (SecretBytes still = ofAlice.derive(HashAlgorithm.S256, pair.alice.localZid(), pair.bob.localZid())) {
            assertThat(still.length()).isEqualTo(32);
        }
    }

    @Test
    void oneThatIsTooShortForAKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AuxiliarySecret.of(SecretBytes.owning(new byte[15])));
    }
}
