// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.SasSignature.Status;
import org.securecall.media.api.SasSigner;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.secret.SecretBytes;

/** The SAS signed and checked end to end (RFC 6189 §7.2). */
class SignedSasScenarioTest {

    private static final VirtualNetwork.Weather LOSSY = new VirtualNetwork.Weather(0.2, 0.2, 1, 150);

    private final Call.Pair pair = new Call.Pair();
    private long seed = 100;

    private Call call(ZrtpOptions ofAlice, ZrtpOptions ofBob) {
        return pair.call(LOSSY, seed++, c -> c.withOptions(ofAlice), c -> c.withOptions(ofBob))
                .run()
                .assertSecure();
    }

    private static SasSignature signature(Party party) {
        return party.details().declarations().signature();
    }

    /** Knows one key, as somebody's. */
    private static ZrtpOptions trusting(SasSigner signer, String name) {
        return ZrtpOptions.DEFAULT.withConfirmedKeys(
                f -> f.equals(signer.fingerprint()) ? Optional.of(name) : Optional.empty());
    }

    private static ZrtpOptions trustingNobody() {
        return ZrtpOptions.DEFAULT.withConfirmedKeys(f -> Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(SasSigner.Algorithm.class)
    void aSignatureByAConfirmedKeyIsSeenByTheOtherSideOverALossyPath(SasSigner.Algorithm algorithm) {
        SasSigner ofBob = SigningKeys.signer(algorithm);
        for (int i = 0; i < 10; i++) {
            Call call = call(trusting(ofBob, "Bob"), ZrtpOptions.DEFAULT.withSigner(ofBob));
            assertThat(signature(call.alice)).isEqualTo(new SasSignature(Status.CONFIRMED, ofBob.fingerprint(), "Bob"));
            assertThat(signature(call.bob)).isEqualTo(SasSignature.NONE);
        }
    }

    @Test
    void bothSidesSign() {
        SasSigner ofAlice = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        SasSigner ofBob = SigningKeys.signer(SasSigner.Algorithm.ECDSA_P384);
        Call call = call(
                trusting(ofBob, "Bob").withSigner(ofAlice),
                trusting(ofAlice, "Alice").withSigner(ofBob));
        assertThat(signature(call.alice).status()).isEqualTo(Status.CONFIRMED);
        assertThat(signature(call.bob)).isEqualTo(new SasSignature(Status.CONFIRMED, ofAlice.fingerprint(), "Alice"));
    }

    @Test
    void aKeyThatNobodyConfirmedVouchesForNobody() {
        SasSigner stranger = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        Call call = call(trustingNobody(), ZrtpOptions.DEFAULT.withSigner(stranger));
        assertThat(signature(call.alice)).isEqualTo(new SasSignature(Status.UNKNOWN_KEY, stranger.fingerprint(), ""));
    }

    @Test
    void whoChecksNoSignaturesIsSentNone() {
        SasSigner ofBob = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        Call call = call(ZrtpOptions.DEFAULT, ZrtpOptions.DEFAULT.withSigner(ofBob));
        assertThat(signature(call.alice)).isEqualTo(SasSignature.NONE);
        assertThat(call.bob.sent.stream()
                        .filter(p -> Tamper.type(p).startsWith("Confirm"))
                        .map(p -> Tamper.open(p).message().length()))
                .containsOnly(4 * 19);
        assertThat(Tamper.message(call.alice.sent.getFirst(), Hello.class).signatureCapable())
                .isFalse();
    }

    /** The man in the middle has no key of Bob's: he can only pass on what Bob signed, and that was another SAS. */
    @Test
    void aSignatureRelayedFromTheOtherLegIsInvalid() {
        SasSigner ofBob = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        Octets otherSas = Octets.copyOf(new byte[32]);
        SignatureBlock relayed = SignatureBlock.sign(ofBob, otherSas);
        Octets ours = Octets.copyOf("another sashash of 32 octets ...".getBytes(StandardCharsets.US_ASCII));
        ZrtpOptions options = trusting(ofBob, "Bob");
        assertThat(SasSignatures.judge(options, Optional.of(relayed), otherSas).status())
                .isEqualTo(Status.CONFIRMED);
        assertThat(SasSignatures.judge(options, Optional.of(relayed), ours))
                .isEqualTo(new SasSignature(Status.INVALID, ofBob.fingerprint(), ""));
    }

    @Test
    void thisSidesOwnSignatureSentBackVouchesForNobody() {
        SasSigner own = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        Octets sas = Octets.copyOf(new byte[32]);
        ZrtpOptions options = trusting(own, "Myself").withSigner(own);
        assertThat(SasSignatures.judge(options, Optional.of(SignatureBlock.sign(own, sas)), sas)
                        .status())
                .isEqualTo(Status.UNKNOWN_KEY);
    }

    @Test
    void anotherKindOfSignatureIsAsGoodAsNone() {
        Octets pgp = Octets.copyOf("PGP something".concat("   ").getBytes(StandardCharsets.US_ASCII));
        assertThat(SasSignatures.judge(
                                trustingNobody(), Optional.of(new SignatureBlock(pgp)), Octets.copyOf(new byte[32]))
                        .status())
                .isEqualTo(Status.UNSUPPORTED);
    }

    @Test
    void aGoodSignatureLetsAMismatchOfSecretsHealWithoutSettingTheVerifiedFlag() {
        SasSigner ofBob = SigningKeys.signer(SasSigner.Algorithm.ED25519);
        ZrtpOptions alice = trusting(ofBob, "Bob");
        ZrtpOptions bob = ZrtpOptions.DEFAULT.withSigner(ofBob);
        call(alice, bob).alice.machine.confirmSas();
        pair.bob.lose();
        assertThat(call(alice, bob).alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
        assertThat(pair.alice.verified(pair.bob)).isFalse();
        Call third = call(alice, bob);
        assertThat(third.alice.details().secrets()).isEqualTo(Secrets.MATCH);
        assertThat(third.bob.details().secrets()).isEqualTo(Secrets.MATCH);
    }

    @Test
    void aSignatureByAnUnknownKeyHealsNothing() {
        ZrtpOptions bob = ZrtpOptions.DEFAULT.withSigner(SigningKeys.signer(SasSigner.Algorithm.ED25519));
        call(trustingNobody(), bob);
        pair.bob.lose();
        for (int i = 0; i < 2; i++) {
            assertThat(call(trustingNobody(), bob).alice.details().secrets()).isEqualTo(Secrets.MISMATCH);
        }
    }

    @Test
    void everySingleBitOfASignedConfirmCounts() {
        for (SasSigner.Algorithm algorithm : SasSigner.Algorithm.values()) {
            SasSigner signer = SigningKeys.signer(algorithm);
            Octets sas = Octets.copyOf(new byte[32]);
            byte[] block = SignatureBlock.sign(signer, sas).octets().toArray();
            int signature = block.length - algorithm.signatureBytes();
            ZrtpOptions options = trusting(signer, "Bob");
            for (int bit = 0; bit < 8 * block.length; bit += algorithm == SasSigner.Algorithm.ED25519 ? 1 : 5) {
                byte[] flipped = block.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                SasSignature judged =
                        SasSignatures.judge(options, Optional.of(new SignatureBlock(Octets.owning(flipped))), sas);
                if (bit / 8 >= signature) {
                    assertThat(judged.status()).isEqualTo(Status.INVALID);
                } else if (judged.status() == Status.CONFIRMED) {
                    // A name or a date: nothing of the certificate counts but its key.
                    assertThat(judged.fingerprint()).isEqualTo(signer.fingerprint());
                }
            }
        }
    }

    @Test
    void hostileCertificatesAreATypedFailure() {
        SplittableRandom dice = new SplittableRandom(7);
        SasSigner signer = SigningKeys.signer(SasSigner.Algorithm.ECDSA_P256);
        Octets sas = Octets.copyOf(new byte[32]);
        byte[] good = SignatureBlock.sign(signer, sas).octets().toArray();
        for (int i = 0; i < 50_000; i++) {
            byte[] bad = i % 2 == 0 ? good.clone() : new byte[4 * dice.nextInt(1, 512)];
            if (i % 2 == 1) {
                dice.nextBytes(bad);
                System.arraycopy(good, 0, bad, 0, 4);
            }
            for (int j = 0; j < 1 + i % 7; j++) {
                bad[dice.nextInt(bad.length)] = (byte) dice.nextInt();
            }
            SasSignature judged =
                    SasSignatures.judge(trustingNobody(), Optional.of(new SignatureBlock(Octets.owning(bad))), sas);
            assertThat(judged.status()).isNotEqualTo(Status.CONFIRMED);
        }
        for (int length = 4; length < good.length; length += 4) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThat(SasSignatures.judge(trustingNobody(), Optional.of(new SignatureBlock(Octets.owning(cut))), sas)
                            .status())
                    .isIn(Status.INVALID, Status.UNSUPPORTED);
        }
    }

    @Test
    void lengthsThatLieAreNotFollowed() {
        // Long, indefinite, not the shortest, four octets, beyond the end.
        for (String hex : new String[] {
            "3080", "308101", "30820001", "308400000001", "30ff", "307f", "3082ffff", "30", "1f8100", "3081"
        }) {
            byte[] der = HexFormat.of().parseHex(hex);
            Octets octets = Octets.copyOf(der);
            assertThat(Der.at(octets, 0, octets.length())).as(hex).isEmpty();
            assertThat(SigningKey.of(octets)).isEmpty();
        }
    }

    @Test
    void aSignatureBlockOf511WordsIsCarriedAndOneMoreIsNot() {
        Negotiated negotiated = Scripted.negotiated(KeyAgreement.X255);
        SessionKeys keys = SessionKeys.ofFirstStream(
                new KeyDerivation(HashAlgorithm.S256, new byte[56]), SecretBytes.owning(new byte[32]), negotiated);
        SignatureBlock longest = new SignatureBlock(Octets.copyOf(new byte[4 * 511]));
        ConfirmContent content =
                new ConfirmContent(Octets.copyOf(new byte[32]), false, true, true, true, 7, Optional.of(longest));
        Confirm confirm = content.seal(Role.INITIATOR, keys.of(Role.INITIATOR), negotiated, Party.random(1));
        assertThat(confirm.raw().length()).isEqualTo(4 * (19 + 511));
        Confirm parsed = (Confirm) ((ParsedMessage.Valid) ParsedMessage.parse(confirm.raw())).message();
        assertThat(ConfirmContent.open(parsed, keys.of(Role.INITIATOR), negotiated))
                .isEqualTo(new ConfirmContent.Opened.Content(content));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignatureBlock(Octets.copyOf(new byte[4 * 512])));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignatureBlock(Octets.EMPTY));
    }

