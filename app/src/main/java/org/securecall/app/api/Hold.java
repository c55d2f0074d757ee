// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/** Who lets a call wait (RFC 3264 §8.4). Its keys stay. */
public enum Hold {
    NONE,
    /** This side does: the peer hears silence, and is not heard. */
    LOCAL,
    /** The peer does. */
    REMOTE,
    BOTH;

    public boolean local() {
        return this == LOCAL || this == BOTH;
    }

    public boolean remote() {
        return this == REMOTE || this == BOTH;
    }

    public Hold withLocal(boolean local) {
        return of(local, remote());
    }

    public Hold withRemote(boolean remote) {
        return of(local(), remote);
    }

    private static Hold of(boolean local, boolean remote) {
        return local ? remote ? BOTH : LOCAL : remote ? REMOTE : NONE;
    }
}
