// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.lab.BaresipPeer;
import org.securecall.lab.CertificateAuthority;
import org.securecall.lab.Conversation;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Kamailio;
import org.securecall.lab.LinphonePeer;
import org.securecall.lab.SoundCards;
import org.securecall.lab.Speech;

/**
 * We call telephones that insist on SDES or DTLS-SRTP, and so does the call: its offer says that in its profile
 * (docs/decisions/0031). Without encryption on the other side nothing comes of it.
 */
class StrictCalleeTest {

    private static Path fox = Path.of("");
    private static Path ships = Path.of("");
    private static SoundCards cards;
    private static Kamailio server;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Folder.of(StrictCalleeTest.class, "server");
        CertificateAuthority authority = CertificateAuthority.create(folder);
        server = Kamailio.start(folder, "kamailio", authority, authority.issue(Kamailio.DOMAIN), Kamailio.DOMAIN);
        fox = Speech.say(folder, "alice", Speech.ALICE);
        ships = Speech.say(folder, "bob", Speech.BOB);
        cards = SoundCards.start(folder, "alice", "bob");
    }

    @AfterAll
    static void stop() {
        cards.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"srtp, sdes", "dtls, dtls-srtp"})
    void linphone(String encryption, String protocol) throws Exception {
        Path own = Folder.of(StrictCalleeTest.class, "linphone-" + encryption);
        try (LinphonePeer bob = LinphonePeer.in(own, "bob", cards.environment("bob"))
                        .encryption(encryption)
                        .account(server, "tls")
                        .start();
                HeadlessPhone alice = requires(own, protocol).start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call call = theySpeak(own, alice, protocol);
            call.hangUp();
            assertThat(alice.quit()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"srtp-mand, sdes", "dtls_srtp, dtls-srtp"})
    void baresip(String encryption, String protocol) throws Exception {
        Path own = Folder.of(StrictCalleeTest.class, "baresip-" + encryption);
        try (BaresipPeer bob = BaresipPeer.in(own, "bob", cards.environment("bob"))
                        .encryption(encryption)
                        .account(server, "tls")
                        .start();
                HeadlessPhone alice = requires(own, protocol).start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call call = theySpeak(own, alice, protocol);
            call.hangUp();
            bob.awaitClosed(0);
            assertThat(alice.quit()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"sdes", "dtls-srtp"})
    void baresipWithoutEncryptionIsRefused(String protocol) throws Exception {
        Path own = Folder.of(StrictCalleeTest.class, "baresip-none-" + protocol);
        try (BaresipPeer bob = BaresipPeer.in(own, "bob", cards.environment("bob"))
                        .account(server, "tls")
                        .start();
                HeadlessPhone alice = requires(own, protocol).start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call call = alice.call("sip:bob@" + Kamailio.DOMAIN);
            call.awaitState("ended");
            assertThat(alice.events())
                    .noneMatch(e -> e.is("call") && e.text("state").equals("active"));
            assertThat(call.security()).noneMatch(e -> !e.text("protocol").equals("none"));
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void callFromBaresipWithoutEncryptionIsRefused() throws Exception {
        Path own = Folder.of(StrictCalleeTest.class, "baresip-none-in");
        try (BaresipPeer bob = BaresipPeer.in(own, "bob", cards.environment("bob"))
                        .account(server, "tls")
                        .start();
                HeadlessPhone alice = requires(own, "dtls-srtp,sdes")
                        .options("--answer", "auto")
                        .start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            bob.call("sip:alice@" + Kamailio.DOMAIN);
            bob.awaitLog("refusal", 0, "488");
            assertThat(alice.events())
                    .noneMatch(e -> e.is("call") && e.text("state").equals("active"));
            assertThat(alice.quit()).isZero();
        }
    }

    private static HeadlessPhone.Call theySpeak(Path own, HeadlessPhone alice, String protocol) throws Exception {
        HeadlessPhone.Call call = alice.call("sip:bob@" + Kamailio.DOMAIN);
        call.awaitState("active");
        Event security = call.awaitSecurity("server");
        assertThat(security.text("protocol")).isEqualTo(protocol);
        Conversation said = Conversation.record(cards, own, "alice", fox, "bob", ships);
        assertThat(said.firstHeardBySecond().clearly()).as("%s", said).isTrue();
        assertThat(said.secondHeardByFirst().clearly()).as("%s", said).isTrue();
        return call;
    }

    private static HeadlessPhone.Setup requires(Path own, String protocol) throws Exception {
        return HeadlessPhone.in(own, "alice")
                .environment(cards.environment("alice"))
                .options("--encryption", "require", "--keying", protocol)
                .account(server, "tls", Kamailio.password("alice"));
    }
}