    @Test
    void aLengthThatDoesNotFitTheConfirmMakesItMalformed() {
        Negotiated negotiated = Scripted.negotiated(KeyAgreement.X255);
        SessionKeys keys = SessionKeys.ofFirstStream(
                new KeyDerivation(HashAlgorithm.S256, new byte[56]), SecretBytes.owning(new byte[32]), negotiated);
        DirectionKeys own = keys.of(Role.INITIATOR);
        for (int words : new int[] {1, 5, 511}) {
            byte[] plain = new byte[44];
            ByteBuffer.wrap(plain).putInt(32, words << 8);
            Octets iv = Octets.copyOf(new byte[16]);
            byte[] encrypted = negotiated.cipher().encrypt(own.zrtpKey(), iv, plain);
            Octets mac = negotiated.hash().mac64(own.macKey().reveal(), encrypted);
            Confirm confirm = Confirm.create(Role.INITIATOR, mac, iv, Octets.owning(encrypted));
            if (words == 1) {
                assertThat(ConfirmContent.open(confirm, own, negotiated))
                        .isInstanceOf(ConfirmContent.Opened.Content.class);
            } else {
                assertThat(ConfirmContent.open(confirm, own, negotiated))
                        .isInstanceOf(ConfirmContent.Opened.Malformed.class);
            }
        }
    }

