// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;

/** Full-block CFB with each cipher (RFC 6189 §5.1.3, §5.7). */
class CipherVectorTest {

    private static final HexFormat HEX = HexFormat.of();

    /** NIST SP 800-38A F.3.13, F.3.15 and F.3.17: CFB128, two blocks. */
    @ParameterizedTest
    @CsvSource({
        "AES1, 2b7e151628aed2a6abf7158809cf4f3c, 3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b",
        "AES2, 8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b,"
                + "cdc80d6fddf18cab34c25909c99a417467ce7f7f81173621961a2b70171d3d7a",
        "AES3, 603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4,"
                + "dc7e84bfda79164b7ecd8486985d386039ffed143b28b1c832113c6331e5407b"
    })
    void aesIsThatOfSp80038a(CipherAlgorithm cipher, String key, String expected) {
        assertEncrypts(
                cipher,
                key,
                "000102030405060708090a0b0c0d0e0f",
                "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51",
                expected);
    }

    /**
     * "Twofish: A 128-Bit Block Cipher", appendix B.2: a block of zeros under keys of the three lengths. The first block of
     * CFB over zeros is the encrypted vector, so a vector of zeros gives that number.
     */
    @ParameterizedTest
    @CsvSource({
        "TWOFISH1, 00000000000000000000000000000000, 9f589f5cf6122c32b6bfec2f2ae8c35a",
        "TWOFISH2, 0123456789abcdeffedcba98765432100011223344556677, cfd1d2e5a9be9cdf501f13b892bd2248",
        "TWOFISH3, 0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff, 37527be0052334b89f0cfccae87cfa20"
    })
    void twofishIsThatOfItsAuthors(CipherAlgorithm cipher, String key, String expected) {
        assertEncrypts(cipher, key, "00000000000000000000000000000000", "00000000000000000000000000000000", expected);
    }

    /** Twofish's own chain of known answers for 128 bits: I=2 encrypts what I=1 gave. */
    @ParameterizedTest
    @CsvSource({"TWOFISH1, d491db16e7b1c39e86cb086b789f5419"})
    void theSecondBlockEncryptsTheFirstCiphertext(CipherAlgorithm cipher, String expected) {
        assertEncrypts(
                cipher,
                "00000000000000000000000000000000",
                "00000000000000000000000000000000",
                "00".repeat(32),
                "9f589f5cf6122c32b6bfec2f2ae8c35a" + expected);
    }

    @ParameterizedTest
    @EnumSource(CipherAlgorithm.class)
    void anyLengthComesBackAndIsAPrefixOfALongerOne(CipherAlgorithm cipher) {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[cipher.keyBits() / 8];
        byte[] vector = new byte[CipherAlgorithm.BLOCK];
        byte[] plain = new byte[40];
        random.nextBytes(key);
        random.nextBytes(vector);
        random.nextBytes(plain);
        Octets iv = Octets.owning(vector);
        try (SecretBytes secret = SecretBytes.copyOf(key)) {
            String whole = HEX.formatHex(cipher.encrypt(secret, iv, plain));
            for (int length = 0; length <= plain.length; length++) {
                byte[] cut = Octets.copyOf(plain).first(length).toArray();
                byte[] encrypted = cipher.encrypt(secret, iv, cut);
                assertThat(whole).startsWith(HEX.formatHex(encrypted));
                assertThat(cipher.decrypt(secret, iv, encrypted)).isEqualTo(cut);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CipherAlgorithm.class)
    void aKeyOfAnotherLengthIsRefused(CipherAlgorithm cipher) {
        int right = cipher.keyBits() / 8;
        for (int length : new int[] {16, 24, 32}) {
            if (length != right) {
                try (SecretBytes key = SecretBytes.copyOf(new byte[length])) {
                    assertThatThrownBy(() -> cipher.encrypt(key, Octets.owning(new byte[16]), new byte[16]))
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    /** The keys of Confirm messages come from the key derivation at the cipher's length, and open what they sealed. */
    @ParameterizedTest
    @EnumSource(CipherAlgorithm.class)
    void confirmMessagesOpenUnderEveryHash(CipherAlgorithm cipher) {
        ConfirmContent content = new ConfirmContent(
                Octets.copyOf(new byte[32]), false, true, false, false, ConfirmContent.FOR_EVER, Optional.empty());
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            Negotiated negotiated = new Negotiated(hash, cipher, AuthTag.HS80, KeyAgreement.X255, SasRendering.B32);
            KeyDerivation kdf = new KeyDerivation(hash, new byte[56]);
            try (SessionKeys keys =
                            SessionKeys.ofFirstStream(kdf, SecretBytes.owning(new byte[hash.bytes()]), negotiated);
                    SrtpKeys srtp = keys.of(Role.INITIATOR).srtp(negotiated)) {
                DirectionKeys own = keys.of(Role.INITIATOR);
                assertThat(own.zrtpKey().length()).isEqualTo(cipher.keyBits() / 8);
                assertThat(own.macKey().length()).isEqualTo(hash.bytes());
                assertThat(srtp.masterKey().length()).isEqualTo(cipher.keyBits() / 8);
                Confirm confirm = content.seal(Role.INITIATOR, own, negotiated, new SecureRandom());
                assertThat(confirm.encrypted().length()).isEqualTo(40);
                assertThat(ConfirmContent.open(confirm, own, negotiated))
                        .isEqualTo(new ConfirmContent.Opened.Content(content));
                assertThat(ConfirmContent.open(confirm, keys.of(Role.RESPONDER), negotiated))
                        .isEqualTo(new ConfirmContent.Opened.BadMac());
            }
        }
    }

    private static void assertEncrypts(CipherAlgorithm cipher, String key, String iv, String plain, String expected) {
        try (SecretBytes secret = SecretBytes.copyOf(HEX.parseHex(key))) {
            Octets vector = Octets.copyOf(HEX.parseHex(iv));
            byte[] encrypted = cipher.encrypt(secret, vector, HEX.parseHex(plain));
            assertThat(HEX.formatHex(encrypted)).isEqualTo(expected);
            assertThat(HEX.formatHex(cipher.decrypt(secret, vector, encrypted))).isEqualTo(plain);
        }
    }
}
