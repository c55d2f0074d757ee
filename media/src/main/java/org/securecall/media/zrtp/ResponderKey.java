// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

/**
 * The responder's part in an exchange. With a group it has a key pair; with a KEM it has a secret from the moment the Commit
 * came, and a ciphertext that tells it to the initiator.
 */
sealed interface ResponderKey extends AutoCloseable {

    /** pvr, as it goes into DHPart1. */
    Octets pvr();

    /**
     * DHResult, once DHPart2 is there. The caller owns and wipes it.
     *
     * @throws BadPublicValueException when pvi is none that an honest peer sends
     */
    SecretBytes result(Octets pvi) throws BadPublicValueException;

    @Override
    void close();

    /**
     * @param ready a key pair for the key agreement that was expected; taken over
     * @param committed the public key in the Commit; empty with a group
     * @throws BadPublicValueException when that is none that an honest peer sends; {@code ready} is closed then
     */
    static ResponderKey of(Context context, Optional<KeyShare> ready, Negotiated negotiated, Octets committed)
            throws BadPublicValueException {
        KeyScheme<?> scheme = negotiated.keyAgreement().scheme();
        // §4.2: "the responder's DH public value should only be discarded if it does not match the initiator's".
        if (ready.isPresent() && ready.get().scheme() == scheme) {
            return new InGroup(ready.get());
        }
        ready.ifPresent(KeyShare::close);
        return switch (scheme) {
            case KeyGroup group -> new InGroup(context.config().keys().take(group));
            case HybridKem kem -> new WithKem(kem.encapsulate(committed, negotiated.hash(), context.random()));
        };
    }

    record InGroup(KeyShare share) implements ResponderKey {

        @Override
        public Octets pvr() {
            return share.publicValue();
        }

        @Override
        public SecretBytes result(Octets pvi) throws BadPublicValueException {
            return share.agree(pvi);
        }

        @Override
        public void close() {
            share.close();
        }
    }

    record WithKem(Encapsulated encapsulated) implements ResponderKey {

        @Override
        public Octets pvr() {
            return encapsulated.ciphertext();
        }

        @Override
        public SecretBytes result(Octets pvi) throws BadPublicValueException {
            // hvi binds the initiator to its nonce; one of another length is no nonce of this protocol.
            if (pvi.length() != HybridKem.NONCE) {
                throw new BadPublicValueException("A nonce has " + HybridKem.NONCE + " octets");
            }
            return encapsulated.secret().copy();
        }

        @Override
        public void close() {
            encapsulated.close();
        }
    }
}
