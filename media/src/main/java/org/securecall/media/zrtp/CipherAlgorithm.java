// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.secret.SecretBytes;

/** The block cipher of SRTP and of the Confirm messages (RFC 6189 §5.1.3). */
public enum CipherAlgorithm implements ZrtpAlgorithm {
    AES1("AES1", 128),
    AES3("AES3", 256);

    /** Octets of one block and of the initialisation vector. */
    static final int BLOCK = 16;

    private final String wire;
    private final int keyBits;

    CipherAlgorithm(String wire, int keyBits) {
        this.wire = wire;
        this.keyBits = keyBits;
    }

    @Override
    public String wire() {
        return wire;
    }

    public int keyBits() {
        return keyBits;
    }

    /** Full-block CFB, the last block cut to length (RFC 6189 §5.7). */
    byte[] encrypt(SecretBytes key, Octets iv, byte[] plain) {
        return cfb(Cipher.ENCRYPT_MODE, key, iv, plain);
    }

    byte[] decrypt(SecretBytes key, Octets iv, byte[] encrypted) {
        return cfb(Cipher.DECRYPT_MODE, key, iv, encrypted);
    }

    private static byte[] cfb(int mode, SecretBytes key, Octets iv, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.reveal(), "AES"), new IvParameterSpec(iv.toArray()));
            // JCA wants whole blocks; in CFB what follows the end cannot change what comes before it.
            int whole = (input.length + BLOCK - 1) / BLOCK * BLOCK;
            byte[] padded = Arrays.copyOf(input, whole);
            byte[] output = cipher.doFinal(padded);
            Arrays.fill(padded, (byte) 0);
            byte[] cut = Arrays.copyOf(output, input.length);
            Arrays.fill(output, (byte) 0);
            return cut;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks AES in CFB mode", e);
        }
    }
}
