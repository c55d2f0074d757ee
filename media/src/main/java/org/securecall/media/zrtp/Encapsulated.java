// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.secret.SecretBytes;

/** A fresh secret, and the ciphertext that tells it to the owner of a public key. Closing wipes the secret. */
final class Encapsulated implements AutoCloseable {

    private final Octets ciphertext;
    private final SecretBytes secret;

    /** @param secret taken over */
    Encapsulated(Octets ciphertext, SecretBytes secret) {
        this.ciphertext = ciphertext;
        this.secret = secret;
    }

    Octets ciphertext() {
        return ciphertext;
    }

    /** Stays with this object. */
    SecretBytes secret() {
        return secret;
    }

    @Override
    public void close() {
        secret.close();
    }
}
