// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.lab.CertificateAuthority;
import org.securecall.lab.Conversation;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.Kamailio;
import org.securecall.lab.LinphonePeer;
import org.securecall.lab.SoundCards;
import org.securecall.lab.Speech;

/**
 * Linphone, told to use SDES or DTLS-SRTP, announces no ZRTP, answers it all the same, and puts its keys in the place of those
 * that SDP agreed on. We have everything switched on, as it comes, and must not fall silent over it.
 */
class UnannouncedZrtpTest {

    private static Path fox = Path.of("");
    private static Path ships = Path.of("");
    private static SoundCards cards;
    private static Kamailio server;

    @BeforeAll
    static void start() throws Exception {
        Path folder = Folder.of(UnannouncedZrtpTest.class, "server");
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
    @ValueSource(strings = {"srtp", "dtls"})
    void linphoneCallsUs(String encryption) throws Exception {
        Path own = Folder.of(UnannouncedZrtpTest.class, "in-" + encryption);
        try (LinphonePeer bob = linphone(own, encryption).start();
                HeadlessPhone alice = alice(own).options("--answer", "auto").start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            bob.call("sip:alice@" + Kamailio.DOMAIN);
            HeadlessPhone.Call call = alice.incoming();
            call.awaitState("active");
            theySpeakUnderZrtp(own, call, bob);
            bob.hangUp();
            call.awaitState("ended");
            neverLost(call);
            assertThat(alice.quit()).isZero();
        }
    }

    /** It takes our offer only if it does not insist: the profile leaves encryption open. */
    @ParameterizedTest
    @ValueSource(strings = {"srtp", "dtls"})
    void weCallLinphone(String encryption) throws Exception {
        Path own = Folder.of(UnannouncedZrtpTest.class, "out-" + encryption);
        try (LinphonePeer bob = linphone(own, encryption).bestEffort().start();
                HeadlessPhone alice = alice(own).start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            HeadlessPhone.Call call = alice.call("sip:bob@" + Kamailio.DOMAIN);
            call.awaitState("active");
            theySpeakUnderZrtp(own, call, bob);
            call.hangUp();
            neverLost(call);
            assertThat(alice.quit()).isZero();
        }
    }

    private static void theySpeakUnderZrtp(Path own, HeadlessPhone.Call call, LinphonePeer bob) throws Exception {
        assertThat(call.awaitSecurity("encrypted").text("sas")).isEqualTo(bob.awaitSas(0));
        Conversation said = Conversation.record(cards, own, "alice", fox, "bob", ships);
        assertThat(said.firstHeardBySecond().clearly()).as("%s", said).isTrue();
        assertThat(said.secondHeardByFirst().clearly()).as("%s", said).isTrue();
    }

    private static void neverLost(HeadlessPhone.Call call) {
        assertThat(call.security()).noneMatch(e -> e.text("state").equals("lost"));
        assertThat(call.security().getLast().text("protocol")).isEqualTo("zrtp");
    }

    private static LinphonePeer.Setup linphone(Path own, String encryption) throws Exception {
        return LinphonePeer.in(own, "bob", cards.environment("bob"))
                .encryption(encryption)
                .account(server, "tls");
    }

    private static HeadlessPhone.Setup alice(Path own) throws Exception {
        return HeadlessPhone.in(own, "alice")
                .environment(cards.environment("alice"))
                .account(server, "tls", Kamailio.password("alice"));
    }
}
