// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells whether packets that bear this side's own SSRC come from a peer that chose the same, or are this side's own ones, sent
 * back (RFC 3550 §8.2). An address from where such packets came once is kept: if they go on to come from there under the next
 * SSRC, they are a loop, and another change would end nothing. Belongs to the receiving thread.
 */
final class OwnSource {

    /** §8.2: an address is forgotten when nothing came from there for "10 RTCP report intervals". */
    static final long FORGOTTEN_NANOS = 50_000_000_000L;

    /** Only the peer's address is looked at, and it moves seldom. */
    private static final int MOST_ADDRESSES = 8;

    private final Map<InetSocketAddress, Long> conflicting = new LinkedHashMap<>();

    /**
     * A packet with the SSRC that this side has now came from the peer's address.
     *
     * @param now by {@link System#nanoTime()}
     * @return whether to choose another SSRC; where not, the packets are a loop and to be dropped
     */
    boolean isCollision(InetSocketAddress from, long now) {
        conflicting.values().removeIf(last -> now - last >= FORGOTTEN_NANOS);
        boolean known = conflicting.containsKey(from);
        if (!known && conflicting.size() == MOST_ADDRESSES) {
            return false;
        }
        conflicting.put(from, now);
        return !known;
    }
}
