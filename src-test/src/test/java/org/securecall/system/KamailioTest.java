// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.lab.CertificateAuthority;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Kamailio;
import org.securecall.lab.LinphonePeer;
import org.securecall.lab.SoundCards;
import org.securecall.lab.TlsTap;

/** Registration and calls through Debian's Kamailio. */
class KamailioTest {

    private static Path folder = Path.of("");
    private static CertificateAuthority authority;
    private static Kamailio server;
    private static SoundCards cards;

    @BeforeAll
    static void start() throws Exception {
        folder = Folder.of(KamailioTest.class, "server");
        authority = CertificateAuthority.create(folder);
        server = Kamailio.start(folder, "kamailio", authority, authority.issue(Kamailio.DOMAIN), Kamailio.DOMAIN);
        cards = SoundCards.start(folder, "alice", "bob");
    }

    @AfterAll
    static void stop() {
        cards.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void twoSecureCallsRegisterAndCall(String transport) throws Exception {
        Path own = Folder.of(KamailioTest.class, "pair-" + transport);
        try (HeadlessPhone bob =
                        phone(own, "bob", transport).options("--answer", "auto").start();
                HeadlessPhone alice = phone(own, "alice", transport).start()) {
            assertThat(bob.awaitRegistered().text("transport")).isEqualToIgnoringCase(transport);
            assertThat(alice.awaitRegistered().text("transport")).isEqualToIgnoringCase(transport);
            HeadlessPhone.Call out = alice.call("sip:bob@" + Kamailio.DOMAIN);
            HeadlessPhone.Call in = bob.incoming();
            Event here = out.awaitSecurity("encrypted");
            Event there = in.awaitSecurity("encrypted");
            assertThat(here.text("sas")).isNotEmpty().isEqualTo(there.text("sas"));
            out.awaitState("active");
            in.hangUp();
            out.awaitState("ended");
            // Each method went the way that was asked for.
            assertThat(server.requests())
                    .contains("REGISTER " + transport + " alice", "INVITE " + transport + " alice");
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void callsWithLinphoneGoBothWays(String transport) throws Exception {
        Path own = Folder.of(KamailioTest.class, "linphone-" + transport);
        try (LinphonePeer bob = LinphonePeer.in(own, "bob", cards.environment("bob"))
                        .account(server, transport)
                        .start();
                HeadlessPhone alice = phone(own, "alice", transport)
                        .options("--answer", "auto")
                        .start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call out = alice.call("sip:bob@" + Kamailio.DOMAIN);
            assertThat(out.awaitSecurity("encrypted").text("sas")).isEqualTo(bob.awaitSas(0));
            out.awaitState("active");
            out.hangUp();
            bob.awaitState("LinphoneCallEnd", 0);

            int since = bob.mark();
            bob.call("sip:alice@" + Kamailio.DOMAIN);
            HeadlessPhone.Call in = alice.incoming();
            in.awaitState("active");
            assertThat(in.awaitSecurity("encrypted").text("sas")).isEqualTo(bob.awaitSas(since));
            bob.hangUp();
            in.awaitState("ended");
            assertThat(alice.quit()).isZero();
        }
    }

    private static HeadlessPhone behind(TlsTap tap, Path own, CertificateAuthority trusted) throws Exception {
        return HeadlessPhone.in(own, "alice")
                .tlsAccount(
                        tap,
                        Kamailio.password("alice"),
                        "--ca",
                        trusted.certificate().toString())
                .start();
    }

    private static void assertNothingSaid(TlsTap tap) throws Exception {
        assertThat(tap.connections()).isPositive();
        assertThat(tap.requests()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherNameIsRefusedBeforeAnythingIsSaid() throws Exception {
        Path own = Folder.of(KamailioTest.class, "wrong-name");
        String elsewhere = "elsewhere.example";
        try (Kamailio wrong = Kamailio.start(own, "kamailio", authority, authority.issue(elsewhere), elsewhere);
                TlsTap tap = new TlsTap(wrong.port("tls"));
                HeadlessPhone alice = behind(tap, own, authority)) {
            Event failed = alice.await(
                    "failed registration",
                    e -> e.is("registration") && e.text("state").equals("failed"));
            assertThat(failed.text("reason")).containsIgnoringCase("certificate");
            assertThat(alice.quit()).isZero();
            assertNothingSaid(tap);
            assertThat(wrong.requests()).isEmpty();
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        Path own = Folder.of(KamailioTest.class, "expired");
        CertificateAuthority second = CertificateAuthority.create(own);
        try (Kamailio expired =
                        Kamailio.start(own, "kamailio", second, second.issueExpired(Kamailio.DOMAIN), Kamailio.DOMAIN);
                TlsTap tap = new TlsTap(expired.port("tls"));
                HeadlessPhone alice = behind(tap, own, second)) {
            Event failed = alice.await(
                    "failed registration",
                    e -> e.is("registration") && e.text("state").equals("failed"));
            assertThat(failed.text("reason")).containsIgnoringCase("certificate");
            assertThat(alice.quit()).isZero();
            assertNothingSaid(tap);
            assertThat(expired.requests()).isEmpty();
        }
    }

    @Test
    void anAuthorityThatWasNotNamedIsNotTrusted() throws Exception {
        Path own = Folder.of(KamailioTest.class, "unknown-authority");
        CertificateAuthority other = CertificateAuthority.create(own);
        try (TlsTap tap = new TlsTap(server.port("tls"));
                HeadlessPhone alice = behind(tap, own, other)) {
            Event failed = alice.await(
                    "failed registration",
                    e -> e.is("registration") && e.text("state").equals("failed"));
            assertThat(failed.text("reason")).containsIgnoringCase("certificate");
            assertThat(alice.quit()).isZero();
            assertNothingSaid(tap);
        }
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        Path own = Folder.of(KamailioTest.class, "wrong-password");
        try (HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                .account(server, "udp", "no-such-password")
                .start()) {
            Event failed = alice.await(
                    "failed registration",
                    e -> e.is("registration") && e.text("state").equals("failed"));
            assertThat(failed.number("code")).isIn(401.0, 403.0, 407.0);
            assertThat(failed.text("reason")).isNotEmpty();
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void aUserWhoIsNotThereIsSaid() throws Exception {
        Path own = Folder.of(KamailioTest.class, "not-there");
        try (HeadlessPhone alice = phone(own, "alice", "udp").start()) {
            alice.awaitRegistered();
            Event ended = alice.call("sip:carol@" + Kamailio.DOMAIN).awaitState("ended");
            assertThat(ended.number("code")).isEqualTo(404);
            assertThat(ended.text("reason")).isNotEmpty();
            assertThat(alice.quit()).isZero();
        }
    }

    private static HeadlessPhone.Setup phone(Path own, String name, String transport) throws Exception {
        return HeadlessPhone.in(own, name)
                .environment(cards.environment(name))
                .account(server, transport, Kamailio.password(name));
    }
}
