// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One negotiable algorithm of RFC 6189 §5.1.2 to §5.1.6. */
public sealed interface ZrtpAlgorithm permits HashAlgorithm, CipherAlgorithm, AuthTag, KeyAgreement, SasRendering {

    /** The four octets on the wire, blanks included. */
    String wire();

    /** The name without trailing blanks, as people read and write it. */
    default String label() {
        return wire().stripTrailing();
    }

    /** The algorithm with these four octets among those known; empty for all others. */
    static <A extends ZrtpAlgorithm> Optional<A> byWire(A[] known, String wire) {
        return Arrays.stream(known).filter(a -> a.wire().equals(wire)).findFirst();
    }

    /** The known ones of a peer's list, in its order. Unknown names are no error: they are newer than this program. */
    static <A extends ZrtpAlgorithm> List<A> known(A[] known, List<String> wires) {
        return wires.stream().flatMap(w -> byWire(known, w).stream()).distinct().toList();
    }
}
