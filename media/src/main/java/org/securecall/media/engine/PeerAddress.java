// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where packets to the peer go. The address that was signalled may be wrong, as a peer behind a NAT does not know its own, so
 * packets go back to where they come from (RFC 4961), under these rules:
 *
 * <ul>
 *   <li>An authenticated packet always moves the address: only the peer can have made it.
 *   <li>A packet that nothing authenticates (ZRTP before there are keys, or RTP in a call without encryption) moves it once, and
 *       only as long as nothing came from the signalled address.
 *   <li>After the signalled address changed, packets under way from the former one do not move it back.
 * </ul>
 *
 * Any thread may use it.
 */
final class PeerAddress {

    private static final long UNDER_WAY_NANOS = 2_000_000_000;

    private @Nullable InetSocketAddress signalled;
    private @Nullable InetSocketAddress former;
    private long changedAt;
    private boolean settled;

    private volatile @Nullable InetSocketAddress current;

    /** Empty before anything was signalled. Read for every packet, so it costs no lock. */
    @Nullable
    InetSocketAddress current() {
        return current;
    }

    /** Takes what the signalling says. */
    synchronized void signal(InetSocketAddress address, long nowNanos) {
        if (address.equals(signalled)) {
            return;
        }
        former = current;
        changedAt = nowNanos;
        signalled = address;
        settled = false;
        current = address;
    }

    /** A packet that only the peer can have made came from there. */
    void authentic(InetSocketAddress from, long nowNanos) {
        if (!from.equals(current)) {
            move(from, nowNanos, true);
        }
    }

    /** A packet came from there that looks like the peer's. */
    void plausible(InetSocketAddress from, long nowNanos) {
        move(from, nowNanos, false);
    }

    private synchronized void move(InetSocketAddress from, long nowNanos, boolean authentic) {
        if (signalled == null || (from.equals(former) && nowNanos - changedAt < UNDER_WAY_NANOS)) {
            return;
        }
        if (authentic || !settled) {
            settled = true;
            current = from;
        }
    }
}
