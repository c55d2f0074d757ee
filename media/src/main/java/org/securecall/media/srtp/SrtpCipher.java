// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/** How payloads are encrypted. */
public enum SrtpCipher {
    /** AES in counter mode (RFC 3711 §4.1.1, RFC 6188). */
    AES_CM(14),
    /** Twofish in counter mode, otherwise like AES: what ZRTP calls 2FS1, 2FS2 and 2FS3 (RFC 6189 §5.1.3). */
    TWOFISH_CM(14),
    /** AES in Galois/counter mode, which authenticates too (RFC 7714). */
    AEAD_AES_GCM(12);

    private final int saltBytes;

    SrtpCipher(int saltBytes) {
        this.saltBytes = saltBytes;
    }

    /** Of master and session salt. */
    int saltBytes() {
        return saltBytes;
    }

    /** The block cipher beneath, which also derives the session keys. */
    BlockEncryption blocks(byte[] key) {
        return switch (this) {
            case AES_CM, AEAD_AES_GCM -> BlockEncryption.aes(key);
            case TWOFISH_CM -> BlockEncryption.twofish(key);
        };
    }
}
