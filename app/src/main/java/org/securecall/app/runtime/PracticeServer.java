// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.securecall.app.account.Fingerprints;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.Transport;
import org.securecall.app.sip.SipAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server on the way to the practice peer, on the loopback address: TLS on the user's side, which checks its certificate by a pin as
 * it would any other's, and TCP on the peer's. It passes on what it reads, which is all that a server needs to be able to.
 */
final class PracticeServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeServer.class);
    private static final char[] NO_PASSWORD = new char[0];
    private static final int PIECE = 8192;

    private final ServerSocket server;
    private final X509Certificate certificate;
    private final int peerPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private PracticeServer(ServerSocket server, X509Certificate certificate, int peerPort) {
        this.server = server;
        this.certificate = certificate;
        this.peerPort = peerPort;
    }

    /**
     * Opens it on any free port.
     *
     * @param peerPort where the practice peer takes TCP connections
     * @throws PhoneException when there is no port
     */
    static PracticeServer open(int peerPort, Instant now) throws PhoneException {
        PracticeCertificate own = PracticeCertificate.create(now);
        try {
            ServerSocket server =
                    context(own).getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
            PracticeServer opened = new PracticeServer(server, own.certificate(), peerPort);
            Thread.ofVirtual().name("practice-server").start(opened::accept);
            return opened;
        } catch (GeneralSecurityException | IOException e) {
            throw new PhoneException("The practice server cannot start: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(PracticeCertificate own) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("practice", own.key(), NO_PASSWORD, new X509Certificate[] {own.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Where it answers. */
    String address() {
        return "sip:practice@127.0.0.1:" + server.getLocalPort();
    }

    /** The way to it: over TLS, with its own certificate and no other. */
    SipAccount way() {
        return new SipAccount(
                new AccountSpec(
                        "sip:you@127.0.0.1",
                        "",
                        Optional.empty(),
                        Transport.TLS,
                        Optional.of("127.0.0.1:" + server.getLocalPort()),
                        Optional.empty(),
                        false),
                () -> NO_PASSWORD.clone(),
                Optional.of(Fingerprints.of(certificate)),
                Optional.empty());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket user = server.accept();
                open.add(user);
                Thread.ofVirtual().name("practice-server-call").start(() -> serve(user));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.debug("The practice server took no connection", e);
                }
            }
        }
    }

    private void serve(Socket user) {
        try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), peerPort)) {
            open.add(peer);
            Thread back = Thread.ofVirtual().name("practice-server-back").start(() -> pass(peer, user));
            pass(user, peer);
            back.join();
            open.remove(peer);
        } catch (IOException e) {
            LOG.debug("The practice server does not reach the peer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            quit(user);
            open.remove(user);
        }
    }

    private static void pass(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                to.getOutputStream().write(piece, 0, read);
            }
        } catch (IOException e) {
            LOG.debug("A connection through the practice server ended");
        }
        quit(from);
        quit(to);
    }

    private static void quit(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("The practice server did not close", e);
        }
        open.forEach(PracticeServer::quit);
    }
}
