// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.Transport;

/** Servers that show what is no certificate: refused in a sentence, before a word is said, and the telephone goes on. */
class HostileServerTest {

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;
    private static X509Certificate genuine;
    private static PrivateKey key;

    @BeforeAll
    static void make() throws Exception {
        certificates = new TestCertificates(directory);
        certificates.selfSigned("genuine", "dns:localhost");
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = TestCertificates.PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(certificates.store("genuine"))) {
            store.load(in, password);
        }
        genuine = (X509Certificate) store.getCertificate("genuine");
        key = (PrivateKey) store.getKey("genuine", password);
    }

    /** The end of a try-out at a server that shows these bytes for its certificate. */
    private static ProbeStep shown(byte[] certificate) throws Exception {
        List<ProbeStep> steps = new CopyOnWriteArrayList<>();
        try (Telephone phone = new Telephone();
                TlsRegistrar registrar = new TlsRegistrar(server(certificate));
                AccountProbe probe = phone.agent.probe(account(registrar.port()), steps::add, () -> {})) {
            assertThat(probe.run(ProbeStep.Kind.NAPTR, ProbeStep.Kind.REGISTER)
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS))
                    .isFalse();
            assertThat(registrar.connections()).isPositive();
            assertThat(registrar.bytes()).isZero();
        }
        ProbeStep last = steps.getLast();
        assertThat(last.kind()).isEqualTo(ProbeStep.Kind.CERTIFICATE);
        assertThat(last.outcome()).isEqualTo(ProbeStep.Outcome.FAILED);
        return last;
    }

    private static SipAccount account(int port) {
        return new SipAccount(
                new AccountSpec(
                        "sip:alice@example.org",
                        "",
                        Optional.empty(),
                        Transport.TLS,
                        Optional.of("localhost:" + port),
                        Optional.empty(),
                        true),
                () -> "secret".toCharArray());
    }

    @Test
    void whatCannotBeReadIsSaidSo() throws Exception {
        byte[] cut = Arrays.copyOf(genuine.getEncoded(), 100);
        assertThat(shown(cut).reason()).contains("certificate cannot be read");
        assertThat(shown(new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1}).reason())
                .contains("cannot be read");
    }

    @Test
    void datesThatAreNoneAreSaidSo() throws Exception {
        byte[] broken = genuine.getEncoded();
        // RFC 5280 §4.1.2.5: two UTCTimes of 13 octets each, one after the other.
        int at = 0;
        while (broken[at] != 0x17 || broken[at + 1] != 13 || broken[at + 15] != 0x17) {
            at++;
        }
        Arrays.fill(broken, at + 2, at + 14, (byte) '9');
        assertThat(shown(broken).reason()).contains("certificate cannot be read");
    }

    @Test
    void oneThatIsTooLargeIsSaidSo() throws Exception {
        assertThat(shown(new byte[200_000]).reason()).contains("too large");
    }

    private static SSLContext server(byte[] certificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Showing(new Fake(certificate))}, null, null);
        return context;
    }

    /** Shows one certificate and signs with the genuine key. */
    private static final class Showing extends X509ExtendedKeyManager {

        private final X509Certificate certificate;

        Showing(X509Certificate certificate) {
            this.certificate = certificate;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return keyType.startsWith("EC") ? "own" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {"own"};
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }

    /** Looks genuine to the server that shows it, and is other bytes on the wire. */
    private static final class Fake extends X509Certificate {

        private static final long serialVersionUID = 1;

        private final transient byte[] encoded;

        Fake(byte[] encoded) {
            this.encoded = encoded;
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }

        @Override
        public PublicKey getPublicKey() {
            return genuine.getPublicKey();
        }

        @Override
        public void checkValidity() {}

        @Override
        public void checkValidity(Date date) {}

        @Override
        public int getVersion() {
            return genuine.getVersion();
        }

        @Override
        public BigInteger getSerialNumber() {
            return genuine.getSerialNumber();
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public Principal getIssuerDN() {
            return genuine.getIssuerX500Principal();
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public Principal getSubjectDN() {
            return genuine.getSubjectX500Principal();
        }

        @Override
        public Date getNotBefore() {
            return genuine.getNotBefore();
        }

        @Override
        public Date getNotAfter() {
            return genuine.getNotAfter();
        }

        @Override
        public byte[] getTBSCertificate() throws java.security.cert.CertificateEncodingException {
            return genuine.getTBSCertificate();
        }

        @Override
        public byte[] getSignature() {
            return genuine.getSignature();
        }

        @Override
        public String getSigAlgName() {
            return genuine.getSigAlgName();
        }

        @Override
        public String getSigAlgOID() {
            return genuine.getSigAlgOID();
        }

        @Override
        public byte @Nullable [] getSigAlgParams() {
            return genuine.getSigAlgParams();
        }

        @Override
        public boolean @Nullable [] getIssuerUniqueID() {
            return null;
        }

        @Override
        public boolean @Nullable [] getSubjectUniqueID() {
            return null;
        }

        @Override
        public boolean @Nullable [] getKeyUsage() {
            return null;
        }

        @Override
        public int getBasicConstraints() {
            return -1;
        }

        @Override
        public void verify(PublicKey by) throws CertificateException {
            throw new CertificateException("Never");
        }

        @Override
        public void verify(PublicKey by, String provider) throws CertificateException {
            throw new CertificateException("Never");
        }

        @Override
        public boolean hasUnsupportedCriticalExtension() {
            return false;
        }

        @Override
        public Set<String> getCriticalExtensionOIDs() {
            return Set.of();
        }

        @Override
        public Set<String> getNonCriticalExtensionOIDs() {
            return Set.of();
        }

        @Override
        public byte @Nullable [] getExtensionValue(String oid) {
            return null;
        }

        @Override
        public String toString() {
            return "Fake";
        }
    }
}
