// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The harness itself, with peers that are known to work: Linphone calls Linphone. */
class LabTest {

    @Test
    void twoLinphonesAgreeOnTheSasAndHearEachOther() throws Exception {
        Path folder = Folder.of(LabTest.class, "linphone");
        Path fox = Speech.say(folder, "alice", Speech.ALICE);
        Path ships = Speech.say(folder, "bob", Speech.BOB);
        try (SoundCards cards = SoundCards.start(folder, "alice", "bob");
                LinphonePeer alice = LinphonePeer.in(folder, "alice", cards.environment("alice"))
                        .start();
                LinphonePeer bob =
                        LinphonePeer.in(folder, "bob", cards.environment("bob")).start()) {
            int since = alice.mark();
            alice.call(bob.uri());
            assertThat(alice.awaitSas(since)).hasSize(4).isEqualTo(bob.awaitSas(0));
            alice.awaitState("LinphoneCallStreamsRunning", since);
            Conversation said = Conversation.record(cards, folder, "alice", fox, "bob", ships);
            assertThat(said.firstHeardBySecond().clearly()).as("%s", said).isTrue();
            assertThat(said.secondHeardByFirst().clearly()).as("%s", said).isTrue();
            assertThat(said.crossTalk().notAtAll()).as("%s", said).isTrue();
            List<Double> delays = MouthToEar.measure(cards, folder, "alice", "bob");
            assertThat(delays)
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(ms -> assertThat(ms).isBetween(20.0, 400.0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void linphonesRegisterAtKamailioAndCall(String transport) throws Exception {
        Path folder = Folder.of(LabTest.class, "kamailio-" + transport);
        CertificateAuthority authority = CertificateAuthority.create(folder);
        try (SoundCards cards = SoundCards.start(folder, "alice", "bob");
                Kamailio server = Kamailio.start(
                        folder, "kamailio", authority, authority.issue(Kamailio.DOMAIN), Kamailio.DOMAIN);
                LinphonePeer alice = LinphonePeer.in(folder, "alice", cards.environment("alice"))
                        .account(server, transport)
                        .start();
                LinphonePeer bob = LinphonePeer.in(folder, "bob", cards.environment("bob"))
                        .account(server, transport)
                        .start()) {
            alice.awaitRegistered();
            bob.awaitRegistered();
            alice.call("sip:bob@" + Kamailio.DOMAIN);
            assertThat(alice.awaitSas(0)).hasSize(4).isEqualTo(bob.awaitSas(0));
            assertThat(server.requests())
                    .contains("REGISTER " + transport + " alice", "INVITE " + transport + " alice");
        }
    }

    @Test
    void thePlainPeerTakesLinphonesVoice() throws Exception {
        Path folder = Folder.of(LabTest.class, "plain");
        try (SoundCards cards = SoundCards.start(folder, "alice");
                PlainPeer plain = new PlainPeer();
                LinphonePeer alice = LinphonePeer.in(folder, "alice", cards.environment("alice"))
                        .encryption("none")
                        .start()) {
            alice.call(plain.uri());
            plain.awaitCount(PlainPeer.Kind.RTP, 50, Duration.ofSeconds(20));
            assertThat(plain.count(PlainPeer.Kind.ZRTP)).isZero();
        }
    }

    @Test
    void theMethodItselfMeasuresNoDelay() throws Exception {
        Path folder = Folder.of(LabTest.class, "self");
        try (SoundCards cards = SoundCards.start(folder, "alice")) {
            Path chirps = MouthToEar.chirps().write(folder.resolve("chirps.wav"));
            try (Recorder one = cards.atMouth("alice");
                    Recorder other = cards.atMouth("alice")) {
                one.seconds(1);
                Program player = cards.speak(folder, "alice", chirps);
                one.seconds(8);
                player.close();
                List<Double> delays = MouthToEar.delays(one.stop(), other.stop());
                assertThat(delays).hasSize(6).allSatisfy(ms -> assertThat(ms).isBetween(-10.0, 10.0));
            }
        }
    }
}
