// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.ArrayList;
import java.util.List;
import org.securecall.media.api.ZrtpOffer;

/**
 * What this side offers and accepts, best first, one list per kind. The algorithms that every endpoint must have are added
 * at the end where they are missing, as every peer takes them for offered anyway (RFC 6189 §5.2), and so is what a key
 * agreement cannot do without (§5.1.5): with EC38 SHA-384 "MUST be supported", and AES-256 "SHOULD be used".
 *
 * @param hashes at most seven with the mandatory ones
 * @param keyAgreements at most seven with DH3k and Mult
 */
public record AlgorithmPreferences(
        List<HashAlgorithm> hashes,
        List<CipherAlgorithm> ciphers,
        List<AuthTag> authTags,
        List<KeyAgreement> keyAgreements,
        List<SasRendering> sasRenderings) {

    /** The RFC allows seven names a list (RFC 6189 §5.2). */
    static final int MOST = ZrtpOffer.MOST;

    /**
     * The preset of a new installation: X25519 for speed, 256-bit AES because it costs next to nothing, 80-bit tags because
     * 32 bits let forgeries through, and words because people compare them better than characters.
     */
    public static final AlgorithmPreferences RECOMMENDED = new AlgorithmPreferences(
            List.of(HashAlgorithm.S256, HashAlgorithm.S384),
            List.of(CipherAlgorithm.AES3, CipherAlgorithm.AES1),
            List.of(AuthTag.HS80, AuthTag.HS32),
            List.of(KeyAgreement.X255, KeyAgreement.E255, KeyAgreement.EC25, KeyAgreement.DH3K, KeyAgreement.MULT),
            List.of(SasRendering.B256, SasRendering.B32));

    public AlgorithmPreferences {
        boolean ec38 = keyAgreements.contains(KeyAgreement.EC38);
        hashes = complete(hashes, ec38 ? List.of(HashAlgorithm.S384, HashAlgorithm.S256) : List.of(HashAlgorithm.S256));
        ciphers = complete(
                ciphers, ec38 ? List.of(CipherAlgorithm.AES3, CipherAlgorithm.AES1) : List.of(CipherAlgorithm.AES1));
        // The longer first: 32 bits are for peers that want them.
        authTags = complete(authTags, List.of(AuthTag.HS80, AuthTag.HS32));
        keyAgreements = complete(keyAgreements, List.of(KeyAgreement.DH3K, KeyAgreement.MULT));
        sasRenderings = complete(sasRenderings, List.of(SasRendering.B32));
    }

    public AlgorithmPreferences withKeyAgreements(KeyAgreement... names) {
        return new AlgorithmPreferences(hashes, ciphers, authTags, List.of(names), sasRenderings);
    }

    public AlgorithmPreferences withHashes(HashAlgorithm... names) {
        return new AlgorithmPreferences(List.of(names), ciphers, authTags, keyAgreements, sasRenderings);
    }

    public AlgorithmPreferences withCiphers(CipherAlgorithm... names) {
        return new AlgorithmPreferences(hashes, List.of(names), authTags, keyAgreements, sasRenderings);
    }

    public AlgorithmPreferences withAuthTags(AuthTag... names) {
        return new AlgorithmPreferences(hashes, ciphers, List.of(names), keyAgreements, sasRenderings);
    }

    public AlgorithmPreferences withSasRenderings(SasRendering... names) {
        return new AlgorithmPreferences(hashes, ciphers, authTags, keyAgreements, List.of(names));
    }

    AlgorithmNames names() {
        return new AlgorithmNames(
                wires(hashes), wires(ciphers), wires(authTags), wires(keyAgreements), wires(sasRenderings));
    }

    private static List<String> wires(List<? extends ZrtpAlgorithm> algorithms) {
        return algorithms.stream().map(ZrtpAlgorithm::wire).toList();
    }

    /** Adds what every endpoint must have. */
    static <A extends ZrtpAlgorithm> List<A> complete(List<A> listed, List<A> mandatory) {
        List<A> all = new ArrayList<>(listed);
        for (A algorithm : mandatory) {
            if (!all.contains(algorithm)) {
                all.add(algorithm);
            }
        }
        if (all.size() > MOST) {
            throw new IllegalArgumentException("More than " + MOST + " algorithms of one kind");
        }
        return List.copyOf(all);
    }
}
