// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;

/**
 * AES in Galois/counter mode (RFC 7714). SRTCP's trailer comes after the tag, which covers it as associated data (§9.2,
 * §9.3).
 *
 * <p>Each packet takes about 1 kB of new memory, some 50 kB a second and direction: the runtime's GCM takes a vector only
 * in a new parameter object, and makes its table of powers anew from the same key. A GHASH of our own over the AES of {@link
 * BlockEncryption} would take none, but Java has no carry-less multiplication to make it fast, which the runtime's has, and
 * one by tables would tell of the key by its timing.
 */
final class GcmTransform implements SrtpTransform {

    private static final int TAG_BYTES = 16;
    private static final int IV_BYTES = 12;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] iv = new byte[IV_BYTES];
    private final byte[] trailerBytes = new byte[TRAILER_BYTES];
    /** Decrypted here first: the runtime decrypts before it has checked the tag. */
    private final byte[] plain = new byte[PacketBuffer.CAPACITY];

    /**
     * @param key 16 or 32 bytes, which are copied
     * @param salt 12 bytes, which are copied
     */
    GcmTransform(byte[] key, byte[] salt) {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no AES in Galois/counter mode", e);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.salt = salt.clone();
    }

    @Override
    public int tagBytes() {
        return TAG_BYTES;
    }

    @Override
    public void protect(PacketBuffer packet, int header, int ssrc, long index) {
        try {
            begin(Cipher.ENCRYPT_MODE, ssrc, index);
            cipher.updateAAD(packet.bytes(), 0, header);
            packet.length(encrypt(packet, header));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to encrypt", e);
        }
    }

    @Override
    public boolean unprotect(PacketBuffer packet, int header, int ssrc, long index) {
        try {
            begin(Cipher.DECRYPT_MODE, ssrc, index);
            cipher.updateAAD(packet.bytes(), 0, header);
            return decrypt(packet, header, packet.length());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to decrypt", e);
        }
    }

    @Override
    public void protectRtcp(PacketBuffer packet, int ssrc, int trailer) {
        int header = readable(packet.length(), trailer);
        try {
            begin(Cipher.ENCRYPT_MODE, ssrc, trailer & ~ENCRYPTED);
            cipher.updateAAD(packet.bytes(), 0, header);
            updateTrailer(trailer);
            int end = encrypt(packet, header);
            packet.int32(end, trailer);
            packet.length(end + TRAILER_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to encrypt", e);
        }
    }

    @Override
    public boolean unprotectRtcp(PacketBuffer packet, int ssrc, int trailer) {
        int end = packet.length() - TRAILER_BYTES;
        int header = readable(end - TAG_BYTES, trailer);
        try {
            begin(Cipher.DECRYPT_MODE, ssrc, trailer & ~ENCRYPTED);
            cipher.updateAAD(packet.bytes(), 0, header);
            updateTrailer(trailer);
            return decrypt(packet, header, end);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to decrypt", e);
        }
    }

    @Override
    public int trailer(PacketBuffer packet) {
        return packet.int32(packet.length() - TRAILER_BYTES);
    }

    /** What is associated data of an RTCP packet: its header (§9.2), or all of it without the E flag (§9.3). */
    private static int readable(int length, int trailer) {
        return (trailer & ENCRYPTED) != 0 ? RtpLayout.RTCP_HEADER : length;
    }

    /**
     * §8.1 and §9.1: the salt, with the SSRC in bytes 2 to 5 and the index in bytes 6 to 11. That of SRTCP has 31 bits and
     * so leaves two bytes as they are.
     */
    private void begin(int mode, int ssrc, long index) throws GeneralSecurityException {
        System.arraycopy(salt, 0, iv, 0, IV_BYTES);
        for (int i = 0; i < 4; i++) {
            iv[2 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            iv[6 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, iv));
    }

    private void updateTrailer(int trailer) {
        for (int i = 0; i < TRAILER_BYTES; i++) {
            trailerBytes[i] = (byte) (trailer >>> (24 - 8 * i));
        }
        cipher.updateAAD(trailerBytes, 0, TRAILER_BYTES);
    }

    /** Encrypts up to the packet's end and puts the tag there. Answers where the tag ends. */
    private int encrypt(PacketBuffer packet, int from) throws GeneralSecurityException {
        byte[] bytes = packet.bytes();
        return from + cipher.doFinal(bytes, from, packet.length() - from, bytes, from);
    }

    /** Decrypts up to the tag, which ends at {@code to}, and ends the packet there; does nothing if the tag is wrong. */
    private boolean decrypt(PacketBuffer packet, int from, int to) throws GeneralSecurityException {
        int length;
        try {
            length = cipher.doFinal(packet.bytes(), from, to - from, plain, 0);
        } catch (AEADBadTagException e) {
            // What every forged packet gives: an answer, not an error.
            return false;
        }
        System.arraycopy(plain, 0, packet.bytes(), from, length);
        packet.length(from + length);
        return true;
    }

    @Override
    public void close() {
        Arrays.fill(salt, (byte) 0);
        Arrays.fill(iv, (byte) 0);
        Arrays.fill(plain, (byte) 0);
    }
}
