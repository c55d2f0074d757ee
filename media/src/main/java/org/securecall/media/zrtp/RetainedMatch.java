// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/**
 * Finding out which retained secret both sides have, without showing any (RFC 6189 §4.3).
 *
 * @param s1 belongs to the retained secrets that were given; null when there is none in common
 * @param secrets FIRST when this side had no rs1, MISMATCH when it had one and nothing agreed (§4.3.2)
 */
record RetainedMatch(@Nullable SecretBytes s1, Which which, Secrets secrets) {

    /** Which of this side's two secrets is s1. */
    enum Which {
        NONE,
        RS1,
        RS2
    }

    /** The same finding, without the secret, which is needed for s0 alone. */
    RetainedMatch withoutSecret() {
        return new RetainedMatch(null, which, secrets);
    }

    /**
     * The identifiers for this side's own DHPart message.
     *
     * @param auxiliary the identifier of the auxiliary secret; empty when there is none
     */
    static SecretIds ownIds(
            Optional<RetainedSecrets> retained,
            Optional<Octets> auxiliary,
            Role own,
            HashAlgorithm hash,
            SecureRandom random) {
        return new SecretIds(
                id(retained.flatMap(RetainedSecrets::rs1), own, hash, random),
                id(retained.flatMap(RetainedSecrets::rs2), own, hash, random),
                auxiliary.orElseGet(() -> Octets.random(random, SecretIds.EACH)),
                Octets.random(random, SecretIds.EACH));
    }

    /**
     * "If the initiator's rs1 matches the responder's rs1 or rs2, then s1 MUST be set to the initiator's rs1. If and only if
     * that match fails, then if the initiator's rs2 matches the responder's rs1 or rs2, then s1 MUST be set to the
     * initiator's rs2." (§4.3)
     *
     * @param peer the role of the one who sent {@code peerIds}
     */
    static RetainedMatch find(Optional<RetainedSecrets> retained, SecretIds peerIds, Role peer, HashAlgorithm hash) {
        Optional<SecretBytes> rs1 = retained.flatMap(RetainedSecrets::rs1);
        Optional<SecretBytes> rs2 = retained.flatMap(RetainedSecrets::rs2);
        Which which = switch (peer) {
            // The peer answered: this side is the initiator, whose rs1 goes first.
            case RESPONDER ->
                isAmong(rs1, peerIds, peer, hash)
                        ? Which.RS1
                        : isAmong(rs2, peerIds, peer, hash) ? Which.RS2 : Which.NONE;
            case INITIATOR -> {
                Which byTheirFirst = holderOf(peerIds.rs1(), rs1, rs2, peer, hash);
                yield byTheirFirst != Which.NONE ? byTheirFirst : holderOf(peerIds.rs2(), rs1, rs2, peer, hash);
            }
        };
        return switch (which) {
            case RS1 -> new RetainedMatch(rs1.orElseThrow(), which, Secrets.MATCH);
            case RS2 -> new RetainedMatch(rs2.orElseThrow(), which, Secrets.MATCH);
            // §4.3.2: a mismatch is "that we expected a cache match because rs1 exists in our local cache".
            case NONE -> new RetainedMatch(null, which, rs1.isPresent() ? Secrets.MISMATCH : Secrets.FIRST);
        };
    }

    private static boolean isAmong(Optional<SecretBytes> own, SecretIds ids, Role peer, HashAlgorithm hash) {
        if (own.isEmpty()) {
            return false;
        }
        Octets id = hash.mac64(own.get().reveal(), peer.ascii());
        return id.equals(ids.rs1()) || id.equals(ids.rs2());
    }

    private static Which holderOf(
            Octets id, Optional<SecretBytes> rs1, Optional<SecretBytes> rs2, Role peer, HashAlgorithm hash) {
        if (rs1.isPresent() && hash.mac64(rs1.get().reveal(), peer.ascii()).equals(id)) {
            return Which.RS1;
        }
        return rs2.isPresent() && hash.mac64(rs2.get().reveal(), peer.ascii()).equals(id) ? Which.RS2 : Which.NONE;
    }

    /** "If no secret of a given type is available, a random value is generated" (§4.3). */
    private static Octets id(Optional<SecretBytes> secret, Role own, HashAlgorithm hash, SecureRandom random) {
        return secret.map(s -> hash.mac64(s.reveal(), own.ascii()))
                .orElseGet(() -> Octets.random(random, SecretIds.EACH));
    }
}
