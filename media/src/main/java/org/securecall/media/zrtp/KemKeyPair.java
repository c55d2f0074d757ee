// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.KeyPair;
import org.securecall.media.secret.SecretBytes;

/** The initiator's key pair of a {@link HybridKem}, for one exchange. */
final class KemKeyPair implements EphemeralKey {

    private final HybridKem kem;
    private final KeyShare classic;
    private final KeyPair postQuantum;
    private final Octets publicKey;

    /**
     * @param classic of the scheme's curve; taken over
     * @param postQuantum of the scheme's size of ML-KEM
     */
    KemKeyPair(HybridKem kem, KeyShare classic, KeyPair postQuantum) {
        this.kem = kem;
        this.classic = classic;
        this.postQuantum = postQuantum;
        this.publicKey = classic.publicValue().append(kem.postQuantum().encapsulationKey(postQuantum));
    }

    @Override
    public KeyScheme<?> scheme() {
        return kem;
    }

    /** As it goes into the Commit. */
    Octets publicKey() {
        return publicKey;
    }

    /**
     * The secret that the responder chose.
     *
     * @return as long as the hash; the caller's to wipe
     * @throws BadPublicValueException when the ciphertext has the wrong length, or its first part would force a result that
     *     anybody can guess
     */
    SecretBytes decapsulate(Octets ciphertext, HashAlgorithm hash) throws BadPublicValueException {
        if (ciphertext.length() != kem.pvrBytes()) {
            throw new BadPublicValueException("A ciphertext of " + kem + " has " + kem.pvrBytes() + " octets");
        }
        int split = classic.group().publicValueBytes();
        Octets theirs = ciphertext.first(split);
        try (SecretBytes dh = classic.agree(theirs);
                SecretBytes classicSecret = kem.classic().derive(hash, dh, theirs, classic.publicValue());
                SecretBytes quantumSecret = kem.postQuantum()
                        .decapsulate(postQuantum.getPrivate(), ciphertext.slice(split, ciphertext.length()))) {
            return HybridKem.combine(hash, classicSecret, quantumSecret, ciphertext);
        }
    }

    /** The JDK's private keys cannot be wiped: dropping the reference is all there is. */
    @Override
    public void close() {
        classic.close();
    }
}
