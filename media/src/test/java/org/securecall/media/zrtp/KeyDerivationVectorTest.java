// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpProfile;

/**
 * Published values of the key derivation function of RFC 6189 §4.5.1. They were made with GNU ZRTP C++ and are numbers of
 * github.com/BelledonneCommunications/bzrtp, test/bzrtpCryptoTest.c.
 */
class KeyDerivationVectorTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("33e66c01ca6fe64fb76ffde31cabc0fbad3d3102676b0c090fc996381e0a8c2f");
    private static final byte[] CONTEXT =
            HEX.parseHex("f01f2402000000008024adfb94a90690cf9ced13998c51347dc435a74d752544"
                    + "80c211f2d3205ea71b4ba4eec78eb7357528e56fcf4f749f");

    @ParameterizedTest
    @CsvSource({
        "Responder SRTP master key, 128, f2cfc5724acfd7b50e89bed8a5c9f2cd",
        "Responder SRTP master salt, 112, 3c8fb13fd6ca83fbd6af3bd5ab1c",
        "SAS, 256, d269b0718ad58f3c8e0dcf4535811d9518473141",
        "ZRTP Session Key, 256, c363390bc9ee13aa9e6a00528409ddc90717e01d1ae2dcf9a70ab98886ac6975",
        "retained secret, 256, a7272dee77e7990c24b20b9f54ba2b617a23d8a59765829b78072bc51299015c",
        "Responder ZRTP key, 128, 75767d41829cb697c7a20d6812eadb9a",
        "Initiator ZRTP key, 128, 08a821460cbd6ce0f1fe3c4c704e3bea",
        "Responder HMAC key, 256, 2169f15c1b85a23977024d5ea71f481623fe94dc1aabf489b8744d0d373d7cab",
        "Initiator HMAC key, 256, 1d117befd627cc5a80d0236e8d496be42a6a0118ac4159e861b9b14a784b5d3f"
    })
    void derivedKeysAreThoseOfGnuZrtp(String label, int bits, String expected) {
        try (SecretBytes key = SecretBytes.copyOf(KEY);
                SecretBytes derived = new KeyDerivation(HashAlgorithm.S256, CONTEXT).derive(key, label, bits)) {
            assertThat(derived.length()).isEqualTo(bits / 8);
            assertThat(HEX.formatHex(derived.reveal())).startsWith(expected);
        }
    }

    @Test
    void theLengthIsPartOfWhatIsHashed() {
        KeyDerivation kdf = new KeyDerivation(HashAlgorithm.S384, CONTEXT);
        try (SecretBytes key = SecretBytes.copyOf(KEY);
                SecretBytes salt = kdf.derive(key, "Initiator SRTP master salt", 112);
                SecretBytes shorter = kdf.derive(key, "Initiator SRTP master salt", 96)) {
            assertThat(HEX.formatHex(salt.reveal())).doesNotStartWith(HEX.formatHex(shorter.reveal()));
        }
    }

    /** The same numbers, by the way the machine takes to them. */
    @Test
    void theKeysOfASessionAreThoseOfGnuZrtp() {
        Negotiated negotiated = new Negotiated(
                HashAlgorithm.S256, CipherAlgorithm.AES1, AuthTag.HS32, KeyAgreement.DH3K, SasRendering.B32);
        KeyDerivation kdf = new KeyDerivation(HashAlgorithm.S256, CONTEXT);
        try (SessionKeys keys = SessionKeys.ofFirstStream(kdf, SecretBytes.copyOf(KEY), negotiated);
                SrtpKeys srtp = keys.of(Role.RESPONDER).srtp(negotiated);
                SecretBytes rs1 = keys.newRetainedSecret();
                SecretBytes zrtpSess = keys.zrtpSess()) {
            assertThat(keys.sasValue()).isEqualTo(0xd269b071);
            assertThat(HEX.formatHex(srtp.masterKey().reveal())).isEqualTo("f2cfc5724acfd7b50e89bed8a5c9f2cd");
            assertThat(HEX.formatHex(srtp.masterSalt().reveal())).isEqualTo("3c8fb13fd6ca83fbd6af3bd5ab1c");
            assertThat(srtp.profile()).isEqualTo(SrtpProfile.AES_CM_128_HMAC_SHA1_32);
            assertThat(HEX.formatHex(rs1.reveal())).startsWith("a7272dee77e7990c");
            assertThat(HEX.formatHex(zrtpSess.reveal())).startsWith("c363390bc9ee13aa");
            assertThat(HEX.formatHex(keys.of(Role.RESPONDER).zrtpKey().reveal()))
                    .isEqualTo("75767d41829cb697c7a20d6812eadb9a");
            assertThat(HEX.formatHex(keys.of(Role.INITIATOR).zrtpKey().reveal()))
                    .isEqualTo("08a821460cbd6ce0f1fe3c4c704e3bea");
            assertThat(HEX.formatHex(keys.of(Role.RESPONDER).macKey().reveal())).startsWith("2169f15c1b85a239");
            assertThat(HEX.formatHex(keys.of(Role.INITIATOR).macKey().reveal())).startsWith("1d117befd627cc5a");
        }
    }

    /** s0 against the formula of RFC 6189 §4.4.1.4, spelled out here once more, with each secret there and not there. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "32, 0, 0", "0, 20, 0", "0, 0, 32", "32, 16, 32"})
    void s0HashesEverythingThatTheRfcLists(int length1, int length2, int length3) throws GeneralSecurityException {
        byte[] dhResult = new byte[384];
        dhResult[383] = 7;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {0, 0, 0, 1});
        all.writeBytes(dhResult);
        all.writeBytes("ZRTP-HMAC-KDF".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(CONTEXT);
        @Nullable SecretBytes[] secrets = new SecretBytes[3];
        int[] lengths = {length1, length2, length3};
        for (int i = 0; i < 3; i++) {
            byte[] value = new byte[lengths[i]];
            Arrays.fill(value, (byte) (9 + i));
            all.writeBytes(new byte[] {0, 0, 0, (byte) lengths[i]});
            all.writeBytes(value);
            secrets[i] = lengths[i] == 0 ? null : SecretBytes.owning(value);
        }
        KeyDerivation kdf = new KeyDerivation(HashAlgorithm.S384, CONTEXT);
        try (SecretBytes result = SecretBytes.copyOf(dhResult);
                SecretBytes s0 = kdf.s0(result, secrets[0], secrets[1], secrets[2])) {
            byte[] expected = MessageDigest.getInstance("SHA-384").digest(all.toByteArray());
            assertThat(s0.reveal()).isEqualTo(expected);
        }
    }
}
