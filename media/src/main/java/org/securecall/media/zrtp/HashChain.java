// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;

/**
 * H0 to H3 (RFC 6189 §9): each is the hash of the one before, and they are shown in reverse order, so that whoever sends H0
 * in the end is whoever sent H3 in the beginning. H0 is this side's alone until the Confirm message shows it to the peer.
 */
record HashChain(Octets h0, Octets h1, Octets h2, Octets h3) {

    static HashChain create(SecureRandom random) {
        return from(Octets.random(random, 32));
    }

    static HashChain from(Octets h0) {
        Octets h1 = next(h0);
        Octets h2 = next(h1);
        return new HashChain(h0, h1, h2, next(h2));
    }

    static Octets next(Octets image) {
        return HashAlgorithm.IMPLICIT.hash(image);
    }
}
