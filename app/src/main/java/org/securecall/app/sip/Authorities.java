// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that are trusted: the system's, and those of one account's file. */
record Authorities(X509ExtendedTrustManager check) {

    /** @throws FlowException when the file cannot be read, which must not end in trusting less or more than was asked for */
    static Authorities of(Optional<String> caFile) throws FlowException {
        try {
            X509ExtendedTrustManager system = trustManager(null);
            if (caFile.isEmpty()) {
                return new Authorities(system);
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int n = 0;
            for (X509Certificate authority : system.getAcceptedIssuers()) {
                all.setCertificateEntry("system-" + n++, authority);
            }
            for (Certificate authority : read(caFile.get())) {
                all.setCertificateEntry("account-" + n++, authority);
            }
            return new Authorities(trustManager(all));
        } catch (GeneralSecurityException | IOException e) {
            if (e instanceof FlowException known) {
                throw known;
            }
            throw new FlowException(SipFailure.of("The certificate authorities of this machine cannot be read."), e);
        }
    }

    private static Collection<? extends Certificate> read(String file) throws FlowException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw unreadable("The file of certificate authorities holds no certificate.", new IOException(file));
            }
            return found;
        } catch (NoSuchFileException e) {
            throw unreadable("The file of certificate authorities does not exist.", e);
        } catch (IOException | InvalidPathException e) {
            if (e instanceof FlowException known) {
                throw known;
            }
            throw unreadable("The file of certificate authorities cannot be read.", e);
        } catch (GeneralSecurityException e) {
            throw unreadable("The file of certificate authorities is not in PEM format.", e);
        }
    }

    private static FlowException unreadable(String sentence, Exception e) {
        return new FlowException(SipFailure.of(sentence), e);
    }

    private static X509ExtendedTrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("No X.509 trust manager");
    }
}
