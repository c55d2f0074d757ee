// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.app.api.AccountSnapshot.Registration.FAILED;
import static org.securecall.app.api.AccountSnapshot.Registration.REGISTERED;
import static org.securecall.app.api.AccountSnapshot.Registration.REGISTERING;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;

/** Whom a TLS server must prove to be, and that nothing is said to one that cannot. */
class TlsTest {

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;
    private static SSLContext valid;

    private Telephone phone;
    private TlsRegistrar registrar;

    @BeforeAll
    static void make() throws Exception {
        certificates = new TestCertificates(directory);
        valid = certificates.server("valid", "localhost", "dns:localhost", "-1d", 10);
    }

    @BeforeEach
    void open() throws Exception {
        phone = new Telephone();
        registrar = new TlsRegistrar(valid);
    }

    @AfterEach
    void close() throws IOException {
        phone.close();
        registrar.close();
    }

    private void serve(SSLContext server, String... versions) throws IOException {
        registrar.close();
        registrar = new TlsRegistrar(server, versions);
    }

    private static SipAccount account(String user, String registrar, Optional<Path> authorities) {
        return new SipAccount(
                new AccountSpec(
                        "sip:" + user + "@example.org",
                        "",
                        Optional.empty(),
                        Transport.TLS,
                        Optional.of(registrar),
                        authorities.map(Path::toString),
                        true),
                () -> "secret".toCharArray());
    }

