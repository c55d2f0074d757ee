// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.securecall.app.account.Fingerprints;

/** A throw-away authority and server certificates of it, made by the JDK's keytool. */
public final class TestCertificates {

    public static final String PASSWORD = "test-password";

    private final Path directory;

    public TestCertificates(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        keytool(
                "ca",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Test CA",
                "-ext",
                "bc:c");
        keytool("ca", "-exportcert", "-rfc", "-file", authorities().toString());
    }

    /** The authority's certificate in PEM. */
    public Path authorities() {
        return directory.resolve("ca.pem");
    }

    /** A server with a certificate of the authority; {@code san} as keytool writes it, or empty for none. */
    public SSLContext server(String name, String commonName, String san, String start, int days)
            throws IOException, InterruptedException, GeneralSecurityException {
        key(name, commonName);
        Path request = directory.resolve(name + ".csr");
        Path certificate = directory.resolve(name + ".pem");
        keytool(name, "-certreq", "-file", request.toString());
        List<String> sign = new ArrayList<>(List.of(
                "-gencert",
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-startdate",
                start,
                "-validity",
                Integer.toString(days)));
        if (!san.isEmpty()) {
            sign.addAll(List.of("-ext", "san=" + san));
        }
        keytool("ca", sign.toArray(String[]::new));
        Path chain = directory.resolve(name + "-chain.pem");
        Files.writeString(chain, Files.readString(certificate) + Files.readString(authorities()));
        keytool(name, "-importcert", "-noprompt", "-trustcacerts", "-file", chain.toString());
        return context(name);
    }

    /** A server whose certificate only itself vouches for. */
    public SSLContext selfSigned(String name, String san)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(
                name,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + san);
        return context(name);
    }

    /** A server whose key is too short. */
    public SSLContext weak(String name, String san) throws IOException, InterruptedException, GeneralSecurityException {
        keytool(
                name,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "1024",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + san);
        return context(name);
    }

    private void key(String name, String commonName) throws IOException, InterruptedException {
        keytool(name, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + commonName);
    }

    private SSLContext context(String name) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(name), null, null);
        return context;
    }

    private KeyManager[] keys(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    /** The same server; its clients' certificates are those of the authority. */
    public SSLContext askingFor(String name) throws IOException, GeneralSecurityException {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        try (InputStream in = Files.newInputStream(authorities())) {
            known.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(name), trust.getTrustManagers(), null);
        return context;
    }

    /** The fingerprint of what a server shows, in capital pairs with colons. */
    public String sha256(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return Fingerprints.of((X509Certificate) store.getCertificate(name));
    }

    /** The PKCS#12 file with the key, under {@link #PASSWORD}. */
    public Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    private void keytool(String alias, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", alias, "-keystore", store(alias).toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}
