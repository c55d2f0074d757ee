// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;

/** Finds, for the algorithms of an exchange, the rule of {@link Negotiated} that led to each. Says nothing where no rule did. */
final class AlgorithmReasons {

    private final AlgorithmLists own;
    private final AlgorithmLists peer;
    private final boolean initiator;
    private final Map<Kind, ZrtpReason> reasons = new EnumMap<>(Kind.class);

    private AlgorithmReasons(AlgorithmLists own, AlgorithmLists peer, boolean initiator) {
        this.own = own;
        this.peer = peer;
        this.initiator = initiator;
    }

    /**
     * @param initiator whether this side sent the Commit
     * @return nothing for algorithms that this program does not know, and for those of Multistream mode, which are another stream's
     */
    static Map<Kind, ZrtpReason> of(AlgorithmLists own, AlgorithmLists peer, ZrtpSuite suite, boolean initiator) {
        AlgorithmReasons found = new AlgorithmReasons(own, peer, initiator);
        find(KeyAgreement.values(), suite.keyAgreement())
                .filter(key -> key != KeyAgreement.MULT)
                .ifPresent(key -> found.explain(suite, key));
        return Map.copyOf(found.reasons);
    }

    private void explain(ZrtpSuite suite, KeyAgreement key) {
        keyAgreement(key);
        one(Kind.HASH, HashAlgorithm.values(), suite.hash(), own.hashes(), peer.hashes(), key::allows, key::favours);
        one(
                Kind.CIPHER,
                CipherAlgorithm.values(),
                suite.cipher(),
                own.ciphers(),
                peer.ciphers(),
                key::allows,
                key::favours);
        find(CipherAlgorithm.values(), suite.cipher())
                .ifPresent(cipher -> one(
                        Kind.AUTH_TAG,
                        AuthTag.values(),
                        suite.authTag(),
                        own.authTags(),
                        peer.authTags(),
                        tag -> tag.allows(cipher),
                        tag -> true));
        one(
                Kind.SAS,
                SasRendering.values(),
                suite.sas(),
                own.sasRenderings(),
                peer.sasRenderings(),
                rendering -> true,
                rendering -> true);
    }

    private void keyAgreement(KeyAgreement chosen) {
        boolean listed =
                own.keyAgreements().contains(chosen) && peer.keyAgreements().contains(chosen);
        if (chosen == KeyAgreement.PRESHARED) {
            if (listed) {
                reasons.put(Kind.KEY_AGREEMENT, ZrtpReason.EARLIER_CALLS);
            }
            return;
        }
        List<KeyAgreement> ours = Negotiated.inCommon(own, peer);
        List<KeyAgreement> theirs = common(peer.keyAgreements(), ours);
        if (chosen != KeyAgreement.faster(ours.getFirst(), theirs.getFirst())) {
            theirChoice(Kind.KEY_AGREEMENT, listed);
        } else if (ours.getFirst() == theirs.getFirst()) {
            reasons.put(Kind.KEY_AGREEMENT, ZrtpReason.FIRST_OF_BOTH);
        } else {
            reasons.put(
                    Kind.KEY_AGREEMENT,
                    chosen == ours.getFirst() ? ZrtpReason.FASTER_OF_OURS : ZrtpReason.FASTER_OF_THEIRS);
        }
    }

    private <A extends ZrtpAlgorithm> void one(
            Kind kind,
            A[] known,
            String label,
            List<A> ours,
            List<A> theirs,
            Predicate<A> allowed,
            Predicate<A> favoured) {
        Optional<A> found = find(known, label);
        if (found.isEmpty()) {
            return;
        }
        A chosen = found.get();
        List<A> both = initiator ? common(ours, theirs) : common(theirs, ours);
        List<A> fitting = both.stream().filter(allowed).toList();
        Optional<A> expected = fitting.stream()
                .filter(favoured)
                .findFirst()
                .or(() -> fitting.stream().findFirst());
        if (!expected.equals(found)) {
            theirChoice(kind, both.contains(chosen));
        } else if (both.getFirst().equals(chosen)) {
            reasons.put(kind, initiator ? ZrtpReason.FIRST_OF_OURS : ZrtpReason.FIRST_OF_THEIRS);
        } else {
            reasons.put(kind, initiator ? ZrtpReason.FITS_OURS : ZrtpReason.FITS_THEIRS);
        }
    }

    /** What no rule explains, a peer that sent the Commit may have chosen all the same, from what this side has. */
    private void theirChoice(Kind kind, boolean listed) {
        if (!initiator && listed) {
            reasons.put(kind, ZrtpReason.THEIR_CHOICE);
        }
    }

    private static <A extends ZrtpAlgorithm> Optional<A> find(A[] known, String label) {
        for (A algorithm : known) {
            if (algorithm.label().equals(label)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** In the order of the first. */
    private static <A> List<A> common(List<A> first, List<A> second) {
        return first.stream().filter(second::contains).toList();
    }
}
