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

    /** A connected socket that tells when it is closed. */
    static Socket connect(InetSocketAddress to, Optional<InetAddress> bind, Runnable onClosed) throws IOException {
        Socket socket = new Socket() {
            @Override
            public synchronized void close() throws IOException {
                boolean first = !isClosed();
                super.close();
                if (first && isConnected()) {
                    onClosed.run();
                }
            }
        };
        connect(socket, to, bind);
        socket.setKeepAlive(true);
        return socket;
    }

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
