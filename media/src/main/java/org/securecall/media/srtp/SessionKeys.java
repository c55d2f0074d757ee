// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/**
 * The session keys of SRTP or of SRTCP in one direction, derived once from the master key (RFC 3711 §4.3 with a key
 * derivation rate of zero, RFC 6188 §2), and what is done with them.
 */
final class SessionKeys implements AutoCloseable {

    /** Labels of RFC 3711 §4.3.2, where those of SRTCP follow those of SRTP. */
    enum Use {
        SRTP(0),
        SRTCP(3);

        private final int firstLabel;

        Use(int firstLabel) {
            this.firstLabel = firstLabel;
        }
    }

    private static final int AUTH_KEY_BYTES = 20;
    private static final int SHA1_BYTES = 20;
    private static final int IV_BYTES = 16;

    private final CounterMode counterMode;
    private final byte[] salt;
    private final Mac mac;
    private final int tagBytes;
    private final byte[] iv = new byte[IV_BYTES];
    private final byte[] rocBytes = new byte[4];
    private final byte[] digest = new byte[SHA1_BYTES];
    private final byte[] expected;
    private final byte[] received;

    SessionKeys(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt, Use use) {
        if (masterKey.length() != profile.keyBytes() || masterSalt.length() != SrtpProfile.SALT_BYTES) {
            throw new IllegalArgumentException(profile + " has a key of " + profile.keyBytes() + " and a salt of "
                    + SrtpProfile.SALT_BYTES + " bytes");
        }
        byte[] key = derive(masterKey, masterSalt, use.firstLabel, profile.keyBytes());
        byte[] authKey = derive(masterKey, masterSalt, use.firstLabel + 1, AUTH_KEY_BYTES);
        salt = derive(masterKey, masterSalt, use.firstLabel + 2, SrtpProfile.SALT_BYTES);
        tagBytes = use == Use.SRTP ? profile.tagBytes() : SrtpProfile.RTCP_TAG_BYTES;
        expected = new byte[tagBytes];
        received = new byte[tagBytes];
        try {
            counterMode = new CounterMode(key);
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authKey, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA1", e);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(authKey, (byte) 0);
        }
    }

    /** RFC 3711 §4.3.1 and §4.3.3: the keystream under the master key, from the salt with the label in its 8th byte. */
    static byte[] derive(SecretBytes masterKey, SecretBytes masterSalt, int label, int length) {
        byte[] x = Arrays.copyOf(masterSalt.reveal(), IV_BYTES);
        x[7] ^= (byte) label;
        byte[] derived = new byte[length];
        try (CounterMode prf = new CounterMode(masterKey.reveal())) {
            prf.apply(x, derived, 0, length);
        }
        return derived;
    }

    int tagBytes() {
        return tagBytes;
    }

    /**
     * Encrypts or decrypts the bytes from {@code from} to {@code to} (RFC 3711 §4.1.1).
     *
     * @param index the packet's index: 48 bits of SRTP or 31 of SRTCP
     */
    void crypt(PacketBuffer packet, int from, int to, int ssrc, long index) {
        System.arraycopy(salt, 0, iv, 0, SrtpProfile.SALT_BYTES);
        iv[14] = 0;
        iv[15] = 0;
        for (int i = 0; i < 4; i++) {
            iv[4 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            iv[8 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        counterMode.apply(iv, packet.bytes(), from, to - from);
    }

    /** Appends the tag over the packet and the roll-over counter (RFC 3711 §4.2); there must be room. */
    void sign(PacketBuffer packet, int roc) {
        int length = packet.length();
        tag(packet, length, roc, true);
        System.arraycopy(expected, 0, packet.bytes(), length, tagBytes);
        packet.length(length + tagBytes);
    }

    /** Likewise for SRTCP, whose index is in the packet. */
    void signRtcp(PacketBuffer packet) {
        int length = packet.length();
        tag(packet, length, 0, false);
        System.arraycopy(expected, 0, packet.bytes(), length, tagBytes);
        packet.length(length + tagBytes);
    }

    /** Whether the tag at the packet's end is right; takes the same time for every wrong one. */
    boolean isAuthentic(PacketBuffer packet, int roc) {
        return check(packet, roc, true);
    }

    boolean isAuthenticRtcp(PacketBuffer packet) {
        return check(packet, 0, false);
    }

    private boolean check(PacketBuffer packet, int roc, boolean withRoc) {
        int signed = packet.length() - tagBytes;
        tag(packet, signed, roc, withRoc);
        System.arraycopy(packet.bytes(), signed, received, 0, tagBytes);
        return MessageDigest.isEqual(expected, received);
    }

    private void tag(PacketBuffer packet, int length, int roc, boolean withRoc) {
        mac.update(packet.bytes(), 0, length);
        if (withRoc) {
            for (int i = 0; i < 4; i++) {
                rocBytes[i] = (byte) (roc >>> (24 - 8 * i));
            }
            mac.update(rocBytes, 0, 4);
        }
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA1 gave no 20 bytes", e);
        }
        System.arraycopy(digest, 0, expected, 0, tagBytes);
    }

    @Override
    public void close() {
        counterMode.close();
        Arrays.fill(salt, (byte) 0);
        Arrays.fill(iv, (byte) 0);
        Arrays.fill(digest, (byte) 0);
        Arrays.fill(expected, (byte) 0);
    }
}
