// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.TwofishEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** A block cipher under one key, which encrypts many blocks in one call. */
@FunctionalInterface
interface BlockEncryption {

    int BLOCK_BYTES = 16;

    /**
     * Encrypts each block by itself.
     *
     * @param length of both arrays' beginnings, a multiple of {@link #BLOCK_BYTES}
     */
    void encrypt(byte[] blocks, int length, byte[] encrypted);

    /** @param key 16, 24 or 32 bytes; stays the caller's to wipe */
    static BlockEncryption aes(byte[] key) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return (blocks, length, encrypted) -> {
                try {
                    int made = aes.update(blocks, 0, length, encrypted, 0);
                    if (made != length) {
                        throw new IllegalStateException("AES gave " + made + " bytes for " + length);
                    }
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("AES refused whole blocks", e);
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no AES for keys of " + key.length + " bytes", e);
        }
    }

    /** @param key 16, 24 or 32 bytes; stays the caller's to wipe */
    static BlockEncryption twofish(byte[] key) {
        TwofishEngine twofish = new TwofishEngine();
        twofish.init(true, new KeyParameter(key));
        return (blocks, length, encrypted) -> {
            for (int at = 0; at < length; at += BLOCK_BYTES) {
                twofish.processBlock(blocks, at, encrypted, at);
            }
        };
    }
}
