// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.api.AccountSnapshot.Registration.FAILED;
import static org.securecall.app.api.AccountSnapshot.Registration.REGISTERED;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.account.ClientKey;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ClientKeyFile;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;

/** What a pin lets in and what it keeps out, and certificates that clients show; not a byte of SIP goes to whom is refused. */
class PinTest {

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;
    private static SSLContext selfSigned;
    private static SSLContext another;
    private static SSLContext issued;

    private Telephone phone;
    private TlsRegistrar registrar;
    private int accounts;

    @BeforeAll
    static void make() throws Exception {
        certificates = new TestCertificates(directory);
        selfSigned = certificates.selfSigned("selfsigned", "dns:localhost");
        another = certificates.selfSigned("another", "dns:localhost");
        issued = certificates.server("issued", "localhost", "dns:localhost", "-1d", 10);
        certificates.server("client", "alice", "", "-1d", 10);
    }

    @BeforeEach
    void open() throws Exception {
        phone = new Telephone();
        registrar = new TlsRegistrar(issued);
    }

    private void serve(TlsRegistrar other) throws IOException {
        registrar.close();
        registrar = other;
    }

    @AfterEach
    void close() throws IOException {
        phone.close();
        registrar.close();
    }

    private SipAccount account(String user, Optional<String> pin, Optional<ClientKey> key, boolean authority) {
        return new SipAccount(
                new AccountSpec(
                        "sip:" + user + "@example.org",
                        "",
                        Optional.empty(),
                        Transport.TLS,
                        Optional.of("localhost:" + registrar.port()),
                        authority ? Optional.of(certificates.authorities().toString()) : Optional.empty(),
                        true),
                () -> "secret".toCharArray(),
                pin,
                key);
    }

    private SipEvent.RegistrationChanged register(SipAccount account) throws Exception {
        phone.agent.register(account);
        return phone.next(
                SipEvent.RegistrationChanged.class,
                r -> r.address().equals(account.spec().address()) && (r.state() == REGISTERED || r.state() == FAILED));
    }

    private SipEvent.RegistrationChanged register(SSLContext server, Optional<String> pin, boolean authority)
            throws Exception {
        serve(new TlsRegistrar(server));
        // Another one each time: what failed before is tried again, and fails again, whenever it likes.
        return register(account("alice" + ++accounts, pin, Optional.empty(), authority));
    }

    private ServerCertificate refused(SipEvent.RegistrationChanged result, CertificateVerdict verdict) {
        assertThat(result.state()).isEqualTo(FAILED);
        ServerCertificate card = result.certificate().orElseThrow();
        assertThat(card.verdict()).isEqualTo(verdict);
        assertThat(card.trusted()).isFalse();
        assertThat(registrar.bytes())
                .as("bytes of SIP that the refused server saw")
                .isZero();
        return card;
    }

    @Test
    void aSelfSignedCertificateIsAcceptedOnceItIsPinned() throws Exception {
        ServerCertificate card = refused(register(selfSigned, Optional.empty(), false), CertificateVerdict.SELF_SIGNED);
        assertThat(card.verdict().canBePinned()).isTrue();
        assertThat(card.sha256()).isEqualTo(certificates.sha256("selfsigned"));
        SipEvent.RegistrationChanged pinned =
                register(account("alice", Optional.of(card.sha256()), Optional.empty(), false));
        assertThat(pinned.state()).isEqualTo(REGISTERED);
        assertThat(pinned.certificate().orElseThrow().verdict()).isEqualTo(CertificateVerdict.PINNED);
    }

    @Test
    void anIssuerThatIsNotKnownCanBePinnedToo() throws Exception {
        refused(register(issued, Optional.empty(), false), CertificateVerdict.UNKNOWN_ISSUER);
        assertThat(register(account("alice", Optional.of(certificates.sha256("issued")), Optional.empty(), false))
                        .state())
                .isEqualTo(REGISTERED);
    }

    @Test
    void anotherCertificateThanThePinnedOneIsBlocked() throws Exception {
        SipEvent.RegistrationChanged result = register(another, Optional.of(certificates.sha256("selfsigned")), false);
        ServerCertificate card = refused(result, CertificateVerdict.PIN_CHANGED);
        assertThat(card.sha256()).isEqualTo(certificates.sha256("another"));
        assertThat(result.reason()).contains("another certificate than the one that is pinned");
    }

    @Test
    void whatAnAuthorityVouchesForDoesNotTakeThePlaceOfAPin() throws Exception {
        refused(register(issued, Optional.of(certificates.sha256("selfsigned")), true), CertificateVerdict.PIN_CHANGED);
    }

