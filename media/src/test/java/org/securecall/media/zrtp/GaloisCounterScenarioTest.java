// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;

/** The tag {@code GCM}, as bzrtp speaks it: RFC 7714 with the keys of RFC 6189 §4.5.3. */
class GaloisCounterScenarioTest {

    private static final AlgorithmPreferences RECOMMENDED = AlgorithmPreferences.RECOMMENDED;
    private static final AlgorithmPreferences GCM_FIRST = RECOMMENDED.withAuthTags(AuthTag.GCM);

    private static Call call(AlgorithmPreferences alice, AlgorithmPreferences bob) {
        return new Call.Pair()
                .call(VirtualNetwork.Weather.FINE, 7, c -> c.withAlgorithms(alice), c -> c.withAlgorithms(bob))
                .run()
                .assertSecure();
    }

    @ParameterizedTest
    @CsvSource({"AES1, AEAD_AES_128_GCM", "AES3, AEAD_AES_256_GCM"})
    void bothSidesComeToTheProfileOfTheCipher(CipherAlgorithm cipher, String profile) {
        AlgorithmPreferences both = GCM_FIRST.withCiphers(cipher);
        Call call = call(both, both);
        assertThat(call.alice.details().authTag()).isEqualTo("GCM");
        String[] key = call.alice.key(ZrtpOutput.Direction.SEND).split(" ");
        assertThat(key[0]).isEqualTo(profile);
        assertThat(key[1]).hasSize(cipher.keyBits() / 4);
        // RFC 7714 §12: the salt has 96 bits.
        assertThat(key[2]).hasSize(24);
    }

    /** L is hashed, so a salt of 96 bits is not the beginning of the usual one of 112. */
    @Test
    void theSaltIsDerivedWithItsOwnLength() {
        KeyDerivation kdf = new KeyDerivation(HashAlgorithm.S256, new byte[56]);
        Negotiated negotiated = new Negotiated(
                HashAlgorithm.S256, CipherAlgorithm.AES3, AuthTag.GCM, KeyAgreement.X255, SasRendering.B32);
        byte[] secret = new byte[32];
        try (SessionKeys keys = SessionKeys.ofFirstStream(kdf, SecretBytes.copyOf(secret), negotiated);
                SrtpKeys srtp = keys.of(Role.RESPONDER).srtp(negotiated);
                SecretBytes s0 = SecretBytes.copyOf(secret);
                SecretBytes salt96 = kdf.derive(s0, "Responder SRTP master salt", 96);
                SecretBytes salt112 = kdf.derive(s0, "Responder SRTP master salt", 112)) {
            assertThat(srtp.masterSalt().reveal()).isEqualTo(salt96.reveal());
            assertThat(HexFormat.of().formatHex(salt112.reveal()))
                    .doesNotStartWith(HexFormat.of().formatHex(salt96.reveal()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AES2", "TWOFISH1", "TWOFISH2", "TWOFISH3"})
    void withACipherThatHasNoSuchProfileTheNextTagIsChosen(CipherAlgorithm cipher) {
        AlgorithmPreferences both = RECOMMENDED
                .withAuthTags(AuthTag.GCM, AuthTag.HS80)
                .withCiphers(cipher)
                .withKeyAgreements(KeyAgreement.X255);
        Call call = call(both, both);
        assertThat(call.alice.details().cipher()).isEqualTo(cipher.label());
        assertThat(call.alice.details().authTag()).isEqualTo("HS80");
    }

    @Test
    void aPeerWithoutItGetsATagThatItHas() {
        for (int seed = 0; seed < 4; seed++) {
            Call call = new Call.Pair()
                    .call(VirtualNetwork.Weather.FINE, seed, c -> c.withAlgorithms(GCM_FIRST), UnaryOperator.identity())
                    .run()
                    .assertSecure();
            assertThat(call.alice.details().authTag()).isEqualTo("HS80");
        }
    }

    @ParameterizedTest
    @CsvSource({"AES1, ", "AES3, ", "AES2, AUTH_TAG_NOT_SUPPORTED", "TWOFISH3, AUTH_TAG_NOT_SUPPORTED"})
    void anInitiatorThatPairsItWithAnotherCipherIsRefused(
            CipherAlgorithm cipher, ZrtpFailure.@Nullable Reason expected) {
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Party alice = Party.create(
                network, new MemoryCache(0xa11ce, network), 1, 1, GCM_FIRST.withCiphers(CipherAlgorithm.values()));
        Scripted mallory = new Scripted();
        alice.start();
        Hello hello = Tamper.message(alice.sent.getFirst(), Hello.class);
        DhPart dhPart2 =
                mallory.dhPart2(KeyGroup.CURVE25519.generate(Party.random(3)).publicValue());
        Negotiated chosen =
                new Negotiated(HashAlgorithm.S256, cipher, AuthTag.GCM, KeyAgreement.X255, SasRendering.B32);
        alice.arrive(mallory.packet(mallory.hello()));
        alice.arrive(mallory.packet(mallory.commit(chosen, dhPart2, hello)));
        assertThat(alice.failure().map(ZrtpFailure::reason).orElse(null)).isEqualTo(expected);
    }

    /** Somebody who takes GCM out of a Hello, so that the two come to a shorter tag, is noticed by the Hello's receiver. */
    @Test
    void takingItOutOfAHelloIsRefused() {
        for (boolean ofAlice : new boolean[] {true, false}) {
            Call call = new Call.Pair()
                    .call(
                            VirtualNetwork.Weather.FINE,
                            7,
                            c -> c.withAlgorithms(GCM_FIRST),
                            c -> c.withAlgorithms(GCM_FIRST));
            Party victim = ofAlice ? call.alice : call.bob;
            call.network.attacker((sender, packet) -> sender == victim && Tamper.isType(packet, Hello.TYPE)
                    ? List.of(Tamper.rename(packet, "GCM ", "none"))
                    : List.of(packet));
            call.run();
            assertThat(call.alice.secure()).isFalse();
            assertThat(call.bob.secure()).isFalse();
            Party receiver = ofAlice ? call.bob : call.alice;
            assertThat(receiver.failureReason()).isEqualTo(ZrtpFailure.Reason.FORGED_HELLO);
        }
    }
}
