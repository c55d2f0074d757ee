// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/** The formula of the revision of RFC 6189, §8.2.1, spelled out here once more with the JDK's own primitives: it has no vectors. */
class SdesAuxiliarySecretVectorTest {

    private static final Zid INITIATOR = new Zid("000102030405060708090a0b");
    private static final Zid RESPONDER = new Zid("101112131415161718191a1b");

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static SdesAuxiliarySecret secret(int keyBytes) {
        return new SdesAuxiliarySecret(
                SecretBytes.owning(filled(keyBytes, 1)),
                SecretBytes.owning(filled(14, 2)),
                SecretBytes.owning(filled(16, 3)),
                SecretBytes.owning(filled(14, 4)));
    }

    @ParameterizedTest
    @CsvSource({"S256, SHA-256, HmacSHA256, 16", "S384, SHA-384, HmacSHA384, 32", "S512, SHA-512, HmacSHA512, 24"})
    void itIsWhatTheFormulaSays(HashAlgorithm hash, String digest, String hmac, int keyBytes)
            throws GeneralSecurityException {
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        keys.writeBytes(new byte[] {0, 0, 0, (byte) keyBytes});
        keys.writeBytes(filled(keyBytes, 1));
        keys.writeBytes(new byte[] {0, 0, 0, 16});
        keys.writeBytes(filled(16, 3));
        byte[] key = MessageDigest.getInstance(digest).digest(keys.toByteArray());
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(new byte[] {0, 0, 0, 1});
        input.writeBytes("SRTP Secret".getBytes(StandardCharsets.US_ASCII));
        input.write(0);
        input.writeBytes(INITIATOR.bytes());
        input.writeBytes(RESPONDER.bytes());
        input.writeBytes(filled(14, 2));
        input.writeBytes(filled(14, 4));
        input.writeBytes(new byte[] {0, 0, (byte) ((8 * hash.bytes()) >>> 8), (byte) (8 * hash.bytes())});
        Mac mac = Mac.getInstance(hmac);
        mac.init(new SecretKeySpec(key, hmac));
        try (SdesAuxiliarySecret secret = secret(keyBytes);
                SecretBytes derived = secret.derive(hash, INITIATOR, RESPONDER)) {
            assertThat(derived.reveal()).isEqualTo(mac.doFinal(input.toByteArray()));
        }
    }

    @Test
    void theRolesOfZrtpCount() {
        try (SdesAuxiliarySecret secret = secret(16);
                SecretBytes one = secret.derive(HashAlgorithm.S256, INITIATOR, RESPONDER);
                SecretBytes other = secret.derive(HashAlgorithm.S256, RESPONDER, INITIATOR)) {
            assertThat(one.matches(other.reveal())).isFalse();
        }
    }
}
