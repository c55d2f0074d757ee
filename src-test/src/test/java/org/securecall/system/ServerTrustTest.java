// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.securecall.lab.CertificateAuthority;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Kamailio;
import org.securecall.lab.TlsTap;

/**
 * Pins and client certificates against Debian's Kamailio: a server that is refused sees no request, and so no credentials. Its log says so,
 * and a tap on the line that nothing as long as a request went to it.
 */
class ServerTrustTest {

    private static final String PASSWORD = Kamailio.password("alice");

    private static Event failure(HeadlessPhone phone) throws InterruptedException {
        return phone.await(
                "failed registration",
                e -> e.is("registration") && e.text("state").equals("failed"));
    }

    private static void assertNothingSaid(Kamailio server, TlsTap tap) throws Exception {
        assertThat(tap.connections()).isPositive();
        assertThat(tap.requests()).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aSelfSignedServerIsRefusedUntilItIsPinnedAndAgainWhenThePinIsRevoked() throws Exception {
        Path own = Folder.of(ServerTrustTest.class, "self-signed");
        CertificateAuthority maker = CertificateAuthority.create(own);
        Path certificate = maker.selfSigned(Kamailio.DOMAIN);
        String sha256 = maker.sha256(certificate);
        try (Kamailio server = Kamailio.start(own, "kamailio", maker, certificate, Kamailio.DOMAIN);
                TlsTap tap = new TlsTap(server.port("tls"))) {
            HeadlessPhone.Setup alice = HeadlessPhone.in(own, "alice").tlsAccount(tap, PASSWORD);
            try (HeadlessPhone phone = alice.start()) {
                assertThat(failure(phone).text("reason")).contains("vouches for itself");
                assertThat(phone.quit()).isZero();
            }
            assertThat(String.join("", alice.ask(0, "account", "certificate", alice.address())))
                    .contains(sha256, "\"verdict\":\"self-signed\"", "\"trusted\":false");
            assertThat(alice.ask(1, "account", "check", alice.address()))
                    .last()
                    .asString()
                    .contains("\"step\":\"certificate\",\"outcome\":\"failed\"");
            assertNothingSaid(server, tap);

            assertThat(alice.ask(0, "account", "pin", alice.address(), sha256)).containsExactly("pin\t" + sha256);
            try (HeadlessPhone phone = alice.start()) {
                phone.awaitRegistered();
                assertThat(phone.quit()).isZero();
            }
            assertThat(server.requests()).contains("REGISTER tls alice");
            int before = server.requests().size();
            int recordsBefore = tap.requests().size();
            // The tap would have seen it.
            assertThat(recordsBefore).isGreaterThanOrEqualTo(before).isPositive();

            alice.ask(0, "account", "unpin", alice.address());
            try (HeadlessPhone phone = alice.start()) {
                assertThat(failure(phone).text("reason")).contains("vouches for itself");
                assertThat(phone.quit()).isZero();
            }
            assertThat(server.requests()).hasSize(before);
            assertThat(tap.requests()).hasSize(recordsBefore);
        }
    }

    @Test
    void aServerThatShowsAnotherCertificateThanThePinnedOneIsBlocked() throws Exception {
        Path own = Folder.of(ServerTrustTest.class, "changed");
        CertificateAuthority maker = CertificateAuthority.create(own);
        String pinned = maker.sha256(maker.selfSigned(Kamailio.DOMAIN));
        // The authority is trusted: the pin counts all the same.
        Path certificate = maker.issue(Kamailio.DOMAIN);
        try (Kamailio server = Kamailio.start(own, "kamailio", maker, certificate, Kamailio.DOMAIN);
                TlsTap tap = new TlsTap(server.port("tls"))) {
            HeadlessPhone.Setup alice = HeadlessPhone.in(own, "alice")
                    .tlsAccount(
                            tap,
                            PASSWORD,
                            "--pin",
                            pinned,
                            "--ca",
                            maker.certificate().toString());
            try (HeadlessPhone phone = alice.start()) {
                assertThat(failure(phone).text("reason")).contains("another certificate than the one that is pinned");
                assertThat(phone.quit()).isZero();
            }
            assertThat(String.join("", alice.ask(0, "account", "certificate", alice.address())))
                    .contains(
                            "\"verdict\":\"pin-changed\"",
                            "\"sha256\":\"" + maker.sha256(certificate) + "\"",
                            "\"pinned\":\"" + pinned + "\"");
            assertNothingSaid(server, tap);
        }
    }

    @Test
    void aServerThatAsksForAClientCertificateGetsItFromTheProfile() throws Exception {
        Path own = Folder.of(ServerTrustTest.class, "client");
        CertificateAuthority authority = CertificateAuthority.create(own);
        Path certificate = authority.issue(Kamailio.DOMAIN);
        Path client = authority.issueClient("alice-client", "p12-secret");
        Path password = Files.writeString(own.resolve("password"), "p12-secret\n");
        String ca = authority.certificate().toString();
        try (Kamailio server =
                        Kamailio.startAskingForCertificates(own, "kamailio", authority, certificate, Kamailio.DOMAIN);
                TlsTap tap = new TlsTap(server.port("tls"))) {
            HeadlessPhone.Setup alice = HeadlessPhone.in(own, "alice").tlsAccount(tap, PASSWORD, "--ca", ca);
            try (HeadlessPhone phone = alice.start()) {
                assertThat(failure(phone).text("reason")).contains("asks for a client certificate");
                assertThat(phone.quit()).isZero();
            }
            assertNothingSaid(server, tap);

            alice.tlsAccount(
                    tap,
                    PASSWORD,
                    "--ca",
                    ca,
                    "--client-certificate",
                    client.toString(),
                    "--client-password-file",
                    password.toString());
            Files.delete(client);
            try (HeadlessPhone phone = alice.start()) {
                phone.awaitRegistered();
                assertThat(phone.quit()).isZero();
            }
            assertThat(server.requests()).contains("REGISTER tls alice");
            assertThat(String.join("\n", alice.ask(0, "account", "trusted"))).contains("CN=alice-client", ca);
        }
    }

    @Test
    void aCheckTellsTheStepsAndBindsNothing() throws Exception {
        Path own = Folder.of(ServerTrustTest.class, "check");
        CertificateAuthority authority = CertificateAuthority.create(own);
        String ca = authority.certificate().toString();
        try (Kamailio server =
                Kamailio.start(own, "kamailio", authority, authority.issue(Kamailio.DOMAIN), Kamailio.DOMAIN)) {
            HeadlessPhone.Setup alice =
                    HeadlessPhone.in(own, "alice").tlsAccount(server, PASSWORD, "--ca", ca, "--check");
            List<String> steps = alice.ask(0, "account", "check", alice.address());
            assertThat(steps).hasSize(5);
            assertThat(steps.getLast()).contains("\"step\":\"register\",\"outcome\":\"ok\"");
            assertThat(server.requests()).isNotEmpty().allMatch("REGISTER tls alice"::equals);

            HeadlessPhone.Setup bob = HeadlessPhone.in(own, "bob").tlsAccount(server, "no-such-password", "--ca", ca);
            assertThat(bob.ask(1, "account", "check", bob.address()))
                    .last()
                    .asString()
                    .contains("\"step\":\"register\",\"outcome\":\"failed\"", "name or the password");
        }
    }
}
