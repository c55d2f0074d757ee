// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.net;

import java.io.IOException;
import java.net.InetAddress;

/**
 * An even port for RTP and the next one for RTCP (RFC 3550 §11).
 *
 * @param rtp also for ZRTP, and for RTCP when multiplexed
 * @param rtcp for RTCP when not
 */
public record PortPair(UdpPort rtp, UdpPort rtcp) implements AutoCloseable {

    private static final int TRIES = 100;

    /** @throws IOException when no such pair is free */
    public static PortPair bind(InetAddress address) throws IOException {
        IOException last = new IOException("No pair of ports is free");
        for (int i = 0; i < TRIES; i++) {
            UdpPort rtp = UdpPort.bind(address, 0);
            int port = rtp.localAddress().getPort();
            if (port % 2 == 0) {
                try {
                    return new PortPair(rtp, UdpPort.bind(address, port + 1));
                } catch (IOException e) {
                    last = e;
                }
            }
            rtp.close();
        }
        throw last;
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
