// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpOutcome;
import org.securecall.media.srtp.SrtpProfile;
import org.securecall.media.srtp.SrtpReceiver;
import org.securecall.media.srtp.SrtpSender;

/** Every algorithm with every other, and what RFC 6189 §4.1.2 and §5.1.5 say about which go together. */
class AlgorithmsScenarioTest {

    private static final AlgorithmPreferences RECOMMENDED = AlgorithmPreferences.RECOMMENDED;

    static Stream<Arguments> keyAgreementsAndHashes() {
        return Arrays.stream(KeyAgreement.values())
                .filter(KeyAgreement::isDiffieHellman)
                .flatMap(k -> Arrays.stream(HashAlgorithm.values()).map(h -> Arguments.of(k, h)));
    }

    @ParameterizedTest
    @MethodSource("keyAgreementsAndHashes")
    void everyKeyAgreementWorksWithEveryHashAndEveryCipher(KeyAgreement keyAgreement, HashAlgorithm hash) {
        for (CipherAlgorithm cipher : CipherAlgorithm.values()) {
            AlgorithmPreferences only =
                    RECOMMENDED.withKeyAgreements(keyAgreement).withHashes(hash).withCiphers(cipher);
            Call call = call(only, only);
            assertThat(call.alice.details().keyAgreement()).isEqualTo(keyAgreement.label());
            assertThat(call.alice.details().hash())
                    .isEqualTo(keyAgreement == KeyAgreement.EC38 ? "S384" : hash.label());
            assertThat(call.alice.details().cipher())
                    .isEqualTo(
                            switch (keyAgreement) {
                                case EC38 -> cipher.keyBits() == 256 ? cipher.label() : "AES3";
                                case DH2K -> cipher.keyBits() == 128 ? cipher.label() : "AES1";
                                default -> cipher.label();
                            });
            assertThat(call.alice.details().sas()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void furtherStreamsWorkWithEveryHash(HashAlgorithm hash) {
        AlgorithmPreferences only = RECOMMENDED.withHashes(hash);
        Call first = call(only, only);
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        Call second = new Call(network, further(network, first.alice, 31, only), further(network, first.bob, 32, only))
                .run()
                .assertSecure();
        assertThat(second.alice.details().keyAgreement()).isEqualTo("Mult");
        assertThat(second.alice.details().hash()).isEqualTo(hash.label());
    }

    private static Party further(VirtualNetwork network, Party first, int ssrc, AlgorithmPreferences algorithms) {
        ZrtpConfig config = Party.config(network, first.cache, ssrc, ssrc, algorithms);
        return new Party(network, ZrtpMachine.multistream(first.machine, config, Party.random(ssrc)), first.cache);
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void retainedSecretsWorkWithEveryHash(HashAlgorithm hash) {
        Call.Pair pair = new Call.Pair();
        AlgorithmPreferences only = RECOMMENDED.withHashes(hash);
        for (int i = 0; i < 2; i++) {
            Call call = pair.call(
                            VirtualNetwork.Weather.FINE,
                            40 + i,
                            c -> c.withAlgorithms(only),
                            c -> c.withAlgorithms(only))
                    .run()
                    .assertSecure();
            assertThat(call.alice.details().secrets().name()).isEqualTo(i == 0 ? "FIRST" : "MATCH");
            call.hangUp();
        }
    }

    /** RFC 6189 §4.1.2: DH-2048, ECDH-256, DH-3072, ECDH-384, ECDH-521; X25519, X448 and hybrids as at bzrtp. */
    @Test
    void theFasterOfTwoIsAsTheRfcRanksThem() {
        List<KeyAgreement> ranking = List.of(
                KeyAgreement.DH2K,
                KeyAgreement.X255,
                KeyAgreement.E255,
                KeyAgreement.EC25,
                KeyAgreement.X448,
                KeyAgreement.DH3K,
                KeyAgreement.EC38,
                KeyAgreement.EC52,
                KeyAgreement.X1M1,
                KeyAgreement.X1M2,
                KeyAgreement.X3M3);
        for (int i = 0; i < ranking.size(); i++) {
            for (int j = i; j < ranking.size(); j++) {
                assertThat(KeyAgreement.faster(ranking.get(i), ranking.get(j))).isEqualTo(ranking.get(i));
                assertThat(KeyAgreement.faster(ranking.get(j), ranking.get(i))).isEqualTo(ranking.get(i));
            }
        }
    }

    @Test
    void theExampleOfTheRfcComesOutAsTheRfcSays() {
        AlgorithmPreferences alice =
                RECOMMENDED.withKeyAgreements(KeyAgreement.DH2K, KeyAgreement.DH3K, KeyAgreement.EC25);
        AlgorithmPreferences bob =
                RECOMMENDED.withKeyAgreements(KeyAgreement.EC38, KeyAgreement.EC25, KeyAgreement.DH3K);
        assertThat(Negotiated.chooseKeyAgreement(alice, bob.names())).isEqualTo(KeyAgreement.EC25);
        assertThat(Negotiated.chooseKeyAgreement(bob, alice.names())).isEqualTo(KeyAgreement.EC25);
        assertThat(call(alice, bob).alice.details().keyAgreement()).isEqualTo("EC25");
    }

    @Test
    void whoOffersEc38OffersWhatItCannotDoWithout() {
        AlgorithmPreferences own = RECOMMENDED
                .withKeyAgreements(KeyAgreement.EC38)
                .withHashes(HashAlgorithm.S512)
                .withCiphers(CipherAlgorithm.AES1);
        assertThat(own.hashes()).containsExactly(HashAlgorithm.S512, HashAlgorithm.S384, HashAlgorithm.S256);
        assertThat(own.ciphers()).containsExactly(CipherAlgorithm.AES1, CipherAlgorithm.AES3);
    }

    @Test
    void ec38IsNotChosenWithoutSha384OrALongKeyInCommon() {
        AlgorithmPreferences own = RECOMMENDED.withKeyAgreements(KeyAgreement.EC38);
        AlgorithmNames names = own.names();
        AlgorithmNames withoutHash = new AlgorithmNames(
                List.of("S256", "S512", "SKN3"),
                names.ciphers(),
                names.authTags(),
                names.keyAgreements(),
                names.sasRenderings());
        AlgorithmNames withoutCipher = new AlgorithmNames(
                names.hashes(),
                List.of("AES1", "2FS1"),
                names.authTags(),
                names.keyAgreements(),
                names.sasRenderings());
        assertThat(Negotiated.chooseKeyAgreement(own, names)).isEqualTo(KeyAgreement.EC38);
        assertThat(Negotiated.chooseKeyAgreement(own, withoutHash)).isEqualTo(KeyAgreement.DH3K);
        assertThat(Negotiated.chooseKeyAgreement(own, withoutCipher)).isEqualTo(KeyAgreement.DH3K);
    }

    @ParameterizedTest
    @CsvSource({
        "S384, AES3, ",
        "S256, AES3, HASH_NOT_SUPPORTED",
        "S512, AES3, HASH_NOT_SUPPORTED",
        "SKN3, AES3, HASH_NOT_SUPPORTED",
        "S384, AES1, CIPHER_NOT_SUPPORTED"
    })
    void anInitiatorThatPairsEc38WithSomethingWeakerIsRefused(
            HashAlgorithm hash, CipherAlgorithm cipher, ZrtpFailure.@Nullable Reason expected) {
        AlgorithmPreferences all =
                RECOMMENDED.withKeyAgreements(KeyAgreement.EC38).withHashes(HashAlgorithm.values());
        Party alice = Party.create(new VirtualNetwork(1, VirtualNetwork.Weather.FINE), memory(), 1, 1, all);
        Scripted mallory = new Scripted();
        alice.start();
        Hello hello = Tamper.message(alice.sent.getFirst(), Hello.class);
        KeyShare share = KeyGroup.P384.generate(Party.random(3));
        DhPart dhPart2 = mallory.dhPart2(share.publicValue());
        Negotiated chosen = new Negotiated(hash, cipher, AuthTag.HS80, KeyAgreement.EC38, SasRendering.B32);
        alice.arrive(mallory.packet(mallory.hello()));
        alice.arrive(mallory.packet(mallory.commit(chosen, dhPart2, hello)));
        assertThat(alice.failure().map(ZrtpFailure::reason).orElse(null)).isEqualTo(expected);
    }

    @Test
    void aListOfMoreThanSevenIsRefused() {
        assertThatThrownBy(() -> RECOMMENDED.withKeyAgreements(KeyAgreement.values()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The names of SRTP's profiles, against those of RFC 6189 §5.1.3 and §5.1.4. */
    @ParameterizedTest
    @CsvSource({
        "AES1, HS32, AES_CM_128_HMAC_SHA1_32",
        "AES2, HS80, AES_CM_192_HMAC_SHA1_80",
        "AES3, SK32, AES_CM_256_SKEIN_32",
        "TWOFISH1, HS80, TWOFISH_CM_128_HMAC_SHA1_80",
        "TWOFISH2, SK32, TWOFISH_CM_192_SKEIN_32",
        "TWOFISH3, SK64, TWOFISH_CM_256_SKEIN_64",
        "AES1, GCM, AEAD_AES_128_GCM",
        "AES3, GCM, AEAD_AES_256_GCM"
    })
    void srtpDoesWhatWasNegotiated(CipherAlgorithm cipher, AuthTag tag, SrtpProfile expected) {
        Negotiated negotiated = new Negotiated(HashAlgorithm.S256, cipher, tag, KeyAgreement.X255, SasRendering.B256);
        assertThat(negotiated.srtpProfile()).isEqualTo(expected);
    }

    /** The keys of a direction are as long as SRTP wants them, and a packet comes through with no other keys. */
    @ParameterizedTest
    @EnumSource(AuthTag.class)
    void theKeysOfEveryCipherAndTagCarryAPacket(AuthTag tag) {
        int tagBits = tag == AuthTag.GCM ? 128 : Integer.parseInt(tag.label().substring(2));
        for (CipherAlgorithm cipher :
                Arrays.stream(CipherAlgorithm.values()).filter(tag::allows).toList()) {
            Negotiated negotiated =
                    new Negotiated(HashAlgorithm.SKN2, cipher, tag, KeyAgreement.X255, SasRendering.B256);
            KeyDerivation kdf = new KeyDerivation(HashAlgorithm.SKN2, new byte[56]);
            byte[] rtp = new byte[40];
            rtp[0] = (byte) 0x80;
            rtp[3] = 1;
            PacketBuffer packet = new PacketBuffer();
            packet.set(rtp);
            try (SessionKeys session = SessionKeys.ofFirstStream(kdf, SecretBytes.owning(new byte[32]), negotiated);
                    SrtpSender sender = sender(session.of(Role.INITIATOR).srtp(negotiated));
                    SrtpReceiver stranger = receiver(session.of(Role.RESPONDER).srtp(negotiated));
                    SrtpReceiver receiver = receiver(session.of(Role.INITIATOR).srtp(negotiated))) {
                assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
                byte[] srtp = packet.copy();
                assertThat(8 * (srtp.length - rtp.length)).isEqualTo(tagBits);
                assertThat(stranger.unprotect(packet)).isNotEqualTo(SrtpOutcome.OK);
                packet.set(srtp);
                assertThat(receiver.unprotect(packet)).isEqualTo(SrtpOutcome.OK);
                assertThat(packet.copy()).isEqualTo(rtp);
            }
        }
    }

    private static SrtpSender sender(SrtpKeys keys) {
        try (keys) {
            return new SrtpSender(
                    keys.profile(), keys.masterKey().copy(), keys.masterSalt().copy());
        }
    }

    private static SrtpReceiver receiver(SrtpKeys keys) {
        try (keys) {
            return new SrtpReceiver(
                    keys.profile(), keys.masterKey().copy(), keys.masterSalt().copy());
        }
    }

    @Test
    void theRecommendedListsAreAsTheyWere() {
        assertThat(RECOMMENDED.names())
                .isEqualTo(new AlgorithmNames(
                        List.of("S256", "S384"),
                        List.of("AES3", "AES1"),
                        List.of("HS80", "HS32"),
                        List.of("X255", "E255", "EC25", "DH3k", "Mult"),
                        List.of("B256", "B32 ")));
    }

    private static MemoryCache memory() {
        return new MemoryCache(0xa11ce, new VirtualNetwork(0, VirtualNetwork.Weather.FINE));
    }

    private static Call call(AlgorithmPreferences alice, AlgorithmPreferences bob) {
        return new Call.Pair()
                .call(VirtualNetwork.Weather.FINE, 7, c -> c.withAlgorithms(alice), c -> c.withAlgorithms(bob))
                .run()
                .assertSecure();
    }
}
