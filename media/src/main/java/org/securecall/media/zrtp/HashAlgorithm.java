// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash, and the HMAC built on it (RFC 6189 §5.1.2). */
public enum HashAlgorithm implements ZrtpAlgorithm {
    S256("S256", "SHA-256", "HmacSHA256", 32),
    S384("S384", "SHA-384", "HmacSHA384", 48);

    /** What is hashed before anything is negotiated: hash chain, Hello hash, message MACs (RFC 6189 §5.1.2.2). */
    static final HashAlgorithm IMPLICIT = S256;

    private final String wire;
    private final String digest;
    private final String hmac;
    private final int bytes;

    HashAlgorithm(String wire, String digest, String hmac, int bytes) {
        this.wire = wire;
        this.digest = digest;
        this.hmac = hmac;
        this.bytes = bytes;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** Length of the output in octets. */
    int bytes() {
        return bytes;
    }

    Octets hash(Octets... parts) {
        MessageDigest sha = newDigest();
        for (Octets part : parts) {
            sha.update(part.view());
        }
        return Octets.owning(sha.digest());
    }

    /** The caller wipes the result when it is a secret. */
    byte[] hashBytes(byte[]... parts) {
        MessageDigest sha = newDigest();
        for (byte[] part : parts) {
            sha.update(part);
        }
        return sha.digest();
    }

    /** The caller wipes the result when it is a secret. */
    byte[] mac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(hmac);
            mac.init(new SecretKeySpec(key, hmac));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + hmac, e);
        }
    }

    /** The leftmost 64 bits of the MAC, as everything in ZRTP messages uses it. */
    Octets mac64(byte[] key, byte[] message) {
        return Octets.owning(Arrays.copyOf(mac(key, message), 8));
    }

    private MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + digest, e);
        }
    }
}
