// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.ServerCertificate;

/** One handshake's check of the server's chain and, within the handshake, of its SIP identity; remembers what it saw. */
final class CertificateCheck extends X509ExtendedTrustManager {

    private final String expected;
    private final Authorities authorities;
    private volatile @Nullable X509Certificate shown;
    private volatile @Nullable SipFailure refusal;

    CertificateCheck(String expected, Authorities authorities) {
        this.expected = expected;
        this.authorities = authorities;
    }

    /** Why the server was refused, if it was for its certificate. */
    Optional<SipFailure> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What the server showed; empty when the handshake did not get that far. */
    Optional<ServerCertificate> card(@Nullable SSLSession session, boolean trusted) {
        X509Certificate certificate = shown;
        return certificate == null ? Optional.empty() : Optional.of(card(certificate, session, trusted));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        shown = chain[0];
        SSLSession session = socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
        try {
            chain[0].checkValidity();
        } catch (CertificateExpiredException e) {
            throw refuse("The server's certificate has expired.", session, e);
        } catch (CertificateNotYetValidException e) {
            throw refuse("The server's certificate is not valid yet; is this machine's clock right?", session, e);
        }
        try {
            authorities.check().checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw refuse("The server's certificate comes from nobody this machine trusts.", session, e);
        }
        Optional<InetAddress> literal = ServerLocator.literal(expected);
        boolean matches = literal.isPresent()
                ? SipIdentities.holdsAddress(chain[0], literal.get())
                : SipIdentities.of(chain[0]).contains(SipIdentities.normal(expected));
        if (!matches) {
            throw refuse(
                    "The server's certificate is for another name than " + expected + ".",
                    session,
                    new CertificateException("RFC 5922: wrong identity"));
        }
    }

    private CertificateException refuse(String sentence, @Nullable SSLSession session, CertificateException why) {
        refusal = new SipFailure(0, sentence, card(session, false));
        return why;
    }

    private static ServerCertificate card(X509Certificate c, @Nullable SSLSession session, boolean trusted) {
        return new ServerCertificate(
                SipIdentities.shown(c),
                c.getSubjectX500Principal().getName(),
                c.getIssuerX500Principal().getName(),
                c.getNotBefore().toInstant(),
                c.getNotAfter().toInstant(),
                fingerprint(c),
                session == null ? "" : session.getProtocol(),
                session == null ? "" : session.getCipherSuite(),
                trusted);
    }

    private static String fingerprint(X509Certificate c) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(c.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("A certificate without a fingerprint", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Only over a socket");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Only over a socket");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("This is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("This is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("This is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.check().getAcceptedIssuers();
    }
}
