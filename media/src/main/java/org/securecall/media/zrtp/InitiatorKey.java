// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;
import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

/**
 * The initiator's part in an exchange. With a group its public value stays hidden behind hvi until DHPart2. With a KEM its
 * public key goes into the Commit, as the responder has to have it first, and what stays hidden is a nonce: in both cases
 * the responder cannot know, when it chooses, what the SAS will be.
 */
sealed interface InitiatorKey extends AutoCloseable {

    /** What goes into the Commit, after hvi; empty with a group. */
    Octets committed();

    /** pvi, as it goes into DHPart2. */
    Octets pvi();

    /**
     * DHResult, once DHPart1 is there. The caller owns and wipes it.
     *
     * @throws BadPublicValueException when pvr is none that an honest peer sends
     */
    SecretBytes result(Octets pvr) throws BadPublicValueException;

    /** When the peer's Commit wins: the key pair, if a responder has a use for one; otherwise it is closed (§4.2). */
    Optional<KeyShare> forResponder();

    @Override
    void close();

    /** @param key taken over */
    static InitiatorKey of(EphemeralKey key, HashAlgorithm hash, SecureRandom random) {
        return switch (key) {
            case KeyShare share -> new InGroup(share);
            case KemKeyPair pair -> new WithKem(pair, hash, Octets.random(random, HybridKem.NONCE));
        };
    }

    record InGroup(KeyShare share) implements InitiatorKey {

        @Override
        public Octets committed() {
            return Octets.EMPTY;
        }

        @Override
        public Octets pvi() {
            return share.publicValue();
        }

        @Override
        public SecretBytes result(Octets pvr) throws BadPublicValueException {
            return share.agree(pvr);
        }

        @Override
        public Optional<KeyShare> forResponder() {
            return Optional.of(share);
        }

        @Override
        public void close() {
            share.close();
        }
    }

    record WithKem(KemKeyPair pair, HashAlgorithm hash, Octets pvi) implements InitiatorKey {

        @Override
        public Octets committed() {
            return pair.publicKey();
        }

        @Override
        public SecretBytes result(Octets pvr) throws BadPublicValueException {
            return pair.decapsulate(pvr, hash);
        }

        @Override
        public Optional<KeyShare> forResponder() {
            pair.close();
            return Optional.empty();
        }

        @Override
        public void close() {
            pair.close();
        }
    }
}
