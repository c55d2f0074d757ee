// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.secret.SecretBytes;

/**
 * AES-256-GCM (NIST SP 800-38D) under one key, with a random nonce of 96 bits before the ciphertext: for fewer than 2^32 records.
 * One thread at a time.
 */
final class Sealer implements AutoCloseable {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /** What sealing adds. */
    static final int OVERHEAD = NONCE + TAG_BITS / 8;

    private final SecretBytes key;
    private final SecretKeySpec spec;
    private final Cipher cipher;
    private final SecureRandom random;

    /** @param key 32 bytes, taken over */
    Sealer(SecretBytes key, SecureRandom random) {
        this.key = key;
        this.random = random;
        try {
            spec = new SecretKeySpec(key.reveal(), "AES");
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /** @param about is not in the result, and has to be given again to open it */
    byte[] seal(byte[] plain, byte[] about) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, spec, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(about);
            byte[] sealed = Arrays.copyOf(nonce, plain.length + OVERHEAD);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A record cannot be sealed", e);
        }
    }

    /** Empty when it was not sealed under this key about this, or changed since. */
    Optional<byte[]> open(byte[] sealed, byte[] about) {
        if (sealed.length < OVERHEAD) {
            return Optional.empty();
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, spec, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            cipher.updateAAD(about);
            return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A record cannot be opened", e);
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
