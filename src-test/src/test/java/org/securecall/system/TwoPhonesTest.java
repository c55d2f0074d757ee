// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.securecall.lab.Conversation;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.PlainPeer;
import org.securecall.lab.Ports;
import org.securecall.lab.Program;
import org.securecall.lab.Recorder;
import org.securecall.lab.Recording;
import org.securecall.lab.SoundCards;
import org.securecall.lab.Speech;

/** Two Secure Calls with each other, and one with a telephone that knows no encryption. */
class TwoPhonesTest {

    private static Path folder = Path.of("");
    private static SoundCards cards;
    private static Path fox = Path.of("");
    private static Path ships = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        folder = Folder.of(TwoPhonesTest.class, "sound");
        fox = Speech.say(folder, "alice", Speech.ALICE);
        ships = Speech.say(folder, "bob", Speech.BOB);
        cards = SoundCards.start(folder, "alice", "bob");
    }

    @AfterAll
    static void stop() {
        cards.close();
    }

    @Test
    void theyShowTheSameSasAndHearEachOther() throws Exception {
        Path own = Folder.of(TwoPhonesTest.class, "hear");
        try (HeadlessPhone bob = phone(own, "bob").options("--answer", "auto").start();
                HeadlessPhone alice = phone(own, "alice").start()) {
            HeadlessPhone.Call out = alice.call(bob.uri());
            HeadlessPhone.Call in = bob.incoming();
            out.awaitState("active");
            in.awaitState("active");
            Event here = out.awaitSecurity("encrypted");
            Event there = in.awaitSecurity("encrypted");
            assertThat(here.text("sas")).isNotEmpty().isEqualTo(there.text("sas"));
            assertThat(here.text("sasType")).isEqualTo(there.text("sasType"));
            assertThat(here.text("peerZid")).isNotEqualTo(there.text("peerZid"));
            assertThat(here.text("zrtpHash")).isEqualTo("match");
            assertThat(there.text("zrtpHash")).isEqualTo("match");

            Conversation said = Conversation.record(cards, own, "alice", fox, "bob", ships);
            assertThat(said.firstHeardBySecond().clearly()).as("%s", said).isTrue();
            assertThat(said.secondHeardByFirst().clearly()).as("%s", said).isTrue();
            assertThat(said.crossTalk().notAtAll()).as("%s", said).isTrue();

            Event stats = out.stats();
            assertThat(stats.text("codec")).containsIgnoringCase("opus");
            assertThat(stats.number("packetsSent")).isGreaterThan(250);
            assertThat(stats.number("packetsReceived")).isGreaterThan(250);
            assertThat(stats.number("lost")).isZero();

            in.hangUp();
            out.awaitState("ended");
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
    }

    @Test
    void theSecondCallIsVerifiedOnceBothConfirmedAndOneAloneIsNot() throws Exception {
        Path own = Folder.of(TwoPhonesTest.class, "verify");
        HeadlessPhone.Setup bobs = phone(own, "bob", Ports.free()).options("--answer", "auto");
        try (HeadlessPhone alice = phone(own, "alice").start()) {
            String uri;
            try (HeadlessPhone bob = bobs.start()) {
                uri = bob.uri();
                HeadlessPhone.Call out = alice.call(uri);
                HeadlessPhone.Call in = bob.incoming();
                out.awaitSecurity("encrypted");
                in.awaitSecurity("encrypted");
                assertThat(out.confirm().text("state")).isEqualTo("verified");
                out.hangUp();
                in.awaitState("ended");

                // Bob has not compared it, so neither side shows this one as verified.
                out = alice.call(uri);
                in = bob.incoming();
                assertThat(out.awaitSecurity("encrypted", "verified").text("state"))
                        .isEqualTo("encrypted");
                assertThat(in.awaitSecurity("encrypted", "verified").text("state"))
                        .isEqualTo("encrypted");
                in.confirm();
                out.hangUp();
                in.awaitState("ended");
                assertThat(bob.quit()).isZero();
            }
            // What both know survives the end of the program.
            try (HeadlessPhone bob = bobs.start()) {
                HeadlessPhone.Call out = alice.call(uri);
                HeadlessPhone.Call in = bob.incoming();
                Event here = out.awaitSecurity("verified");
                Event there = in.awaitSecurity("verified");
                assertThat(here.text("secrets")).isEqualTo("match");
                assertThat(there.text("secrets")).isEqualTo("match");
                assertThat(out.security()).noneMatch(e -> e.text("state").equals("encrypted"));
                out.hangUp();
                in.awaitState("ended");
                assertThat(bob.quit()).isZero();
            }
            // Another program at the same address, with a key of its own.
            int port = Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
            HeadlessPhone.Setup mallorys =
                    phone(Folder.of(TwoPhonesTest.class, "other"), "bob", port).options("--answer", "auto");
            try (HeadlessPhone mallory = mallorys.start()) {
                HeadlessPhone.Call out = alice.call(uri);
                HeadlessPhone.Call in = mallory.incoming();
                assertThat(out.awaitSecurity("changed").text("verified")).isEqualTo("false");
                in.awaitSecurity("encrypted");
                assertThat(out.security()).noneMatch(e -> e.text("state").equals("verified"));
                out.hangUp();
                assertThat(mallory.quit()).isZero();
            }
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void filesServeAsMicrophoneAndSpeaker() throws Exception {
        Path own = Folder.of(TwoPhonesTest.class, "files");
        Path heard = own.resolve("heard.wav");
        Path spoken = own.resolve("spoken.wav");
        Recording speech;
        try (Recorder mouth = cards.atMouth("alice");
                Program player = cards.speak(own, "alice", fox)) {
            player.exitStatus(Duration.ofSeconds(30));
            mouth.seconds(0.5);
            speech = mouth.stop();
        }
        speech.write(spoken);
        try (HeadlessPhone bob = HeadlessPhone.in(own, "bob")
                        .options("--answer", "auto", "--mic", "file:" + spoken, "--speaker", "file:" + heard)
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(own, "alice")
                        .options("--mic", "file:" + spoken, "--speaker", "file:" + own.resolve("heard-by-alice.wav"))
                        .start();
                Recorder clock = cards.atEar("alice")) {
            HeadlessPhone.Call out = alice.call(bob.uri());
            HeadlessPhone.Call in = bob.incoming();
            out.awaitSecurity("encrypted");
            in.awaitSecurity("encrypted");
            clock.seconds((double) speech.length() / SoundCards.RATE + 2);
            out.hangUp();
            in.awaitState("ended");
            assertThat(alice.quit()).isZero();
            assertThat(bob.quit()).isZero();
        }
        Speech.Heard there = Speech.heardAnywhere(speech, Recording.read(heard));
        assertThat(there.median()).as("%s", there).isGreaterThan(0.7);
    }

    @Test
    void withEncryptionRequiredNothingLeavesInTheClear() throws Exception {
        Path own = Folder.of(TwoPhonesTest.class, "require");
        try (PlainPeer plain = new PlainPeer();
                HeadlessPhone alice =
                        phone(own, "alice").options("--encryption", "require").start()) {
            HeadlessPhone.Call call = alice.call(plain.uri());
            // Twenty Hellos are all that RFC 6189 §6 sends; after them nothing more is hoped for.
            plain.awaitCount(PlainPeer.Kind.ZRTP, 20, Duration.ofSeconds(30));
            call.awaitSecurity("none");
            call.hangUp();
            assertThat(plain.count(PlainPeer.Kind.RTP)).isZero();
            assertThat(plain.count(PlainPeer.Kind.RTCP)).isZero();
            assertThat(plain.count(PlainPeer.Kind.OTHER)).isZero();
            assertThat(alice.quit()).isZero();
        }
    }

    @Test
    void withEncryptionPreferredClearVoiceWaitsForTheSearch() throws Exception {
        Path own = Folder.of(TwoPhonesTest.class, "prefer");
        try (PlainPeer plain = new PlainPeer();
                HeadlessPhone alice =
                        phone(own, "alice").options("--encryption", "prefer").start()) {
            HeadlessPhone.Call call = alice.call(plain.uri());
            plain.awaitCount(PlainPeer.Kind.ZRTP, 5, Duration.ofSeconds(30));
            assertThat(plain.count(PlainPeer.Kind.RTP)).isZero();
            plain.awaitCount(PlainPeer.Kind.RTP, 50, Duration.ofSeconds(30));
            call.awaitSecurity("none");
            call.hangUp();
            assertThat(alice.quit()).isZero();
        }
    }

    private static HeadlessPhone.Setup phone(Path own, String name) {
        return phone(own, name, 0);
    }

    private static HeadlessPhone.Setup phone(Path own, String name, int sipPort) {
        return HeadlessPhone.in(own, name, sipPort).environment(cards.environment(name));
    }
}
