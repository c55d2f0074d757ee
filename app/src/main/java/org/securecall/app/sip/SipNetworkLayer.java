// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Hands JAIN-SIP sockets that are already bound, connected and, for TLS, verified. So ports are chosen without a race, a
 * refused connection or certificate is known by its exception, and no byte goes out before the server has proved its name.
 */
final class SipNetworkLayer implements NetworkLayer {

    private final @Nullable DatagramSocket datagramSocket;
    private final ServerSocket serverSocket;
    private final Connector connector;
    private final Consumer<InetSocketAddress> onClosed;
    private final Map<InetSocketAddress, Socket> connections = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /** Makes a connection that may be written to, and that tells when it is closed, by whichever side. */
    @FunctionalInterface
    interface Connector {
        Socket connect(InetSocketAddress to, Runnable onClosed) throws IOException;
    }

    /**
     * @param serverSocket where connections are accepted; for TLS a deaf one, which JAIN-SIP wants for its listening point
     * @param onClosed hears of every connection that ended
     */
    SipNetworkLayer(
            @Nullable DatagramSocket datagramSocket,
            ServerSocket serverSocket,
            Connector connector,
            Consumer<InetSocketAddress> onClosed) {
        this.datagramSocket = datagramSocket;
        this.serverSocket = serverSocket;
        this.connector = connector;
        this.onClosed = onClosed;
    }

    /** The connection to there, made when there is none. */
    Socket connection(InetSocketAddress to) throws IOException {
        Socket open = connections.get(to);
        if (open != null && !open.isClosed()) {
            return open;
        }
        if (ended) {
            throw new SocketException("No more connections here");
        }
        Socket made = connector.connect(to, () -> onClosed.accept(to));
        Socket before = connections.put(to, made);
        if (before != null && !before.isClosed()) {
            // Two tasks connected at once; the first connection stays.
            connections.put(to, before);
            made.close();
            return before;
        }
        if (ended) {
            made.close();
            throw new SocketException("No more connections here");
        }
        return made;
    }

    /** Ends all connections, also one that is being made; no other is made. */
    void disconnect() throws IOException {
        ended = true;
        for (Socket open : connections.values()) {
            open.close();
        }
    }

    /** Whether the connection to there is still open at this end. */
    boolean connected(InetSocketAddress to) {
        Socket open = connections.get(to);
        return open != null && !open.isClosed();
    }

    void close() throws IOException {
        for (Socket open : connections.values()) {
            open.close();
        }
        serverSocket.close();
        if (datagramSocket != null) {
            datagramSocket.close();
        }
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress laddr) throws SocketException {
        if (datagramSocket == null) {
            throw new SocketException("No UDP here");
        }
        return datagramSocket;
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        throw new SocketException("Only from the listening port");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress bindAddress) {
        return serverSocket;
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress bindAddress) throws IOException {
        if (serverSocket instanceof SSLServerSocket tls) {
            return tls;
        }
        throw new SocketException("No TLS here");
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return connection(new InetSocketAddress(address, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress) throws IOException {
        return createSocket(address, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress myAddress, int myPort) throws IOException {
        return createSocket(address, port);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        if (connection(new InetSocketAddress(address, port)) instanceof SSLSocket tls) {
            return tls;
        }
        throw new SocketException("No TLS here");
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress localAddress) throws IOException {
        return createSSLSocket(address, port);
    }

    @Override
    public void setSipStack(SipStackImpl sipStackImpl) {}
}