    private SipEvent.RegistrationChanged register(SSLContext server, Optional<Path> authorities) throws Exception {
        serve(server);
        phone.agent.register(account("alice", "localhost:" + registrar.port(), authorities));
        return phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED || r.state() == FAILED);
    }

    private void refused(SipEvent.RegistrationChanged result, String reason) {
        assertThat(result.state()).isEqualTo(FAILED);
        assertThat(result.reason()).contains(reason);
        assertThat(registrar.connections()).isPositive();
        assertThat(registrar.bytes())
                .as("bytes of SIP that the refused server saw")
                .isZero();
    }

    @Test
    void aServerOfATrustedAuthorityIsRegisteredAtAndItsCertificateIsShown() throws Exception {
        SipEvent.RegistrationChanged result = register(valid, Optional.of(certificates.authorities()));
        assertThat(result.state()).isEqualTo(REGISTERED);
        ServerCertificate card = result.certificate().orElseThrow();
        assertThat(card.trusted()).isTrue();
        assertThat(card.names()).containsExactly("localhost");
        assertThat(card.issuer()).isEqualTo("CN=Test CA");
        assertThat(card.protocol()).isEqualTo("TLSv1.3");
        assertThat(card.sha256()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsWork(String version) throws Exception {
        serve(valid, version);
        phone.agent.register(
                account("alice", "localhost:" + registrar.port(), Optional.of(certificates.authorities())));
        assertThat(phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED)
                        .certificate()
                        .orElseThrow()
                        .protocol())
                .isEqualTo(version);
    }

    @Test
    void anUnknownAuthorityIsRefused() throws Exception {
        SipEvent.RegistrationChanged result = register(valid, Optional.empty());
        refused(result, "nobody this machine trusts");
        assertThat(result.certificate().orElseThrow().trusted()).isFalse();
    }

    @Test
    void aSelfSignedCertificateIsRefused() throws Exception {
        SSLContext server = certificates.selfSigned("selfsigned", "dns:localhost");
        refused(register(server, Optional.of(certificates.authorities())), "nobody this machine trusts");
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        SSLContext server = certificates.server("expired", "localhost", "dns:localhost", "-30d", 10);
        refused(register(server, Optional.of(certificates.authorities())), "has expired");
    }

    @Test
    void aCertificateOfTheFutureIsRefused() throws Exception {
        SSLContext server = certificates.server("future", "localhost", "dns:localhost", "+5d", 10);
        refused(register(server, Optional.of(certificates.authorities())), "not valid yet");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        SSLContext server = certificates.server("other", "localhost", "dns:other.example", "-1d", 10);
        SipEvent.RegistrationChanged result = register(server, Optional.of(certificates.authorities()));
        refused(result, "another name than localhost");
        assertThat(result.certificate().orElseThrow().names()).containsExactly("other.example");
    }

    @Test
    void whatOneAccountTrustsIsNotLentToAnother() throws Exception {
        assertThat(register(valid, Optional.of(certificates.authorities())).state())
                .isEqualTo(REGISTERED);
        int before = registrar.bytes();
        phone.agent.register(account("bob", "localhost:" + registrar.port(), Optional.empty()));
        SipEvent.RegistrationChanged bob =
                phone.next(SipEvent.RegistrationChanged.class, r -> r.address().contains("bob") && r.state() == FAILED);
        assertThat(bob.reason()).contains("nobody this machine trusts");
        assertThat(registrar.bytes()).isEqualTo(before);
    }

    @Test
    void aConnectionThatTheServerEndsIsMadeAgain() throws Exception {
        assertThat(register(valid, Optional.of(certificates.authorities())).state())
                .isEqualTo(REGISTERED);
        int before = registrar.connections();
        registrar.drop();
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERING);
        phone.next(SipEvent.RegistrationChanged.class, r -> r.state() == REGISTERED);
        assertThat(registrar.connections()).isGreaterThan(before);
    }

    @Test
    void anUnreadableAuthorityFileIsSaidSo() throws Exception {
        assertThat(register(valid, Optional.of(directory.resolve("missing.pem")))
                        .reason())
                .contains("does not exist");
        assertThat(registrar.connections()).isZero();
    }

    @Test
    void anAuthorityFileThatHoldsNoneIsSaidSo() throws Exception {
        Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "not a certificate\n");
        assertThat(register(valid, Optional.of(rubbish)).reason()).contains("certificate authorities");
        assertThat(registrar.connections()).isZero();
    }

    /** RFC 5922 §7.1 and §7.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uri-domain     | uri:sip:example.org                  | example.org     | true",
                "uri-case       | uri:sip:Example.ORG                  | example.org     | true",
                "uri-other      | uri:sip:other.example,dns:a.example  | example.org     | false",
                "uri-sips       | uri:sips:example.org                 | example.org     | false",
                "uri-user       | uri:sip:alice@example.org            | example.org     | false",
                "dns-domain     | dns:a.example,dns:example.org        | example.org     | true",
                "dns-wildcard   | dns:*.example.org                    | sip.example.org | false",
                "dns-parent     | dns:example.org                      | sip.example.org | false",
                "address        | ip:127.0.0.1                         | 127.0.0.1       | true",
                "address-other  | ip:127.0.0.2                         | 127.0.0.1       | false",
                "name-for-ip    | dns:127.0.0.1                        | 127.0.0.1       | false",
            })
    void aCertificateSpeaksForTheDomainsItNames(String alias, String san, String expected, boolean accepted)
            throws Exception {
        // The common name says what is asked for each time: it must not count beside other names.
        serve(certificates.server(alias, expected, san, "-1d", 10));
        verify(expected, accepted);
    }

    @Test
    void theCommonNameCountsWhereThereIsNoOther() throws Exception {
        serve(certificates.server("cn", "example.org", "", "-1d", 10));
        verify("example.org", true);
        verify("other.example", false);
    }

    private void verify(String expected, boolean accepted) throws Exception {
        TlsConnector connector = new TlsConnector(
                new TlsIdentity(expected, Optional.of(certificates.authorities().toString())));
        InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), registrar.port());
        if (accepted) {
            try (Socket socket = connector.connect(to, Optional.empty(), () -> {})) {
                assertThat(socket.isConnected()).isTrue();
                assertThat(connector.certificate(to).orElseThrow().trusted()).isTrue();
            }
        } else {
            assertThatThrownBy(() -> connector.connect(to, Optional.empty(), () -> {}))
                    .isInstanceOf(FlowException.class)
                    .hasMessageContaining("another name than " + expected);
        }
    }
}
