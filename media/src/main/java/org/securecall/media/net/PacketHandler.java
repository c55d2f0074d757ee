// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.net;

import java.net.InetSocketAddress;
import org.securecall.media.rtp.PacketBuffer;

/** Takes packets, on the thread of the socket that received them. */
public interface PacketHandler {

    /**
     * @param packet valid during the call, and may be changed in it
     * @param arrivalNanos by {@link System#nanoTime()}
     */
    void onPacket(PacketKind kind, PacketBuffer packet, InetSocketAddress from, long arrivalNanos);

    /** No further packet will come from this socket; the last call on its thread. */
    void onClosed();
}
