// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
 * DTLS-SRTP and SDES through a server that is reached by TLS: the servers on the way could have the keys, and the call says so.
 * Alice has Secure Call; Bob has baresip, which knows no ZRTP, or Linphone, which is told to use another method. Linphone answers
 * ZRTP all the same, and then puts its keys in the place of the others although nobody announced it: so Alice does without.
 */
class ServerKeyingTest {

    private static final String[] WITHOUT_ZRTP = {"--keying", "dtls-srtp,sdes"};

    private static Path fox = Path.of("");
    private static Path ships = Path.of("");
    private static SoundCards cards;
    private static Kamailio server;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Folder.of(ServerKeyingTest.class, "server");
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

    /** Linphone takes no SDES from an offer that leaves encryption open (RFC 8643), so it is the one that offers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AES_CM_128_HMAC_SHA1_80",
                "AES_CM_128_HMAC_SHA1_32",
                "AES_256_CM_HMAC_SHA1_80",
                "AES_256_CM_HMAC_SHA1_32"
            })
    void linphoneCallsUsBySdesInEachOfItsSuites(String suite) throws Exception {
        Path own = Folder.of(ServerKeyingTest.class, "linphone-" + suite);
        linphoneCallsUs(own, linphone(own, "srtp").suite(suite), "sdes", suite);
    }

    @Test
    void linphoneCallsUsByDtlsSrtp() throws Exception {
        Path own = Folder.of(ServerKeyingTest.class, "linphone-dtls");
        linphoneCallsUs(own, linphone(own, "dtls"), "dtls-srtp", "AES_CM_128_HMAC_SHA1_80");
    }

    private static void linphoneCallsUs(Path own, LinphonePeer.Setup linphone, String protocol, String suite)
            throws Exception {
        try (LinphonePeer bob = linphone.start();
                HeadlessPhone alice = secureCall(own, "tls", WITHOUT_ZRTP)
                        .options("--answer", "auto")
                        .start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            bob.call("sip:alice@" + Kamailio.DOMAIN);
            HeadlessPhone.Call call = alice.incoming();
            call.awaitState("active");
            isKeyedByServers(call.awaitSecurity("server"), protocol, suite);
            theyHearEachOther(own);
            bob.hangUp();
            call.awaitState("ended");
            assertThat(alice.quit()).isZero();
        }
    }

    /** The other two that baresip has refuse an offer whose profile leaves encryption open. */
    @Test
    void weCallBaresipBySdes() throws Exception {
        Path own = Folder.of(ServerKeyingTest.class, "baresip-out-sdes");
        try (BaresipPeer bob = baresip(own, "srtp").start();
                HeadlessPhone alice = secureCall(own, "tls").start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call call = alice.call("sip:bob@" + Kamailio.DOMAIN);
            call.awaitState("active");
            isKeyedByServers(call.awaitSecurity("server"), "sdes", "AEAD_AES_256_GCM");
            theyHearEachOther(own);
            call.hangUp();
            bob.awaitClosed(0);
            assertThat(alice.quit()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"srtp, sdes", "srtp-mand, sdes", "dtls_srtp, dtls-srtp"})
    void baresipCallsUs(String encryption, String protocol) throws Exception {
        Path own = Folder.of(ServerKeyingTest.class, "baresip-in-" + encryption);
        try (BaresipPeer bob = baresip(own, encryption).start();
                HeadlessPhone alice =
                        secureCall(own, "tls").options("--answer", "auto").start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            bob.call("sip:alice@" + Kamailio.DOMAIN);
            HeadlessPhone.Call call = alice.incoming();
            call.awaitState("active");
            isKeyedByServers(call.awaitSecurity("server"), protocol, "AES_CM_128_HMAC_SHA1_80");
            theyHearEachOther(own);
            bob.hangUp();
            call.awaitState("ended");
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void withoutTlsSdesIsNotOffered() throws Exception {
        Path own = Folder.of(ServerKeyingTest.class, "sdes-out-udp");
        try (LinphonePeer bob = LinphonePeer.in(own, "bob", cards.environment("bob"))
                        .encryption("srtp")
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", "prefer", "--keying", "zrtp,dtls-srtp,sdes")
                        .start()) {
            HeadlessPhone.Call call = alice.call(bob.uri());
            // Linphone insists on SDES.
            assertThat(call.awaitState("ended").number("code")).isIn(415.0, 488.0, 606.0);
            assertThat(bob.log()).noneMatch(line -> line.startsWith("a=crypto") && line.contains("inline:"));
            assertThat(call.security()).noneMatch(e -> e.text("protocol").equals("sdes"));
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void withoutTlsSdesIsNotAccepted() throws Exception {
        Path own = Folder.of(ServerKeyingTest.class, "sdes-in-udp");
        try (BaresipPeer bob = BaresipPeer.in(own, "bob", cards.environment("bob"))
                        .encryption("srtp-mand")
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", "prefer", "--answer", "auto")
                        .start()) {
            bob.call(alice.uri());
            bob.awaitLog("refusal", 0, "488");
            assertThat(alice.events())
                    .noneMatch(e -> e.is("security") && !e.text("protocol").equals("none"));
            assertThat(alice.quit()).isZero();
        }
    }

    /** Encrypted all the same; but nobody vouches for the fingerprints. */
    @Test
    void withoutTlsDtlsSrtpIsShownAsNoSecurity() throws Exception {
        Path own = Folder.of(ServerKeyingTest.class, "dtls-udp");
        try (BaresipPeer bob = BaresipPeer.in(own, "bob", cards.environment("bob"))
                        .encryption("dtls_srtp")
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", "prefer", "--answer", "auto")
                        .start()) {
            bob.call(alice.uri());
            HeadlessPhone.Call call = alice.incoming();
            call.awaitState("active");
            Event security = call.awaitProtocol("dtls-srtp");
            assertThat(security.text("state")).isEqualTo("none");
            bob.hangUp();
            call.awaitState("ended");
            assertThat(call.security())
                    .noneMatch(e -> List.of("server", "encrypted", "verified").contains(e.text("state")));
            assertThat(alice.quit()).isZero();
        }
    }

    private static HeadlessPhone.Setup secureCall(Path own, String transport, String... options) throws Exception {
        return HeadlessPhone.in(own, "alice")
                .environment(cards.environment("alice"))
                .options(options)
                .account(server, transport, Kamailio.password("alice"));
    }

    private static LinphonePeer.Setup linphone(Path own, String encryption) throws Exception {
        return LinphonePeer.in(own, "bob", cards.environment("bob"))
                .encryption(encryption)
                .account(server, "tls");
    }

    private static BaresipPeer.Setup baresip(Path own, String encryption) {
        return BaresipPeer.in(own, "bob", cards.environment("bob"))
                .encryption(encryption)
                .account(server, "tls");
    }

    private static void isKeyedByServers(Event security, String protocol, String suite) {
        assertThat(Map.of("protocol", security.text("protocol"), "suite", security.text("suite")))
                .isEqualTo(Map.of("protocol", protocol, "suite", suite));
        assertThat(security.text("verified")).isEqualTo("false");
    }

    private static void theyHearEachOther(Path own) throws Exception {
        Conversation said = Conversation.record(cards, own, "alice", fox, "bob", ships);
        assertThat(said.firstHeardBySecond().clearly()).as("%s", said).isTrue();
        assertThat(said.secondHeardByFirst().clearly()).as("%s", said).isTrue();
    }
}
