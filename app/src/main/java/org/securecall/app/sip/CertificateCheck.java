// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.CertificateText;
import org.securecall.app.account.Fingerprints;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ServerCertificate;

/**
 * One handshake's check of the server's chain and, within the handshake, of its SIP identity; remembers what it saw. A pin stands in for
 * the authorities and for nothing else: dates, key and name are checked all the same.
 */
final class CertificateCheck extends X509ExtendedTrustManager {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 224;

    private final TlsIdentity expected;
    private final Authorities authorities;
    private volatile @Nullable X509Certificate shown;
    private volatile @Nullable SipFailure refusal;
    private volatile CertificateVerdict verdict = CertificateVerdict.INVALID;

    CertificateCheck(TlsIdentity expected, Authorities authorities) {
        this.expected = expected;
        this.authorities = authorities;
    }

    /** Why the server was refused, if it was for its certificate. */
    Optional<SipFailure> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What the server showed; empty when the handshake did not get that far. */
    Optional<ServerCertificate> card(@Nullable SSLSession session) {
        X509Certificate certificate = shown;
        return certificate == null ? Optional.empty() : Optional.of(card(certificate, session, verdict));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        shown = chain[0];
        SSLSession session = socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
        try {
            check(chain, authType, socket);
        } catch (Refused refused) {
            verdict = refused.verdict;
            refusal = new SipFailure(0, String.valueOf(refused.getMessage()), card(session));
            throw refused;
        } catch (RuntimeException unreadable) {
            // Whatever a certificate may hold that breaks its readers.
            refusal = SipFailure.of("The server's certificate cannot be read.");
            throw new CertificateException("Unreadable", unreadable);
        }
    }

    private void check(X509Certificate[] chain, String authType, Socket socket) throws Refused {
        X509Certificate own = chain[0];
        boolean pinned = expected.pin().isPresent();
        if (pinned && !expected.pin().get().equals(Fingerprints.of(own))) {
            throw new Refused(
                    CertificateVerdict.PIN_CHANGED,
                    "The server shows another certificate than the one that is pinned: nothing was sent to it.");
        }
        checkDates(own);
        checkName(own);
        if (!pinned) {
            checkAuthorities(chain, authType, socket);
        }
        if (isWeak(own.getPublicKey())) {
            throw new Refused(CertificateVerdict.WEAK, "The key of the server's certificate is too short to be safe.");
        }
        verdict = pinned ? CertificateVerdict.PINNED : CertificateVerdict.TRUSTED;
    }

    private static void checkDates(X509Certificate own) throws Refused {
        try {
            own.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new Refused(CertificateVerdict.EXPIRED, "The server's certificate has expired.");
        } catch (CertificateNotYetValidException e) {
            throw new Refused(
                    CertificateVerdict.NOT_YET_VALID,
                    "The server's certificate is not valid yet; is this machine's clock right?");
        }
    }

    private void checkName(X509Certificate own) throws Refused {
        Optional<InetAddress> literal = ServerLocator.literal(expected.name());
        boolean matches = literal.isPresent()
                ? SipIdentities.holdsAddress(own, literal.get())
                : SipIdentities.of(own).contains(SipIdentities.normal(expected.name()));
        if (!matches) {
            throw new Refused(
                    CertificateVerdict.WRONG_NAME,
                    "The server's certificate is for another name than " + expected.name() + ".");
        }
    }

    private void checkAuthorities(X509Certificate[] chain, String authType, Socket socket) throws Refused {
        try {
            authorities.check().checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            if (isWeak(chain[0].getPublicKey())) {
                throw new Refused(
                        CertificateVerdict.WEAK, "The key of the server's certificate is too short to be safe.");
            }
            if (breaksARule(e)) {
                throw new Refused(
                        CertificateVerdict.INVALID, "The server's chain of certificates breaks a rule of TLS.");
            }
            throw vouchesForItself(chain[0])
                    ? new Refused(
                            CertificateVerdict.SELF_SIGNED,
                            "The server's certificate comes from nobody this machine trusts: it vouches for itself.")
                    : new Refused(
                            CertificateVerdict.UNKNOWN_ISSUER,
                            "The server's certificate comes from nobody this machine trusts.");
        }
    }

    /** Whether a chain to a trusted authority was found, and something in it was wrong. */
    private static boolean breaksARule(CertificateException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException) {
                return true;
            }
        }
        return e.getCause() == null;
    }

    private static boolean vouchesForItself(X509Certificate own) {
        try {
            own.verify(own.getPublicKey());
            return own.getSubjectX500Principal().equals(own.getIssuerX500Principal());
        } catch (GeneralSecurityException notByItself) {
            return false;
        }
    }

    private static boolean isWeak(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> rsa.getModulus().bitLength() < LEAST_RSA_BITS;
            case ECKey ec -> ec.getParams().getCurve().getField().getFieldSize() < LEAST_EC_BITS;
            default -> false;
        };
    }

    /** What is wrong, in a sentence for the user. */
    private static final class Refused extends CertificateException {

        private static final long serialVersionUID = 1;

        private final CertificateVerdict verdict;

        Refused(CertificateVerdict verdict, String sentence) {
            super(sentence);
            this.verdict = verdict;
        }
    }

    private static ServerCertificate card(X509Certificate c, @Nullable SSLSession session, CertificateVerdict verdict) {
        List<String> names = SipIdentities.shown(c);
        return new ServerCertificate(
                names.stream()
                        .limit(ServerCertificate.MOST_NAMES)
                        .map(CertificateText::shown)
                        .toList(),
                Math.max(names.size() - ServerCertificate.MOST_NAMES, 0),
                CertificateText.shown(c.getSubjectX500Principal().getName()),
                CertificateText.shown(c.getIssuerX500Principal().getName()),
                c.getNotBefore().toInstant(),
                c.getNotAfter().toInstant(),
                Fingerprints.of(c),
                session == null ? "" : session.getProtocol(),
                session == null ? "" : session.getCipherSuite(),
                verdict);
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
