// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.media.secret.SecretBytes;

/** ML-KEM, the KEM of a curve, and both together, against numbers that others computed; and what is refused. */
class MlKemVectorTest {

    private static final HexFormat HEX = HexFormat.of();

    private static List<List<String>> lines(String file) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MlKemVectorTest.class.getResourceAsStream(file)), StandardCharsets.US_ASCII))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ", -1)))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<List<String>> acvp(String kind) {
        return lines("ml-kem-acvp.txt").stream().filter(line -> line.getFirst().equals(kind));
    }

    static Stream<List<String>> keyGenerations() {
        return acvp("keyGen");
    }

    static Stream<List<String>> encapsulations() {
        return acvp("encapsulate");
    }

    static Stream<List<String>> decapsulations() {
        return acvp("decapsulate");
    }

    static Stream<List<String>> kemsOfCurves() {
        return lines("bzrtp-kem.txt").stream().filter(line -> !line.getFirst().contains("ML_KEM"));
    }

    static Stream<List<String>> hybrids() {
        return lines("bzrtp-kem.txt").stream().filter(line -> line.getFirst().contains("ML_KEM"));
    }

    private static MlKem size(String parameterSet) {
        return MlKem.valueOf(parameterSet.replace('-', '_'));
    }

    private static byte[] octets(List<String> line, int at) {
        return HEX.parseHex(line.get(at));
    }

    @ParameterizedTest
    @MethodSource("keyGenerations")
    void keysAreThoseOfNist(List<String> line) {
        byte[] dAndZ = HEX.parseHex(line.get(2) + line.get(3));
        MlKem mlKem = size(line.get(1));
        KeyPair pair = mlKem.generate(new Scripture(dAndZ));
        assertThat(HEX.formatHex(mlKem.encapsulationKey(pair).toArray())).isEqualTo(line.get(4));
        assertThat(HEX.formatHex(pair.getPrivate().getEncoded())).endsWith(line.get(5));
    }

    @ParameterizedTest
    @MethodSource("encapsulations")
    void ciphertextsAndSecretsAreThoseOfNist(List<String> line) throws BadPublicValueException {
        Encapsulated made =
                size(line.get(1)).encapsulate(Octets.owning(octets(line, 2)), new Scripture(octets(line, 3)));
        try (made) {
            assertThat(HEX.formatHex(made.ciphertext().toArray())).isEqualTo(line.get(4));
            assertThat(HEX.formatHex(made.secret().reveal())).isEqualTo(line.get(5));
        }
    }

    /** A modified ciphertext gives a secret too: the one that FIPS 203 §6.3 calls implicit rejection. */
    @ParameterizedTest
    @MethodSource("decapsulations")
    void decapsulatedSecretsAreThoseOfNist(List<String> line) throws BadPublicValueException {
        MlKem mlKem = size(line.get(1));
        try (SecretBytes secret =
                mlKem.decapsulate(privateKey(mlKem, octets(line, 2)), Octets.owning(octets(line, 3)))) {
            assertThat(HEX.formatHex(secret.reveal())).isEqualTo(line.get(4));
        }
    }

    @ParameterizedTest
    @MethodSource("kemsOfCurves")
    void theKemOfACurveIsThatOfBzrtp(List<String> line) throws BadPublicValueException {
        EcdhKem kem = EcdhKem.valueOf(line.get(0));
        Octets ciphertext = Octets.owning(octets(line, 3));
        try (KeyShare own = kem.group().generate(new Scripture(octets(line, 2)));
                SecretBytes dh = own.agree(ciphertext);
                SecretBytes secret =
                        kem.derive(HashAlgorithm.valueOf(line.get(1)), dh, ciphertext, own.publicValue())) {
            assertThat(HEX.formatHex(secret.reveal())).isEqualTo(line.get(4));
        }
    }

    @ParameterizedTest
    @MethodSource("hybrids")
    void theHybridIsThatOfBzrtp(List<String> line) throws BadPublicValueException {
        HybridKem kem = HybridKem.valueOf(line.get(0));
        byte[] privateKey = octets(line, 2);
        int split = kem.classic().group().publicValueBytes();
        KeyShare classic = kem.classic().group().generate(new Scripture(Arrays.copyOf(privateKey, split)));
        KeyPair postQuantum = pair(kem.postQuantum(), Arrays.copyOfRange(privateKey, split, privateKey.length));
        try (KemKeyPair pair = new KemKeyPair(kem, classic, postQuantum);
                SecretBytes secret =
                        pair.decapsulate(Octets.owning(octets(line, 3)), HashAlgorithm.valueOf(line.get(1)))) {
            assertThat(HEX.formatHex(secret.reveal())).isEqualTo(line.get(4));
        }
    }

    @ParameterizedTest
    @EnumSource(HybridKem.class)
    void whatOneSideEncapsulatesTheOtherDecapsulates(HybridKem kem) throws BadPublicValueException {
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            try (KemKeyPair pair = kem.generate(new SecureRandom());
                    Encapsulated made = kem.encapsulate(pair.publicKey(), hash, new SecureRandom());
                    SecretBytes secret = pair.decapsulate(made.ciphertext(), hash)) {
                assertThat(pair.publicKey().length()).isEqualTo(kem.committedBytes());
                assertThat(made.ciphertext().length()).isEqualTo(kem.pvrBytes());
                assertThat(secret.length()).isEqualTo(hash.bytes());
                assertThat(secret.matches(made.secret().reveal())).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HybridKem.class)
    void theSecretDependsOnEveryOctetOfTheCiphertext(HybridKem kem) throws BadPublicValueException {
        HashAlgorithm hash = HashAlgorithm.S384;
        try (KemKeyPair pair = kem.generate(new SecureRandom());
                Encapsulated made = kem.encapsulate(pair.publicKey(), hash, new SecureRandom())) {
            for (int at = 0; at < made.ciphertext().length(); at += 13) {
                byte[] changed = made.ciphertext().toArray();
                changed[at] ^= 1;
                try (SecretBytes secret = pair.decapsulate(Octets.owning(changed), hash)) {
                    assertThat(secret.matches(made.secret().reveal())).isFalse();
                }
            }
        }
    }

    /** FIPS 203 §7.2, the type check. */
    @ParameterizedTest
    @EnumSource(HybridKem.class)
    void publicKeysOfAnotherLengthAreRefused(HybridKem kem) {
        byte[] good = kem.generate(new SecureRandom()).publicKey().toArray();
        for (int length : new int[] {0, 1, 32, good.length - 1, good.length + 1, 2 * good.length}) {
            assertThatThrownBy(() -> kem.encapsulate(
                            Octets.owning(Arrays.copyOf(good, length)), HashAlgorithm.S256, new SecureRandom()))
                    .isInstanceOf(BadPublicValueException.class);
        }
    }

    /** FIPS 203 §7.2, the modulus check: q and all above it, in either half of a pair of coefficients, at either end. */
    @ParameterizedTest
    @EnumSource(HybridKem.class)
    void publicKeysWithCoefficientsThatAreNotReducedAreRefused(HybridKem kem) {
        byte[] good = kem.generate(new SecureRandom()).publicKey().toArray();
        int first = kem.classic().group().publicValueBytes();
        int last = good.length - 32 - 3;
        for (int at : new int[] {first, first + 3 * 64, last}) {
            for (int value : new int[] {3329, 3330, 4095}) {
                assertRefused(kem, coefficient(good, at, value, false));
                assertRefused(kem, coefficient(good, at, value, true));
            }
            assertTaken(kem, coefficient(good, at, 3328, false));
            assertTaken(kem, coefficient(good, at, 3328, true));
        }
    }

    private static byte[] coefficient(byte[] key, int at, int value, boolean second) {
        byte[] changed = key.clone();
        if (second) {
            changed[at + 1] = (byte) ((changed[at + 1] & 0x0f) | (value << 4));
            changed[at + 2] = (byte) (value >> 4);
        } else {
            changed[at] = (byte) value;
            changed[at + 1] = (byte) ((changed[at + 1] & 0xf0) | (value >> 8));
        }
        return changed;
    }

    private static void assertRefused(HybridKem kem, byte[] key) {
        assertThatThrownBy(() -> kem.encapsulate(Octets.owning(key), HashAlgorithm.S256, new SecureRandom()))
                .isInstanceOf(BadPublicValueException.class);
    }

    private static void assertTaken(HybridKem kem, byte[] key) {
        try (Encapsulated made = kem.encapsulate(Octets.owning(key), HashAlgorithm.S256, new SecureRandom())) {
            assertThat(made.ciphertext().length()).isEqualTo(kem.pvrBytes());
        } catch (BadPublicValueException e) {
            throw new AssertionError("A key that is in order was refused", e);
        }
    }

    /** RFC 7748 §6.1: a curve point of small order would leave ML-KEM alone. */
    @ParameterizedTest
    @EnumSource(HybridKem.class)
    void pointsOfSmallOrderAreRefusedOnBothSides(HybridKem kem) throws BadPublicValueException {
        int split = kem.classic().group().publicValueBytes();
        try (KemKeyPair pair = kem.generate(new SecureRandom());
                Encapsulated made = kem.encapsulate(pair.publicKey(), HashAlgorithm.S256, new SecureRandom())) {
            byte[] key = pair.publicKey().toArray();
            byte[] ciphertext = made.ciphertext().toArray();
            Arrays.fill(key, 0, split, (byte) 0);
            Arrays.fill(ciphertext, 0, split, (byte) 0);
            assertRefused(kem, key);
            assertThatThrownBy(() -> pair.decapsulate(Octets.owning(ciphertext), HashAlgorithm.S256))
                    .isInstanceOf(BadPublicValueException.class);
        }
    }

    /** FIPS 203 §7.3, the type check. */
    @ParameterizedTest
    @EnumSource(HybridKem.class)
    void ciphertextsOfAnotherLengthAreRefused(HybridKem kem) {
        try (KemKeyPair pair = kem.generate(new SecureRandom())) {
            for (int length : new int[] {0, 1, 32, kem.pvrBytes() - 1, kem.pvrBytes() + 1, 4096}) {
                assertThatThrownBy(() -> pair.decapsulate(Octets.owning(new byte[length]), HashAlgorithm.S256))
                        .isInstanceOf(BadPublicValueException.class);
            }
        }
    }

    @Test
    void mlKemAloneRefusesWhatIsTooShort() {
        for (MlKem mlKem : MlKem.values()) {
            PrivateKey key = mlKem.generate(new SecureRandom()).getPrivate();
            assertThatThrownBy(() -> mlKem.encapsulate(Octets.EMPTY, new SecureRandom()))
                    .isInstanceOf(BadPublicValueException.class);
            assertThatThrownBy(() -> mlKem.decapsulate(key, Octets.EMPTY)).isInstanceOf(BadPublicValueException.class);
        }
    }

    /** A decapsulation key of FIPS 203 §7.1 contains the encapsulation key, after 384 octets for each polynomial. */
    private static KeyPair pair(MlKem mlKem, byte[] decapsulationKey) {
        int from = mlKem.keyBytes() - 32;
        byte[] encapsulationKey = Arrays.copyOfRange(decapsulationKey, from, from + mlKem.keyBytes());
        try {
            KeyPair like = mlKem.generate(new SecureRandom());
            PublicKey publicKey = KeyFactory.getInstance("ML-KEM")
                    .generatePublic(
                            new X509EncodedKeySpec(replaceEnd(like.getPublic().getEncoded(), encapsulationKey)));
            return new KeyPair(publicKey, privateKey(mlKem, decapsulationKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey privateKey(MlKem mlKem, byte[] decapsulationKey) {
        try {
            byte[] like = mlKem.generate(new SecureRandom()).getPrivate().getEncoded();
            return KeyFactory.getInstance("ML-KEM")
                    .generatePrivate(new PKCS8EncodedKeySpec(replaceEnd(like, decapsulationKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(mlKem.name().toLowerCase(Locale.ROOT), e);
        }
    }

    private static byte[] replaceEnd(byte[] encoded, byte[] end) {
        byte[] changed = encoded.clone();
        System.arraycopy(end, 0, changed, changed.length - end.length, end.length);
        return changed;
    }
}
