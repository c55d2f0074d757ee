// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.Optional;

/**
 * The retained secrets of one local endpoint. Called on the event loop and answers at once, so it is backed by memory; the
 * store behind it writes later, in order.
 */
public interface ZrtpCache {

    /** This endpoint's own identifier. */
    Zid localZid();

    /** A copy that the caller owns and closes; empty for a peer never met, or one whose secrets have expired. */
    Optional<RetainedSecrets> find(Zid peer);

    /** Replaces what is kept about the peer; takes the secrets over. */
    void store(Zid peer, RetainedSecrets secrets);

    /** Sets this side's verified flag of a peer whose secrets are kept; without an entry nothing happens. */
    void setVerified(Zid peer, boolean verified);
}
