// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import org.securecall.media.api.ZrtpDetails;

/** How far the keys of a call are. */
public sealed interface Keying {

    /** Nothing was heard of the peer's ZRTP yet. */
    record Looking() implements Keying {}

    /** Keys are being agreed. */
    record Agreeing() implements Keying {}

    /** SRTP is in use in both directions. */
    record Agreed(ZrtpDetails details) implements Keying {}

    /** The peer has no ZRTP. */
    record Absent() implements Keying {}

    /**
     * There are no keys.
     *
     * @param cause one sentence for the user
     * @param attack whether an authentication failed
     */
    record Failed(String cause, boolean attack) implements Keying {}

    /**
     * There were keys and they are no longer in use.
     *
     * @param cause one sentence for the user
     */
    record Gone(String cause) implements Keying {}

    /**
     * The encryption was ended by GoClear, which the user had allowed: only the user's word lets voice flow in the clear.
     *
     * @param byPeer the other side asked for it
     */
    record Ended(boolean byPeer) implements Keying {}
}
