// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;

/** Makes TLS connections to servers that prove one identity. */
final class TlsConnector {

    private static final int HANDSHAKE_MILLIS = 5000;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsIdentity identity;
    private final Authorities authorities;
    private final Map<InetSocketAddress, ServerCertificate> certificates = new ConcurrentHashMap<>();

    /** @throws FlowException when the file with authorities cannot be read */
    TlsConnector(TlsIdentity identity) throws FlowException {
        this.identity = identity;
        this.authorities = Authorities.of(identity.caFile());
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
        CertificateCheck check = new CertificateCheck(identity.name(), authorities);
        Socket plain = new Socket();
        PlainConnector.connect(plain, to, bind);
        try {
            SSLSocket tls = (SSLSocket)
                    context(check).getSocketFactory().createSocket(plain, identity.name(), to.getPort(), true);
            tls.setSSLParameters(parameters(tls));
            tls.setSoTimeout(HANDSHAKE_MILLIS);
            tls.startHandshake();
            tls.setSoTimeout(0);
            tls.setKeepAlive(true);
            check.card(tls.getSession(), true).ifPresent(card -> certificates.put(to, card));
            return new VerifiedTlsSocket(tls, onClosed);
        } catch (IOException e) {
            plain.close();
            if (check.refusal().isPresent()) {
                throw new FlowException(check.refusal().get(), e);
            }
            throw new FlowException(
                    NetworkSentences.of(e, new Target(Transport.TLS, to.getAddress(), to.getPort())), e);
        }
    }

    private static SSLContext context(CertificateCheck check) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {check}, null);
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
