// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.List;
import java.util.Map;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;

/**
 * The five lists of a Hello message as they were sent (RFC 6189 §5.2): four octets each, names this program does not know
 * included.
 */
record AlgorithmNames(
        List<String> hashes,
        List<String> ciphers,
        List<String> authTags,
        List<String> keyAgreements,
        List<String> sasRenderings) {

    AlgorithmNames {
        hashes = List.copyOf(hashes);
        ciphers = List.copyOf(ciphers);
        authTags = List.copyOf(authTags);
        keyAgreements = List.copyOf(keyAgreements);
        sasRenderings = List.copyOf(sasRenderings);
    }

    List<List<String>> all() {
        return List.of(hashes, ciphers, authTags, keyAgreements, sasRenderings);
    }

    int count() {
        return all().stream().mapToInt(List::size).sum();
    }

    /** As others than this protocol may see it: without trailing blanks, and without names that are not printable. */
    ZrtpOffer offer() {
        return new ZrtpOffer(Map.of(
                Kind.HASH, labels(hashes),
                Kind.CIPHER, labels(ciphers),
                Kind.AUTH_TAG, labels(authTags),
                Kind.KEY_AGREEMENT, labels(keyAgreements),
                Kind.SAS, labels(sasRenderings)));
    }

    private static List<String> labels(List<String> wires) {
        return wires.stream()
                .map(String::stripTrailing)
                .filter(ZrtpOffer::isName)
                .toList();
    }

    static AlgorithmNames of(ZrtpOffer offer) {
        return new AlgorithmNames(
                wires(offer.names(Kind.HASH)),
                wires(offer.names(Kind.CIPHER)),
                wires(offer.names(Kind.AUTH_TAG)),
                wires(offer.names(Kind.KEY_AGREEMENT)),
                wires(offer.names(Kind.SAS)));
    }

    private static List<String> wires(List<String> labels) {
        return labels.stream().map("%-4s"::formatted).toList();
    }
}
