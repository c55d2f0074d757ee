// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * The auxiliary secret (RFC 6189 §4.3): something both users have from elsewhere, such as a phrase they agreed on, or the SDES
 * keys of the same call. It is mixed into the keys when both sides have the same, and is nothing but a finding in the details
 * when they have not. Whoever made it closes it, after the machine that uses it.
 */
public sealed interface AuxiliarySecret extends AutoCloseable permits AuxiliarySecret.Given, SdesAuxiliarySecret {

    /** What Skein's MAC takes for a key at least; fewer octets could not be safe either. */
    int LEAST_BYTES = 16;

    /**
     * @param secret {@value #LEAST_BYTES} octets or more, with the entropy of a key: anybody on the path can try guesses on its
     *     identifier, so a phrase has to go through a slow hash first; taken over
     * @throws IllegalArgumentException when it is shorter
     */
    static AuxiliarySecret of(SecretBytes secret) {
        return new Given(secret);
    }

    /**
     * As it stands for one exchange. The roles are those of ZRTP.
     *
     * @return a copy; the caller's to wipe
     */
    SecretBytes derive(HashAlgorithm hash, Zid initiator, Zid responder);

    @Override
    void close();

    /** The same in every exchange. */
    final class Given implements AuxiliarySecret {

        private final SecretBytes secret;

        private Given(SecretBytes secret) {
            if (secret.length() < LEAST_BYTES) {
                throw new IllegalArgumentException("An auxiliary secret has at least " + LEAST_BYTES + " octets");
            }
            this.secret = secret;
        }

        @Override
        public SecretBytes derive(HashAlgorithm hash, Zid initiator, Zid responder) {
            return secret.copy();
        }

        @Override
        public void close() {
            secret.close();
        }

        @Override
        public String toString() {
            return "AuxiliarySecret";
        }
    }
}
