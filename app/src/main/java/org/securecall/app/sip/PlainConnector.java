// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** Connects a TCP socket from the address that is bound to, if one is. */
final class PlainConnector {

    static final int CONNECT_MILLIS = 5000;

    private PlainConnector() {}

    static void connect(Socket socket, InetSocketAddress to, Optional<InetAddress> bind) throws IOException {
        try {
            if (bind.isPresent()) {
                socket.bind(new InetSocketAddress(bind.get(), 0));
            }
            socket.setTcpNoDelay(true);
            socket.connect(to, CONNECT_MILLIS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
