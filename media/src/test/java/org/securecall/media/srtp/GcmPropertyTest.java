// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.rtp.PacketBuffer;

/** Our Galois/counter mode gives what the runtime's gives, for packets of every length that a buffer holds. */
class GcmPropertyTest {

    private static final int OVERHEAD = 16 + SrtpTransform.TRAILER_BYTES;
    private static final int INDEX = 0x1234_5678;

    private final SplittableRandom random = new SplittableRandom(20261124);

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void packetOfEveryLengthIsAsTheRuntimeMakesIt(int keyBytes) throws GeneralSecurityException {
        byte[] key = bytes(keyBytes);
        byte[] salt = bytes(12);
        try (GcmTransform transform = new GcmTransform(key, salt)) {
            for (int length = 12; length <= PacketBuffer.CAPACITY - OVERHEAD; length++) {
                byte[] plain = bytes(length);
                int header = random.nextInt(12, Math.min(length, 400) + 1);
                int ssrc = random.nextInt();
                long index = random.nextLong() >>> 16;
                PacketBuffer packet = SrtpPackets.of(plain);
                transform.protect(packet, header, ssrc, index);
                byte[] expected = seal(key, vector(salt, ssrc, index), plain, header, new byte[0]);
                assertThat(packet.copy())
                        .as("%d bytes, header %d", length, header)
                        .isEqualTo(expected);
                assertThat(transform.unprotect(packet, header, ssrc, index)).isTrue();
                assertThat(packet.copy()).isEqualTo(plain);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SrtpTransform.ENCRYPTED | INDEX, INDEX})
    void controlPacketOfEveryLengthIsAsTheRuntimeMakesIt(int trailer) throws GeneralSecurityException {
        byte[] key = bytes(32);
        byte[] salt = bytes(12);
        byte[] trailerBytes = SrtpPackets.hex("%08x".formatted(trailer)).copy();
        try (GcmTransform transform = new GcmTransform(key, salt)) {
            for (int length = 8; length <= PacketBuffer.CAPACITY - OVERHEAD; length++) {
                byte[] plain = bytes(length);
                int ssrc = random.nextInt();
                PacketBuffer packet = SrtpPackets.of(plain);
                transform.protectRtcp(packet, ssrc, trailer);
                int header = trailer < 0 ? 8 : length;
                byte[] sealed = seal(key, vector(salt, ssrc, INDEX), plain, header, trailerBytes);
                byte[] expected = Arrays.copyOf(sealed, sealed.length + trailerBytes.length);
                System.arraycopy(trailerBytes, 0, expected, sealed.length, trailerBytes.length);
                assertThat(packet.copy()).as("%d bytes", length).isEqualTo(expected);
                assertThat(transform.unprotectRtcp(packet, ssrc, trailer)).isTrue();
                assertThat(packet.copy()).isEqualTo(plain);
            }
        }
    }

    /** RFC 7714 §8.1 and §9.1. */
    private static byte[] vector(byte[] salt, int ssrc, long index) {
        byte[] vector = SrtpPackets.hex("0000%08x%012x".formatted(ssrc, index)).copy();
        for (int i = 0; i < vector.length; i++) {
            vector[i] ^= salt[i];
        }
        return vector;
    }

    private static byte[] seal(byte[] key, byte[] vector, byte[] plain, int header, byte[] trailer)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, vector));
        cipher.updateAAD(plain, 0, header);
        cipher.updateAAD(trailer);
        byte[] sealed = Arrays.copyOf(plain, plain.length + 16);
        assertThat(cipher.doFinal(plain, header, plain.length - header, sealed, header))
                .isEqualTo(sealed.length - header);
        return sealed;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
