// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.lab.CertificateAuthority;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Kamailio;
import org.securecall.lab.LinphonePeer;
import org.securecall.lab.SoundCards;

/** Keys by DTLS-SRTP and SDES through a real server, with and without verified TLS to it. */
class KeyingTest {

    private static CertificateAuthority authority;
    private static Kamailio server;
    private static SoundCards cards;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Folder.of(KeyingTest.class, "server");
        authority = CertificateAuthority.create(folder);
        server = Kamailio.start(folder, "kamailio", authority, authority.issue(Kamailio.DOMAIN), Kamailio.DOMAIN);
        cards = SoundCards.start(folder, "alice", "bob");
    }

    @AfterAll
    static void stop() {
        cards.close();
        server.close();
    }

    /** What each allows, how they reach the server, and what both show. */
    @ParameterizedTest
    @CsvSource({
        "'zrtp,dtls-srtp,sdes', dtls-srtp, tls, server, dtls-srtp",
        "'zrtp,dtls-srtp,sdes', sdes, tls, server, sdes",
        "'zrtp,dtls-srtp,sdes', 'zrtp,dtls-srtp,sdes', tls, encrypted, zrtp",
        "'zrtp,dtls-srtp,sdes', dtls-srtp, tcp, none, dtls-srtp",
        "'zrtp,dtls-srtp,sdes', sdes, tcp, none, none",
    })
    void twoTelephonesTakeTheBestThatBothMay(
            String caller, String callee, String transport, String state, String protocol) throws Exception {
        Path own = Folder.of(KeyingTest.class, "pair-" + callee.length() + "-" + transport + "-" + protocol);
        try (HeadlessPhone bob = phone(own, "bob", transport)
                        .options("--answer", "auto", "--keying", callee)
                        .start();
                HeadlessPhone alice = phone(own, "alice", transport)
                        .options("--keying", caller)
                        .start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call out = alice.call("sip:bob@" + Kamailio.DOMAIN);
            HeadlessPhone.Call in = bob.incoming();
            Event here = out.awaitSecurity(state);
            assertThat(here.text("protocol")).isEqualTo(protocol);
            assertThat(in.awaitSecurity(state).text("protocol")).isEqualTo(protocol);
            out.awaitState("active");
            out.hangUp();
            out.awaitState("ended");
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    /** Linphone insists on it, so what it offers and what it takes are both tried. */
    @Test
    void linphoneThatInsistsOnSdesIsTakenBothWays() throws Exception {
        Path own = Folder.of(KeyingTest.class, "linphone-srtp");
        String protocol = "sdes";
        try (LinphonePeer bob = LinphonePeer.in(own, "bob", cards.environment("bob"))
                        .encryption("srtp")
                        .account(server, "tls")
                        .start();
                HeadlessPhone alice = phone(own, "alice", "tls")
                        .options("--answer", "auto", "--encryption", "require", "--keying", protocol)
                        .start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            int since = bob.mark();
            bob.call("sip:alice@" + Kamailio.DOMAIN);
            HeadlessPhone.Call in = alice.incoming();
            assertThat(in.awaitSecurity("server").text("protocol")).isEqualTo(protocol);
            bob.awaitState("LinphoneCallStreamsRunning", since);
            bob.hangUp();
            in.awaitState("ended");

            HeadlessPhone.Call out = alice.call("sip:bob@" + Kamailio.DOMAIN);
            assertThat(out.awaitSecurity("server").text("protocol")).isEqualTo(protocol);
            out.awaitState("active");
            out.hangUp();
            out.awaitState("ended");
            assertThat(alice.quit()).isZero();
        }
    }

    /** Best effort must not disturb who speaks ZRTP: Linphone sees fingerprint and crypto lines beside the zrtp-hash. */
    @Test
    void linphoneWithZrtpIsNotDisturbedByTheOtherOffers() throws Exception {
        Path own = Folder.of(KeyingTest.class, "linphone-zrtp");
        try (LinphonePeer bob = LinphonePeer.in(own, "bob", cards.environment("bob"))
                        .account(server, "tls")
                        .start();
                HeadlessPhone alice = phone(own, "alice", "tls").start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call out = alice.call("sip:bob@" + Kamailio.DOMAIN);
            assertThat(out.awaitSecurity("encrypted").text("sas")).isEqualTo(bob.awaitSas(0));
            out.hangUp();
            out.awaitState("ended");
            assertThat(alice.quit()).isZero();
        }
    }

    private static HeadlessPhone.Setup phone(Path own, String name, String transport) throws Exception {
        return HeadlessPhone.in(own, name)
                .environment(cards.environment(name))
                .account(server, transport, Kamailio.password(name));
    }
}
