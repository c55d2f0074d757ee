// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.secret.SecretBytes;

/** What all keys of a profile come from: 256 random bits, made once. Owned by whoever holds it. */
final class MasterKey implements AutoCloseable {

    static final int BYTES = 32;

    private final SecretBytes secret;

    /** @param secret 32 bytes, taken over */
    MasterKey(SecretBytes secret) {
        if (secret.reveal().length != BYTES) {
            throw new IllegalArgumentException("A master key has " + BYTES + " bytes");
        }
        this.secret = secret;
    }

    static MasterKey create(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new MasterKey(SecretBytes.owning(bytes));
    }

    SecretBytes secret() {
        return secret;
    }

    /** 32 bytes for one purpose (HKDF-SHA256, RFC 5869); the caller owns them. */
    SecretBytes derive(String purpose) {
        try {
            return SecretBytes.owning(KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(new SecretKeySpec(secret.reveal(), "HKDF"))
                            .thenExpand(("securecall " + purpose).getBytes(StandardCharsets.US_ASCII), BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HKDF", e);
        }
    }

    @Override
    public void close() {
        secret.close();
    }
}
