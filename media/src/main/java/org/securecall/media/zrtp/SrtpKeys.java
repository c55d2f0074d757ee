// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.secret.SecretBytes;

/** Master key and salt of one direction of SRTP, without MKI (RFC 6189 §4.5.3). Its receiver owns and closes it. */
public final class SrtpKeys implements AutoCloseable {

    private final int cipherKeyBits;
    private final int authTagBits;
    private final SecretBytes masterKey;
    private final SecretBytes masterSalt;

    SrtpKeys(int cipherKeyBits, int authTagBits, SecretBytes masterKey, SecretBytes masterSalt) {
        this.cipherKeyBits = cipherKeyBits;
        this.authTagBits = authTagBits;
        this.masterKey = masterKey;
        this.masterSalt = masterSalt;
    }

    /** Of AES in counter mode: 128 or 256. */
    public int cipherKeyBits() {
        return cipherKeyBits;
    }

    /** Of HMAC-SHA1 on SRTP packets: 32 or 80. SRTCP has 80 always (RFC 3711 §5.2). */
    public int authTagBits() {
        return authTagBits;
    }

    /** {@link #cipherKeyBits()} long. */
    public SecretBytes masterKey() {
        return masterKey;
    }

    /** 112 bits. */
    public SecretBytes masterSalt() {
        return masterSalt;
    }

    @Override
    public void close() {
        masterKey.close();
        masterSalt.close();
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + cipherKeyBits + ", " + authTagBits + "]";
    }
}
