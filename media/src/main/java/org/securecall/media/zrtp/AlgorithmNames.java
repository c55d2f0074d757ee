// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.List;

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
}
