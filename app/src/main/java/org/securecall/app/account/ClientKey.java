// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.ClientCertificate;
import org.securecall.app.api.ClientKeyFile;
import org.securecall.media.secret.SecretBytes;

/** A private key with the certificate that an account shows its servers. Two are equal when their certificates are. */
public final class ClientKey implements AutoCloseable {

    private static final int LARGEST_FILE = 1 << 20;

    private final String algorithm;
    private final SecretBytes pkcs8;
    private final List<X509Certificate> chain;
    private final String sha256;

    private ClientKey(String algorithm, SecretBytes pkcs8, List<X509Certificate> chain) {
        this.algorithm = algorithm;
        this.pkcs8 = pkcs8;
        this.chain = List.copyOf(chain);
        this.sha256 = Fingerprints.of(chain.getFirst());
    }

    /**
     * Reads a PKCS#12 file, whose password is wiped.
     *
     * @return owned by the caller
     * @throws InvalidEntryException when it cannot be read, the password is wrong, or there is no usable key in it
     */
    public static ClientKey read(ClientKeyFile file) throws InvalidEntryException {
        byte[] content = new byte[0];
        try {
            content = bytes(file.file());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), file.password());
            return only(store, file.password());
        } catch (IOException e) {
            throw new InvalidEntryException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "The password of the client certificate is wrong"
                            : "The file of the client certificate is no PKCS#12 file (.p12 or .pfx)");
        } catch (UnrecoverableKeyException e) {
            throw new InvalidEntryException("The key in the file has another password than the file");
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new InvalidEntryException("The file of the client certificate cannot be understood");
        } finally {
            Arrays.fill(content, (byte) 0);
            Arrays.fill(file.password(), '\0');
        }
    }

    private static byte[] bytes(Path file) throws InvalidEntryException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST_FILE + 1);
            if (content.length > LARGEST_FILE) {
                throw new InvalidEntryException("The file of the client certificate is larger than a megabyte");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new InvalidEntryException("The file of the client certificate does not exist");
        } catch (IOException e) {
            throw new InvalidEntryException("The file of the client certificate cannot be read");
        }
    }

    private static ClientKey only(KeyStore store, char[] password)
            throws GeneralSecurityException, InvalidEntryException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.isEmpty()) {
            throw new InvalidEntryException(
                    "The file holds no private key: export the certificate together with its key");
        }
        if (keys.size() > 1) {
            throw new InvalidEntryException("The file holds several keys: export the one that is meant");
        }
        Key key = store.getKey(keys.getFirst(), password);
        Certificate @Nullable [] certificates = store.getCertificateChain(keys.getFirst());
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
            if (certificate instanceof X509Certificate x509) {
                chain.add(x509);
            }
        }
        if (!(key instanceof PrivateKey) || chain.isEmpty()) {
            throw new InvalidEntryException("The file holds no private key with a certificate");
        }
        checkDates(chain.getFirst());
        return new ClientKey(key.getAlgorithm(), SecretBytes.owning(key.getEncoded()), chain);
    }

    private static void checkDates(X509Certificate certificate) throws InvalidEntryException {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new InvalidEntryException("The client certificate has expired");
        } catch (CertificateNotYetValidException e) {
            throw new InvalidEntryException("The client certificate is not valid yet; is this machine's clock right?");
        }
    }

    /**
     * Puts together what {@link #algorithm()}, {@link #pkcs8()} and {@link #encodedChain()} gave.
     *
     * @param pkcs8 owned by the key from here on
     */
    public static ClientKey of(String algorithm, SecretBytes pkcs8, List<byte[]> encodedChain)
            throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] encoded : encodedChain) {
            chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
        }
        if (chain.isEmpty()) {
            throw new CertificateException("No certificate");
        }
        return new ClientKey(algorithm, pkcs8, chain);
    }

    /** Such as {@code RSA} or {@code EC}. */
    public String algorithm() {
        return algorithm;
    }

    /** Stays with the key. */
    public SecretBytes pkcs8() {
        return pkcs8;
    }

    public List<byte[]> encodedChain() {
        List<byte[]> encoded = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            try {
                encoded.add(certificate.getEncoded());
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("A certificate that was read cannot be written", e);
            }
        }
        return encoded;
    }

    /** The account's own first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Upper-case pairs with colons. */
    public String sha256() {
        return sha256;
    }

    /**
     * For one handshake.
     *
     * @throws IllegalStateException when it was wiped already
     * @throws GeneralSecurityException when this machine cannot use such keys
     */
    public PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8.reveal()));
    }

    /** What can be shown of it. */
    public ClientCertificate card(String account) {
        X509Certificate own = chain.getFirst();
        return new ClientCertificate(
                account,
                CertificateText.shown(own.getSubjectX500Principal().getName()),
                CertificateText.shown(own.getIssuerX500Principal().getName()),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                sha256);
    }

    public ClientKey copy() {
        return new ClientKey(algorithm, pkcs8.copy(), chain);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientKey key && key.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public void close() {
        pkcs8.close();
    }

    @Override
    public String toString() {
        return "ClientKey[" + sha256 + "]";
    }
}