    @Test
    void aPinSettlesNeitherDatesNorNames() throws Exception {
        SSLContext expired = certificates.server("old", "localhost", "dns:localhost", "-30d", 10);
        refused(register(expired, Optional.of(certificates.sha256("old")), true), CertificateVerdict.EXPIRED);
        SSLContext elsewhere = certificates.selfSigned("elsewhere", "dns:elsewhere.example");
        ServerCertificate card = refused(
                register(elsewhere, Optional.of(certificates.sha256("elsewhere")), false),
                CertificateVerdict.WRONG_NAME);
        assertThat(card.verdict().canBePinned()).isFalse();
    }

    @Test
    void aPinOfOneAccountIsNotLentToAnother() throws Exception {
        assertThat(register(selfSigned, Optional.of(certificates.sha256("selfsigned")), false)
                        .state())
                .isEqualTo(REGISTERED);
        int before = registrar.bytes();
        SipEvent.RegistrationChanged bob = register(account("bob", Optional.empty(), Optional.empty(), false));
        assertThat(bob.state()).isEqualTo(FAILED);
        assertThat(registrar.bytes()).isEqualTo(before);
    }

    @Test
    void aPinThatIsTakenBackEndsTheConnectionWithoutAWord() throws Exception {
        assertThat(register(selfSigned, Optional.of(certificates.sha256("selfsigned")), false)
                        .state())
                .isEqualTo(REGISTERED);
        int before = registrar.bytes();
        SipEvent.RegistrationChanged after = register(account("alice", Optional.empty(), Optional.empty(), false));
        assertThat(after.state()).isEqualTo(FAILED);
        assertThat(after.certificate().orElseThrow().verdict()).isEqualTo(CertificateVerdict.SELF_SIGNED);
        assertThat(registrar.bytes()).isEqualTo(before);
        // Pinned once more, it is trusted once more.
        assertThat(register(account("alice", Optional.of(certificates.sha256("selfsigned")), Optional.empty(), false))
                        .state())
                .isEqualTo(REGISTERED);
    }

    @Test
    void aKeyThatIsTooShortIsNoMatterForAPin() throws Exception {
        SSLContext weak = certificates.weak("weak", "dns:localhost");
        ServerCertificate card = refused(register(weak, Optional.empty(), false), CertificateVerdict.WEAK);
        refused(
                register(account("alice", Optional.of(card.sha256()), Optional.empty(), false)),
                CertificateVerdict.WEAK);
    }

    private ClientKey clientKey() throws Exception {
        return ClientKey.read(new ClientKeyFile(certificates.store("client"), TestCertificates.PASSWORD.toCharArray()));
    }

    @Test
    void aServerThatAsksForItGetsTheAccountsCertificate() throws Exception {
        serve(TlsRegistrar.needingCertificates(certificates.askingFor("issued")));
        try (ClientKey key = clientKey()) {
            assertThat(register(account("alice", Optional.empty(), Optional.of(key), true))
                            .state())
                    .isEqualTo(REGISTERED);
            assertThat(registrar.clients()).contains("CN=alice");
        }
    }

    @Test
    void aServerThatAsksForACertificateThatIsNotThereIsSaidSo() throws Exception {
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            serve(TlsRegistrar.needingCertificates(certificates.askingFor("issued"), version));
            SipEvent.RegistrationChanged result =
                    register(account("alice-" + version, Optional.empty(), Optional.empty(), true));
            assertThat(result.state()).isEqualTo(FAILED);
            assertThat(result.reason()).contains("asks for a client certificate");
            assertThat(registrar.bytes()).isZero();
        }
    }

    @Test
    void aServerThatIsRefusedNeverSeesTheClientsCertificate() throws Exception {
        serve(TlsRegistrar.needingCertificates(certificates.askingFor("issued")));
        try (ClientKey key = clientKey()) {
            refused(
                    register(account("alice", Optional.empty(), Optional.of(key), false)),
                    CertificateVerdict.UNKNOWN_ISSUER);
            assertThat(registrar.clients()).isEmpty();
        }
    }

    @Test
    void aServerThatRefusesTheCertificateIsSaidSo() throws Exception {
        certificates.selfSigned("stranger", "dns:stranger.example");
        serve(TlsRegistrar.needingCertificates(certificates.askingFor("issued")));
        try (ClientKey key = ClientKey.read(
                new ClientKeyFile(certificates.store("stranger"), TestCertificates.PASSWORD.toCharArray()))) {
            SipEvent.RegistrationChanged result = register(account("alice", Optional.empty(), Optional.of(key), true));
            assertThat(result.reason()).contains("refused the client certificate");
            assertThat(registrar.bytes()).isZero();
        }
    }
}
