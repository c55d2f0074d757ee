// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.TwofishEngine;
import org.bouncycastle.crypto.modes.CFBBlockCipher;
import org.bouncycastle.crypto.modes.CFBModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpCipher;

/** The block cipher of SRTP and of the Confirm messages (RFC 6189 §5.1.3). */
public enum CipherAlgorithm implements ZrtpAlgorithm {
    AES1("AES1", Family.AES, 128),
    AES2("AES2", Family.AES, 192),
    AES3("AES3", Family.AES, 256),
    TWOFISH1("2FS1", Family.TWOFISH, 128),
    TWOFISH2("2FS2", Family.TWOFISH, 192),
    TWOFISH3("2FS3", Family.TWOFISH, 256);

    /** Both have blocks of 128 bits. */
    private enum Family {
        AES,
        TWOFISH
    }

    /** Octets of one block and of the initialisation vector. */
    static final int BLOCK = 16;

    private final String wire;
    private final Family family;
    private final int keyBits;

    CipherAlgorithm(String wire, Family family, int keyBits) {
        this.wire = wire;
        this.family = family;
        this.keyBits = keyBits;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The same cipher in counter mode. */
    SrtpCipher counterMode() {
        return switch (family) {
            case AES -> SrtpCipher.AES_CM;
            case TWOFISH -> SrtpCipher.TWOFISH_CM;
        };
    }

    public int keyBits() {
        return keyBits;
    }

    /** Full-block CFB, the last block cut to length (RFC 6189 §5.7). */
    byte[] encrypt(SecretBytes key, Octets iv, byte[] plain) {
        return cfb(true, key, iv, plain);
    }

    byte[] decrypt(SecretBytes key, Octets iv, byte[] encrypted) {
        return cfb(false, key, iv, encrypted);
    }

    private byte[] cfb(boolean encrypt, SecretBytes key, Octets iv, byte[] input) {
        if (key.length() != keyBits / 8) {
            throw new IllegalArgumentException(wire + " has a key of " + keyBits + " bits");
        }
        // The JDK wants whole blocks; in CFB what follows the end cannot change what comes before it.
        int whole = (input.length + BLOCK - 1) / BLOCK * BLOCK;
        byte[] padded = Arrays.copyOf(input, whole);
        byte[] output = switch (family) {
            case AES -> aes(encrypt, key, iv, padded);
            case TWOFISH -> twofish(encrypt, key, iv, padded);
        };
        Arrays.fill(padded, (byte) 0);
        byte[] cut = Arrays.copyOf(output, input.length);
        Arrays.fill(output, (byte) 0);
        return cut;
    }

    private static byte[] aes(boolean encrypt, SecretBytes key, Octets iv, byte[] blocks) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
            cipher.init(
                    encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key.reveal(), "AES"),
                    new IvParameterSpec(iv.toArray()));
            return cipher.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks AES in CFB mode", e);
        }
    }

    private static byte[] twofish(boolean encrypt, SecretBytes key, Octets iv, byte[] blocks) {
        CFBModeCipher cipher = CFBBlockCipher.newInstance(new TwofishEngine(), 8 * BLOCK);
        cipher.init(encrypt, new ParametersWithIV(new KeyParameter(key.reveal()), iv.toArray()));
        byte[] output = new byte[blocks.length];
        cipher.processBytes(blocks, 0, blocks.length, output, 0);
        return output;
    }
}
