// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.time.Duration;

/**
 * Sees to it that keys are replaced before they have protected all that they may (RFC 3711 §9.2, RFC 7714 §11), and tells when
 * they have: voice has stopped then. Belongs to the loop.
 */
final class KeyLife {

    /** A peer that gave no new keys may give some later; the last part of a key's life lasts for months. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final Runnable rekey;
    private final Runnable over;
    private boolean asked;
    private long askedAt;
    private boolean told;

    /**
     * @param rekey asks the peer for new keys; where there are none to be had, it does nothing
     * @param over tells that the keys are used up
     */
    KeyLife(Runnable rekey, Runnable over) {
        this.rekey = rekey;
        this.over = over;
    }

    /**
     * Looks at the keys in use, now and then.
     *
     * @param wornOut whether they are in the last part of their life
     * @param usedUp whether a packet was refused for it
     * @param now by {@link System#nanoTime()}
     */
    void look(boolean wornOut, boolean usedUp, long now) {
        if (!wornOut) {
            asked = false;
        } else if (!asked || now - askedAt >= ASK_AGAIN.toNanos()) {
            asked = true;
            askedAt = now;
            rekey.run();
        }
        if (usedUp && !told) {
            over.run();
        }
        told = usedUp;
    }
}
