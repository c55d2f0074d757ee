// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA1 (RFC 2104) as SRTP uses it (RFC 3711 §4.2.1). {@code javax.crypto.Mac} makes new arrays for each packet;
 * a message digest makes none.
 */
final class HmacSha1 implements PacketMac {

    static final int KEY_BYTES = 20;

    private static final int BLOCK = 64;
    private static final int DIGEST = 20;

    private final MessageDigest sha1;
    private final byte[] innerPad = new byte[BLOCK];
    private final byte[] outerPad = new byte[BLOCK];
    private final byte[] digest = new byte[DIGEST];

    /** @param key at most 64 bytes; stays the caller's to wipe */
    HmacSha1(byte[] key) {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-1", e);
        }
        for (int i = 0; i < BLOCK; i++) {
            byte k = i < key.length ? key[i] : 0;
            innerPad[i] = (byte) (k ^ 0x36);
            outerPad[i] = (byte) (k ^ 0x5c);
        }
    }

    @Override
    public void mac(byte[] data, int length, byte[] suffix, int suffixLength, byte[] tag) {
        sha1.update(innerPad, 0, BLOCK);
        sha1.update(data, 0, length);
        sha1.update(suffix, 0, suffixLength);
        finish();
        sha1.update(outerPad, 0, BLOCK);
        sha1.update(digest, 0, DIGEST);
        finish();
        System.arraycopy(digest, 0, tag, 0, tag.length);
    }

    private void finish() {
        try {
            int made = sha1.digest(digest, 0, DIGEST);
            if (made != DIGEST) {
                throw new IllegalStateException("SHA-1 gave " + made + " bytes");
            }
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 gave no 20 bytes", e);
        }
    }

    @Override
    public void close() {
        sha1.reset();
        Arrays.fill(innerPad, (byte) 0);
        Arrays.fill(outerPad, (byte) 0);
        Arrays.fill(digest, (byte) 0);
    }
}
