// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;

/** Makes TLS connections to servers that prove one identity. */
final class TlsConnector {

    private static final int HANDSHAKE_MILLIS = 5000;
    private static final long LEAST_WAIT_MILLIS = 250;
    private static final long MOST_WAIT_MILLIS = 2000;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsIdentity identity;
    private final Authorities authorities;
    private final Runnable onConnected;
    private final Map<InetSocketAddress, ServerCertificate> certificates = new ConcurrentHashMap<>();

    /** @throws FlowException when the file with authorities cannot be read */
    TlsConnector(TlsIdentity identity) throws FlowException {
        this(identity, () -> {});
    }

    /**
     * As {@link #TlsConnector(TlsIdentity)}.
     *
     * @param onConnected runs between connection and handshake
     */
    TlsConnector(TlsIdentity identity, Runnable onConnected) throws FlowException {
        this.identity = identity;
        this.authorities = Authorities.of(identity.caFile());
        this.onConnected = onConnected;
    }

    TlsIdentity identity() {
        return identity;
    }

    /** What the server there showed when it was connected last. */
    Optional<ServerCertificate> certificate(InetSocketAddress of) {
        return Optional.ofNullable(certificates.get(of));
    }

    /**
     * Connects and verifies.
     *
     * @throws IOException when there is no connection; a {@link FlowException} when the server is not who it must be
     */
    Socket connect(InetSocketAddress to, Optional<InetAddress> bind, Runnable onClosed) throws IOException {
        CertificateCheck check = new CertificateCheck(identity, authorities);
        ClientKeys keys = new ClientKeys(identity.clientKey());
        Target target = new Target(Transport.TLS, to.getAddress(), to.getPort());
        Socket plain = new Socket();
        try {
            PlainConnector.connect(plain, to, bind);
        } catch (IOException e) {
            throw new FlowException(NetworkSentences.of(e, target), e);
        }
        onConnected.run();
        try {
            SSLSocket tls = (SSLSocket)
                    context(check, keys).getSocketFactory().createSocket(plain, identity.name(), to.getPort(), true);
            tls.setSSLParameters(parameters(tls));
            tls.setSoTimeout(HANDSHAKE_MILLIS);
            long began = System.nanoTime();
            tls.startHandshake();
            PushbackInputStream in = new PushbackInputStream(tls.getInputStream());
            if (keys.asked()) {
                awaitRefusal(tls, in, System.nanoTime() - began);
            }
            tls.setSoTimeout(0);
            tls.setKeepAlive(true);
            check.card(tls.getSession()).ifPresent(card -> certificates.put(to, card));
            return new VerifiedTlsSocket(tls, in, onClosed);
        } catch (IOException | IllegalArgumentException e) {
            plain.close();
            throw new FlowException(failure(check, keys, e, target), e);
        }
    }

    /** Why there was no handshake, what the server showed included. */
    private static SipFailure failure(CertificateCheck check, ClientKeys keys, Exception e, Target target) {
        if (check.refusal().isPresent()) {
            return check.refusal().get();
        }
        if (keys.asked() && (e instanceof SSLException || e instanceof SocketException)) {
            String sentence = keys.shown()
                    ? "The server refused the client certificate of this account."
                    : "The server asks for a client certificate, and this account has none that fits.";
            return new SipFailure(0, sentence, check.card(null));
        }
        return e instanceof IOException io
                ? NetworkSentences.of(io, target)
                : SipFailure.of("The name of the server cannot be used with TLS.");
    }

    /**
     * In TLS 1.3 a server refuses a client's certificate only after the handshake (RFC 8446 §4.4.2.4): gives it the time of some round
     * trips, so that the reason is known and no request is lost.
     */
    private static void awaitRefusal(SSLSocket tls, PushbackInputStream in, long handshakeNanos) throws IOException {
        long wait = Math.clamp(TimeUnit.NANOSECONDS.toMillis(handshakeNanos) * 3, LEAST_WAIT_MILLIS, MOST_WAIT_MILLIS);
        tls.setSoTimeout((int) wait);
        try {
            int first = in.read();
            if (first < 0) {
                throw new SSLException("Closed after the handshake");
            }
            in.unread(first);
        } catch (SocketTimeoutException silent) {
            // Nothing is wrong.
        }
    }

    private static SSLContext context(CertificateCheck check, ClientKeys keys) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {check}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("No TLS on this machine", e);
        }
    }

    private SSLParameters parameters(SSLSocket tls) {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        if (ServerLocator.literal(identity.name()).isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(identity.name())));
        }
        return parameters;
    }
}
