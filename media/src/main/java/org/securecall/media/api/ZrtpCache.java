// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

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

    /**
     * The secret that this side shares with a server in the middle which the user trusts (RFC 6189 §7.3.1), 32 bytes; it never
     * expires.
     *
     * @return a copy that the caller owns and closes; empty for everybody else
     */
    default Optional<SecretBytes> pbxSecret(Zid server) {
        return Optional.empty();
    }

    /**
     * The user trusts a server from now on: "An endpoint MUST NOT store the pbxsecret in the cache without explicit user
     * authorization" (§7.3.1).
     *
     * @param secret taken over
     * @return whether it is kept: a cache may know nothing of servers
     */
    default boolean storePbxSecret(Zid server, SecretBytes secret) {
        secret.close();
        return false;
    }

    /** Sets this side's verified flag of a peer whose secrets are kept; without an entry nothing happens. */
    void setVerified(Zid peer, boolean verified);
}
