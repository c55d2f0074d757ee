// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.List;
import java.util.Optional;
import org.securecall.media.api.ZrtpSuite;
import org.securecall.media.srtp.SrtpProfile;

/** The algorithms of one exchange. */
record Negotiated(
        HashAlgorithm hash, CipherAlgorithm cipher, AuthTag authTag, KeyAgreement keyAgreement, SasRendering sas) {

    /** What SRTP is to do. */
    SrtpProfile srtpProfile() {
        return SrtpProfile.of(authTag.mode(cipher), cipher.keyBits(), authTag.srtp());
    }

    ZrtpSuite suite() {
        return new ZrtpSuite(keyAgreement.label(), hash.label(), cipher.label(), authTag.label(), sas.label());
    }

    /** As {@link #chooseKeyAgreement(AlgorithmLists, AlgorithmLists)}, with the peer's lists from its Hello message. */
    static KeyAgreement chooseKeyAgreement(AlgorithmPreferences own, AlgorithmNames peer) {
        return chooseKeyAgreement(AlgorithmLists.of(own), AlgorithmLists.of(peer));
    }

    /**
     * The Diffie-Hellman key agreement that both sides come to on their own, from nothing but the two Hello messages, so
     * that each can make its key pair at once (RFC 6189 §4.1.2): "Each endpoint compares the first item on their own list
     * with the first item on the other endpoint's list and SHOULD choose the faster of the two".
     */
    static KeyAgreement chooseKeyAgreement(AlgorithmLists own, AlgorithmLists peer) {
        List<KeyAgreement> ours = inCommon(own, peer);
        List<KeyAgreement> theirs = common(peer.keyAgreements(), ours);
        return KeyAgreement.faster(ours.getFirst(), theirs.getFirst());
    }

    /** The Diffie-Hellman key agreements that both could use, in this side's order; at least one. */
    static List<KeyAgreement> inCommon(AlgorithmLists own, AlgorithmLists peer) {
        List<HashAlgorithm> hashes = common(own.hashes(), peer.hashes());
        List<CipherAlgorithm> ciphers = common(own.ciphers(), peer.ciphers());
        // DH3k is in both lists by right, and goes with everything.
        return common(own.keyAgreements(), peer.keyAgreements()).stream()
                .filter(KeyAgreement::isDiffieHellman)
                // §5.1.5: one that has no hash or no cipher to go with is no choice in common.
                .filter(k ->
                        hashes.stream().anyMatch(k::allows) && ciphers.stream().anyMatch(k::allows))
                .toList();
    }

    /** As {@link #choose(AlgorithmLists, AlgorithmLists, KeyAgreement)}, with the responder's lists from its Hello message. */
    static Negotiated choose(AlgorithmPreferences own, AlgorithmNames peer, KeyAgreement keyAgreement) {
        return choose(AlgorithmLists.of(own), AlgorithmLists.of(peer), keyAgreement);
    }

    /**
     * What the initiator puts into its Commit: of each kind its own first choice that the peer has too (§4.1.2) and that goes
     * with the key agreement (§5.1.5).
     */
    static Negotiated choose(AlgorithmLists initiator, AlgorithmLists responder, KeyAgreement keyAgreement) {
        List<CipherAlgorithm> ciphers = common(initiator.ciphers(), responder.ciphers()).stream()
                .filter(keyAgreement::allows)
                .toList();
        List<HashAlgorithm> hashes = common(initiator.hashes(), responder.hashes()).stream()
                .filter(keyAgreement::allows)
                .toList();
        CipherAlgorithm cipher =
                ciphers.stream().filter(keyAgreement::favours).findFirst().orElseGet(ciphers::getFirst);
        return new Negotiated(
                hashes.stream().filter(keyAgreement::favours).findFirst().orElseGet(hashes::getFirst),
                cipher,
                common(initiator.authTags(), responder.authTags()).stream()
                        .filter(tag -> tag.allows(cipher))
                        .findFirst()
                        .orElseThrow(),
                keyAgreement,
                common(initiator.sasRenderings(), responder.sasRenderings()).getFirst());
    }

    /** Whether the initiator chose from what this side offers, and what goes together (RFC 6189 §5.4, errors 0x51 to 0x55). */
    sealed interface Choice {

        record Accepted(Negotiated negotiated) implements Choice {}

        record Refused(ZrtpFailure.Reason reason) implements Choice {}
    }

    static Choice accept(AlgorithmPreferences own, Commit commit) {
        Optional<HashAlgorithm> hash = offered(HashAlgorithm.values(), commit.hash(), own.hashes());
        Optional<CipherAlgorithm> cipher = offered(CipherAlgorithm.values(), commit.cipher(), own.ciphers());
        Optional<AuthTag> tag = offered(AuthTag.values(), commit.authTag(), own.authTags());
        Optional<KeyAgreement> key = offered(KeyAgreement.values(), commit.keyAgreement(), own.keyAgreements());
        Optional<SasRendering> sas = offered(SasRendering.values(), commit.sas(), own.sasRenderings());
        if (hash.isEmpty()) {
            return new Choice.Refused(ZrtpFailure.Reason.HASH_NOT_SUPPORTED);
        } else if (cipher.isEmpty()) {
            return new Choice.Refused(ZrtpFailure.Reason.CIPHER_NOT_SUPPORTED);
        } else if (key.isEmpty()) {
            return new Choice.Refused(ZrtpFailure.Reason.KEY_AGREEMENT_NOT_SUPPORTED);
        } else if (tag.isEmpty()) {
            return new Choice.Refused(ZrtpFailure.Reason.AUTH_TAG_NOT_SUPPORTED);
        } else if (sas.isEmpty() && key.get() != KeyAgreement.MULT) {
            return new Choice.Refused(ZrtpFailure.Reason.SAS_NOT_SUPPORTED);
        }
        // §5.1.5: EC38 with a weaker hash or cipher is refused, as if these were not offered: with it they are not.
        if (!key.get().allows(hash.get())) {
            return new Choice.Refused(ZrtpFailure.Reason.HASH_NOT_SUPPORTED);
        } else if (!key.get().allows(cipher.get())) {
            return new Choice.Refused(ZrtpFailure.Reason.CIPHER_NOT_SUPPORTED);
        } else if (!tag.get().allows(cipher.get())) {
            return new Choice.Refused(ZrtpFailure.Reason.AUTH_TAG_NOT_SUPPORTED);
        }
        // In Multistream mode "the SAS Type is ignored" (§4.4.3.1).
        return new Choice.Accepted(
                new Negotiated(hash.get(), cipher.get(), tag.get(), key.get(), sas.orElse(SasRendering.B32)));
    }

    private static <A extends ZrtpAlgorithm> Optional<A> offered(A[] known, String wire, List<A> own) {
        return ZrtpAlgorithm.byWire(known, wire).filter(own::contains);
    }

    /** In the order of the first. */
    private static <A> List<A> common(List<A> first, List<A> second) {
        return first.stream().filter(second::contains).toList();
    }
}
