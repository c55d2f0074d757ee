// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.Locale;

/**
 * Why an exchange came to one of its algorithms. Key agreements follow from both orders (RFC 6189 §4.1.2); of the other kinds, whoever
 * sent the Commit takes the first of its own order that the other side has too and that goes with the rest (§5.1.5).
 */
public enum ZrtpReason {
    /** A key agreement: the first that both have, in both orders. */
    FIRST_OF_BOTH,
    /** A key agreement: the orders begin differently, and of the first ones that both have this side's counts as the faster. */
    FASTER_OF_OURS,
    /** A key agreement: likewise, the peer's counts as the faster. */
    FASTER_OF_THEIRS,
    /** This side sent the Commit: the first of its order that the peer has too. */
    FIRST_OF_OURS,
    /** The peer sent the Commit: the first of its order that this side has too. */
    FIRST_OF_THEIRS,
    /** This side sent the Commit: what both have and is before it in this side's order goes less well with the rest, or not at all. */
    FITS_OURS,
    /** The peer sent the Commit: likewise, in the peer's order. */
    FITS_THEIRS,
    /** A key agreement: Preshared mode, which both list, with the secret of earlier calls (§4.4.2). */
    EARLIER_CALLS,
    /** The peer sent the Commit, and chose by rules of its own from what this side offers. */
    THEIR_CHOICE;

    /** As events have it, such as {@code first-of-both}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
