// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** A UDP and a TCP socket on the same port. */
record BoundPorts(DatagramSocket udp, ServerSocket tcp) {

    static final int USUAL = 5060;
    private static final int TRIES = 50;

    /** @throws SipUnavailableException when the port that was asked for is taken, or the address is not this machine's */
    static BoundPorts of(SipOptions options) throws SipUnavailableException {
        int wanted = options.sipPort().orElse(USUAL);
        try {
            if (wanted == 0) {
                return anyFree(options.bind());
            }
            try {
                return on(options.bind(), wanted);
            } catch (BindException taken) {
                if (options.sipPort().isEmpty()) {
                    return anyFree(options.bind());
                }
                throw taken;
            }
        } catch (IOException e) {
            boolean address = options.bind().isPresent()
                    && e.getMessage() != null
                    && e.getMessage().contains("assign");
            String sentence = address
                    ? "The address " + options.bind().get().getHostAddress() + " is not one of this machine"
                    : wanted == 0
                            ? "No port can be opened for SIP"
                            : "Port " + wanted + " cannot be opened for SIP: another program uses it";
            throw new SipUnavailableException(sentence, e);
        }
    }

    private static BoundPorts anyFree(Optional<InetAddress> bind) throws IOException {
        IOException last = new BindException("No free port");
        for (int i = 0; i < TRIES; i++) {
            try {
                return on(bind, 0);
            } catch (BindException onlyTcpWasFree) {
                last = onlyTcpWasFree;
            }
        }
        throw last;
    }

    private static BoundPorts on(Optional<InetAddress> bind, int port) throws IOException {
        ServerSocket tcp = new ServerSocket();
        try {
            tcp.bind(address(bind, port));
            return new BoundPorts(new DatagramSocket(address(bind, tcp.getLocalPort())), tcp);
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    private static InetSocketAddress address(Optional<InetAddress> bind, int port) {
        return bind.map(b -> new InetSocketAddress(b, port)).orElseGet(() -> new InetSocketAddress(port));
    }

    void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
