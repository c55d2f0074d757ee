// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server that accepts every REGISTER, and counts what came to it once the handshake was done. */
public final class TlsRegistrar implements AutoCloseable {

    private final SSLServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    public TlsRegistrar(SSLContext context, String... protocols) throws IOException {
        this(context, false, protocols);
    }

    private TlsRegistrar(SSLContext context, boolean needsCertificate, String... protocols) throws IOException {
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        if (protocols.length > 0) {
            server.setEnabledProtocols(protocols);
        }
        server.setNeedClientAuth(needsCertificate);
        Thread.ofVirtual().start(this::accept);
    }

    /** One that nobody without a certificate gets in to. */
    public static TlsRegistrar needingCertificates(SSLContext context, String... protocols) throws IOException {
        return new TlsRegistrar(context, true, protocols);
    }

    /** Who showed a certificate, by its subject. */
    public List<String> clients() {
        return List.copyOf(clients);
    }

    /** What came, request by request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** How many bytes of SIP came, over all connections. */
    public int bytes() {
        return bytes.get();
    }

    /** Ends all connections, as a server that restarts. */
    void drop() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        StringBuilder got = new StringBuilder();
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.addAndGet(n);
                note(socket);
                got.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                int end = got.indexOf("\r\n\r\n");
                if (end > 0 && got.toString().stripLeading().startsWith("REGISTER")) {
                    String request = got.substring(0, end + 4).stripLeading();
                    got.setLength(0);
                    requests.add(request);
                    StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
                    for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq", "Contact"}) {
                        ScriptedServer.header(request, name)
                                .ifPresent(value -> answer.append(name + ": " + value + "\r\n"));
                    }
                    answer.append("Expires: 600\r\nContent-Length: 0\r\n\r\n");
                    socket.getOutputStream().write(answer.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException refused) {
            // The handshake failed, or the peer closed.
        }
    }

    private void note(Socket socket) {
        try {
            if (socket instanceof SSLSocket tls
                    && tls.getSession().getPeerCertificates()[0] instanceof X509Certificate shown) {
                clients.add(shown.getSubjectX500Principal().getName());
            }
        } catch (SSLPeerUnverifiedException nothingShown) {
            // Nobody asked for it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        drop();
    }
}
