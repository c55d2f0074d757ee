// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Which of this machine's addresses packets to a destination leave from, as the routing table says; nothing is sent. */
final class LocalAddress {

    /** TEST-NET-1 (RFC 5737): stands for anywhere outside. */
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

    private LocalAddress() {}

    static InetAddress towards(InetSocketAddress destination) throws IOException {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(destination);
            return probe.getLocalAddress();
        }
    }

    /** The address of the default route, loopback where there is none. */
    static InetAddress usual() {
        try {
            return towards(ANYWHERE);
        } catch (IOException | java.io.UncheckedIOException noRoute) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