    @Test
    void aSignerNeedsTheKeyOfItsCertificateAndACertificateThatFitsAPacket() {
        KeyPair pair = SigningKeys.pair(SasSigner.Algorithm.ED25519);
        KeyPair other = SigningKeys.pair(SasSigner.Algorithm.ED25519);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SasSigner.of(
                        other.getPrivate(), SigningKeys.certificate(SasSigner.Algorithm.ED25519, pair, "Somebody")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SasSigner.of(
                        pair.getPrivate(),
                        SigningKeys.certificate(SasSigner.Algorithm.ED25519, pair, "x".repeat(600))));
    }

    @Test
    void theFingerprintIsThatOfTheKeyAlone() {
        KeyPair pair = SigningKeys.pair(SasSigner.Algorithm.ECDSA_P256);
        SasSigner one =
                SasSigner.of(pair.getPrivate(), SigningKeys.certificate(SasSigner.Algorithm.ECDSA_P256, pair, "One"));
        SasSigner two =
                SasSigner.of(pair.getPrivate(), SigningKeys.certificate(SasSigner.Algorithm.ECDSA_P256, pair, "Two"));
        assertThat(one.certificate()).isNotEqualTo(two.certificate());
        assertThat(one.fingerprint()).isEqualTo(two.fingerprint()).hasSize(64);
        assertThat(SigningKey.of(Octets.copyOf(one.certificate())).orElseThrow().fingerprint())
                .isEqualTo(one.fingerprint());
    }
}
