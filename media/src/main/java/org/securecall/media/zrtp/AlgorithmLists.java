// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.ArrayList;
import java.util.List;

/** The algorithms known here that one side has, its best first: those of its Hello message, and at the end what every endpoint has. */
record AlgorithmLists(
        List<HashAlgorithm> hashes,
        List<CipherAlgorithm> ciphers,
        List<AuthTag> authTags,
        List<KeyAgreement> keyAgreements,
        List<SasRendering> sasRenderings) {

    static AlgorithmLists of(AlgorithmPreferences own) {
        return new AlgorithmLists(
                own.hashes(), own.ciphers(), own.authTags(), own.keyAgreements(), own.sasRenderings());
    }

    static AlgorithmLists of(AlgorithmNames peer) {
        return new AlgorithmLists(
                listed(HashAlgorithm.values(), peer.hashes(), List.of(HashAlgorithm.S256)),
                listed(CipherAlgorithm.values(), peer.ciphers(), List.of(CipherAlgorithm.AES1)),
                listed(AuthTag.values(), peer.authTags(), List.of(AuthTag.HS32, AuthTag.HS80)),
                listed(KeyAgreement.values(), peer.keyAgreements(), List.of(KeyAgreement.DH3K)),
                listed(SasRendering.values(), peer.sasRenderings(), List.of(SasRendering.B32)));
    }

    /** With what the RFC says every endpoint has (§5.2: "implicitly added to the end of the list"). */
    private static <A extends ZrtpAlgorithm> List<A> listed(A[] known, List<String> wires, List<A> mandatory) {
        List<A> all = new ArrayList<>(ZrtpAlgorithm.known(known, wires));
        mandatory.stream().filter(a -> !all.contains(a)).forEach(all::add);
        return List.copyOf(all);
    }
}
