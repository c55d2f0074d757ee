// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.AuthTag;
import org.securecall.media.zrtp.CipherAlgorithm;
import org.securecall.media.zrtp.HashAlgorithm;
import org.securecall.media.zrtp.KeyAgreement;
import org.securecall.media.zrtp.SasRendering;
import org.securecall.media.zrtp.ZrtpAlgorithm;

/** The user's words for ZRTP algorithms, understood. */
final class ZrtpChoice {

    private ZrtpChoice() {}

    /** @throws MediaException when a name is unknown, with those that are known, or a list is too long */
    static AlgorithmPreferences of(ZrtpPreferences wanted) throws MediaException {
        AlgorithmPreferences recommended = AlgorithmPreferences.RECOMMENDED;
        try {
            return new AlgorithmPreferences(
                    list(wanted, Kind.HASH, HashAlgorithm.values(), recommended.hashes()),
                    list(wanted, Kind.CIPHER, CipherAlgorithm.values(), recommended.ciphers()),
                    list(wanted, Kind.AUTH_TAG, AuthTag.values(), recommended.authTags()),
                    list(wanted, Kind.KEY_AGREEMENT, KeyAgreement.values(), recommended.keyAgreements()),
                    list(wanted, Kind.SAS, SasRendering.values(), recommended.sasRenderings()));
        } catch (IllegalArgumentException e) {
            throw new MediaException(String.valueOf(e.getMessage()), e);
        }
    }

    private static <A extends ZrtpAlgorithm> List<A> list(
            ZrtpPreferences wanted, Kind kind, A[] known, List<A> recommended) throws MediaException {
        List<String> names = wanted.names(kind);
        if (names.isEmpty()) {
            return recommended;
        }
        List<A> list = new ArrayList<>();
        for (String name : names) {
            list.add(Arrays.stream(known)
                    .filter(algorithm -> algorithm.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new MediaException("Unknown " + kind.token() + " '" + name + "'; known are "
                            + String.join(
                                    ", ",
                                    Arrays.stream(known)
                                            .map(ZrtpAlgorithm::label)
                                            .toList()))));
        }
        return list;
    }
}
