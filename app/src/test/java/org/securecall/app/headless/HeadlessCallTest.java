// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.PhoneOptions;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;

/** Whole telephones over loopback: real SIP, ZRTP, SRTP and codecs, with WAV files as sound devices. */
class HeadlessCallTest {

    private static final int RATE = 48_000;

    @TempDir
    Path directory;

    private Path tone;

    @BeforeEach
    void aTone() throws Exception {
        tone = directory.resolve("tone.wav");
        byte[] samples = new byte[RATE * 2 * 20];
        for (int i = 0; i < samples.length / 2; i++) {
            // Syllables: a steady tone would be taken for noise.
            double envelope = Math.max(0, Math.sin(2 * Math.PI * i * 3 / RATE));
            short value = (short) (9000 * envelope * Math.sin(2 * Math.PI * 440 * i / RATE));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream stream =
                new AudioInputStream(new java.io.ByteArrayInputStream(samples), format, samples.length / 2)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, tone.toFile());
        }
    }

    private PhoneOptions options(String name, Encryption encryption) {
        return new PhoneOptions(
                directory.resolve(name),
                Optional.of("file:" + tone),
                Optional.of("file:" + directory.resolve(name + "-heard.wav")),
                Optional.of(encryption),
                Optional.of(InetAddress.getLoopbackAddress()),
                OptionalInt.of(0),
                true);
    }

    @Test
    void practiceIsCalledComparedAndKnownTheNextTime() throws Exception {
        String firstSas;
        try (HeadlessSession alice = new HeadlessSession(options("alice", Encryption.PREFER), false)) {
            alice.await("ready", line -> true);
            alice.say("call practice").awaitState("call", "active");
            Map<String, Object> encrypted = alice.awaitState("security", "encrypted");
            assertThat(encrypted)
                    .containsEntry("protocol", "zrtp")
                    .containsEntry("secrets", "first")
                    .containsEntry("zrtpHash", "match")
                    .containsEntry("verified", "false");
            firstSas = String.valueOf(encrypted.get("sas"));
            alice.say("sas confirm").awaitState("security", "verified");
            Map<String, Object> stats = stats(alice, 100);
            assertThat(stats).containsEntry("codec", "opus");
            alice.say("hangup").awaitState("call", "ended");
        }
        try (HeadlessSession alice = new HeadlessSession(options("alice", Encryption.PREFER), false)) {
            alice.await("ready", line -> true);
            alice.say("call practice");
            Map<String, Object> again = alice.await(
                    "security", line -> !String.valueOf(line.get("sas")).isEmpty());
            assertThat(again).containsEntry("state", "verified").containsEntry("secrets", "match");
            assertThat(again.get("sas")).isNotEqualTo(firstSas);
            alice.say("quit").awaitEnd();
        }
    }

    @Test
    void twoTelephonesShowTheSameCodeAndHearEachOther() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(options("alice", Encryption.REQUIRE), false);
                HeadlessSession bob = new HeadlessSession(options("bob", Encryption.PREFER), false)) {
            String port = port(bob);
            alice.await("ready", line -> true);
            alice.say("call sip:bob@127.0.0.1:" + port);
            bob.awaitState("call", "ringing");
            bob.say("answer");
            Map<String, Object> one = alice.awaitState("security", "encrypted");
            Map<String, Object> other = bob.awaitState("security", "encrypted");
            assertThat(one.get("sas")).isEqualTo(other.get("sas"));
            assertThat(String.valueOf(one.get("sasEmoji")).split(" ", -1)).hasSize(4);
            assertThat(one.get("sasEmoji")).isEqualTo(other.get("sasEmoji"));
            assertThat(one)
                    .containsEntry(
                            "peerLists",
                            "keyAgreement=X255,E255,EC25,DH3k,Mult;hash=S256,S384;cipher=AES3,AES1;authTag=HS80,HS32;sas=B256,B32");
            assertThat(List.of(String.valueOf(one.get("role")), String.valueOf(other.get("role"))))
                    .containsExactlyInAnyOrder("initiator", "responder");
            assertThat(stats(alice, 50)).containsEntry("codec", "opus");
            bob.say("sas deny").awaitState("security", "mismatch");
            alice.say("hangup").awaitState("call", "ended");
            bob.awaitState("call", "ended");
        }
    }

    @Test
    void heldCallWaitsAndGoesOnUnderItsKeys() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(options("alice", Encryption.REQUIRE), false);
                HeadlessSession bob = new HeadlessSession(options("bob", Encryption.REQUIRE), false)) {
            String port = port(bob);
            alice.await("ready", line -> true);
            alice.say("call sip:bob@127.0.0.1:" + port);
            bob.awaitState("call", "ringing");
            bob.say("answer").awaitState("security", "encrypted");
            alice.awaitState("security", "encrypted");
            // A hold from either side, and both at once.
            alice.say("hold").await("call", line -> "local".equals(line.get("hold")));
            bob.await("call", line -> "remote".equals(line.get("hold")));
            bob.say("hold").await("call", line -> "both".equals(line.get("hold")));
            alice.await("call", line -> "both".equals(line.get("hold")));
            alice.say("resume").await("call", line -> "remote".equals(line.get("hold")));
            bob.await("call", line -> "local".equals(line.get("hold")));
            bob.say("resume").await("call", line -> "none".equals(line.get("hold")));
            alice.await("call", line -> "none".equals(line.get("hold")));
            // No other keys, no clear voice: the packets of both go on to be accepted.
            int before = Integer.parseInt(String.valueOf(stats(alice, 1).get("packetsReceived")));
            assertThat(stats(alice, before + 50)).containsEntry("codec", "opus");
            alice.say("hangup").awaitState("call", "ended");
        }
    }

    @Test
    void algorithmsThatWereAskedForAreAgreedOn() throws Exception {
        PhoneOptions plain = options("alice", Encryption.REQUIRE);
        PhoneOptions asked = new PhoneOptions(
                plain.dataDirectory(),
                plain.microphone(),
                plain.speaker(),
                plain.encryption(),
                plain.bind(),
                plain.sipPort(),
                ZrtpPreferences.parse("keyAgreement=EC25;hash=S384;cipher=AES1;authTag=HS32;sas=B32"),
                true);
        try (HeadlessSession alice = new HeadlessSession(asked, false)) {
            alice.await("ready", line -> true);
            assertThat(alice.say("call practice").awaitState("security", "encrypted"))
                    .containsEntry("keyAgreement", "EC25")
                    .containsEntry("sasType", "B32");
        }
    }

    @Test
    void whatCanBePractisedIsCalledByNameAndEachTimeShowsItsState() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(options("alice", Encryption.PREFER), false)) {
            alice.await("ready", line -> true);
            for (int time = 0; time < 2; time++) {
                Map<String, Object> changed =
                        alice.say("call practice:key-changed").awaitState("security", "changed");
                assertThat(changed)
                        .containsEntry("secrets", "mismatch")
                        .containsEntry("key", "changed")
                        .containsEntry("verified", "false");
                alice.say("sas confirm").awaitState("security", "verified");
                alice.say("hangup").awaitState("call", "ended");
                assertThat(alice.say("call practice:first-call").awaitState("security", "encrypted"))
                        .containsEntry("secrets", "first");
                alice.say("sas deny").awaitState("security", "mismatch");
                alice.say("hangup").awaitState("call", "ended");
            }
            alice.say("call practice:anything");
            assertThat(String.valueOf(alice.await("error", line -> true).get("message")))
                    .contains("practice:first-call", "practice:not-secure");
        }
    }

    private PhoneOptions keyedBy(String name, String keying) {
        PhoneOptions plain = options(name, Encryption.PREFER);
        return new PhoneOptions(
                plain.dataDirectory(),
                plain.microphone(),
                plain.speaker(),
                plain.encryption(),
                plain.bind(),
                plain.sipPort(),
                Optional.empty(),
                ZrtpPreferences.RECOMMENDED,
                Optional.of(KeyingMethod.parse(keying)),
                true);
    }

    /** Over loopback the signalling is not protected, so nothing that it vouches for is called secure. */
    @Test
    void telephoneWithDtlsAloneIsTalkedToUnderItsKeysAndNotCalledSecure() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(keyedBy("alice", "zrtp,dtls-srtp,sdes"), false);
                HeadlessSession bob = new HeadlessSession(keyedBy("bob", "dtls-srtp"), true)) {
            String port = port(bob);
            alice.await("ready", line -> true);
            alice.say("call sip:bob@127.0.0.1:" + port).awaitState("call", "active");
            Map<String, Object> keyed = alice.await("security", line -> "dtls-srtp".equals(line.get("protocol")));
            assertThat(keyed).containsEntry("state", "none").containsEntry("verified", "false");
            assertThat(String.valueOf(keyed.get("suite"))).isNotEqualTo("null").isNotBlank();
            bob.await("security", line -> "dtls-srtp".equals(line.get("protocol")));
            assertThat(stats(alice, 50)).containsEntry("codec", "opus");
            assertThat(stats(bob, 50)).containsEntry("codec", "opus");
            alice.say("hangup").awaitState("call", "ended");
        }
    }

    /** A peer that was met with ZRTP and comes with less is told of, and heard no word of the user's. */
    @Test
    void peerThatHadZrtpAndComesWithLessRaisesTheAlarm() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(keyedBy("alice", "zrtp,dtls-srtp,sdes"), false)) {
            alice.await("ready", line -> true);
            String port;
            try (HeadlessSession bob = new HeadlessSession(keyedBy("bob", "zrtp"), true)) {
                port = port(bob);
                alice.say("call sip:bob@127.0.0.1:" + port).awaitState("security", "encrypted");
                alice.say("hangup").awaitState("call", "ended");
            }
            PhoneOptions weaker = keyedBy("bob", "dtls-srtp");
            PhoneOptions samePort = new PhoneOptions(
                    weaker.dataDirectory(),
                    weaker.microphone(),
                    weaker.speaker(),
                    weaker.encryption(),
                    weaker.bind(),
                    OptionalInt.of(Integer.parseInt(port)),
                    weaker.preset(),
                    weaker.algorithms(),
                    weaker.keying(),
                    true);
            try (HeadlessSession bob = new HeadlessSession(samePort, true)) {
                bob.await("ready", line -> true);
                alice.say("call sip:bob@127.0.0.1:" + port);
                assertThat(alice.awaitState("security", "lost")).containsEntry("protocol", "dtls-srtp");
            }
        }
    }

    private PhoneOptions allowingClear(String name) {
        PhoneOptions plain = options(name, Encryption.PREFER);
        return new PhoneOptions(
                plain.dataDirectory(),
                plain.microphone(),
                plain.speaker(),
                plain.encryption(),
                plain.bind(),
                plain.sipPort(),
                plain.preset(),
                plain.algorithms(),
                plain.keying(),
                true,
                true);
    }

    @Test
    void encryptionEndsOnlyWhereBothAllowItAndVoiceWaitsForTheUsersWord() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(allowingClear("alice"), false);
                HeadlessSession bob = new HeadlessSession(allowingClear("bob"), true)) {
            String port = port(bob);
            alice.await("ready", line -> true);
            alice.say("call sip:bob@127.0.0.1:" + port).awaitState("security", "encrypted");
            bob.awaitState("security", "encrypted");
            stats(alice, 20);
            alice.say("clear").awaitState("security", "lost");
            bob.awaitState("security", "lost");
            // No word from here, none from there: of two answers the second has no packet more.
            alice.say("talk").awaitState("security", "lost");
            int before = Integer.parseInt(String.valueOf(stats(alice, 1).get("packetsReceived")));
            assertThat(Integer.parseInt(String.valueOf(stats(bob, 1).get("packetsSent"))))
                    .isEqualTo(Integer.parseInt(String.valueOf(stats(bob, 1).get("packetsSent"))));
            bob.say("talk").awaitState("security", "lost");
            stats(alice, before + 50);
            bob.say("secure").awaitState("security", "encrypted");
            alice.awaitState("security", "encrypted");
            alice.say("hangup").awaitState("call", "ended");
        }
    }

    @Test
    void encryptionDoesNotEndUnlessItWasAllowed() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(allowingClear("alice"), false);
                HeadlessSession bob = new HeadlessSession(options("bob", Encryption.PREFER), true)) {
            String port = port(bob);
            alice.await("ready", line -> true);
            alice.say("call sip:bob@127.0.0.1:" + port).awaitState("security", "encrypted");
            bob.awaitState("security", "encrypted");
            alice.say("clear");
            assertThat(alice.await("error", line -> true))
                    .containsEntry("message", "The other side does not allow the encryption to end");
            bob.say("clear");
            assertThat(bob.await("error", line -> true))
                    .containsEntry("message", "Ending the encryption is not allowed on this side");
            alice.say("enrol c1");
            assertThat(alice.await("error", line -> true))
                    .containsEntry("message", "No server in this call asks to be trusted");
            int before = Integer.parseInt(String.valueOf(stats(alice, 1).get("packetsReceived")));
            assertThat(stats(alice, before + 50)).containsEntry("codec", "opus");
            alice.say("hangup").awaitState("call", "ended");
        }
    }

    @Test
    void calleeDeclinesAndCallerCancels() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(options("alice", Encryption.PREFER), false);
                HeadlessSession bob = new HeadlessSession(options("bob", Encryption.PREFER), false)) {
            String port = port(bob);
            alice.await("ready", line -> true);
            alice.say("call sip:bob@127.0.0.1:" + port);
            bob.awaitState("call", "ringing");
            bob.say("reject");
            assertThat(alice.awaitState("call", "ended")).containsEntry("code", "603");
            alice.say("call sip:bob@127.0.0.1:" + port);
            bob.awaitState("call", "ringing");
            alice.awaitState("call", "ringing");
            alice.say("hangup");
            assertThat(bob.awaitState("call", "ended")).containsEntry("code", "487");
        }
    }

    @Test
    void pastCallsAreListedSearchedAndForgotten() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(options("alice", Encryption.PREFER), false);
                HeadlessSession bob = new HeadlessSession(options("bob", Encryption.PREFER), false)) {
            String port = port(bob);
            alice.await("ready", line -> true);
            alice.say("history");
            assertThat(alice.await("history", line -> true)).containsEntry("count", "0");
            alice.say("call practice").awaitState("security", "encrypted");
            alice.say("sas confirm").awaitState("security", "verified");
            stats(alice, 20);
            alice.say("hangup").awaitState("call", "ended");
            alice.say("call sip:bob@127.0.0.1:" + port);
            bob.awaitState("call", "ringing");
            alice.awaitState("call", "ringing");
            alice.say("hangup").awaitState("call", "ended");
            bob.awaitState("call", "ended");

            alice.say("history 2");
            assertThat(alice.await("past-call", line -> true))
                    .containsEntry("id", "2")
                    .containsEntry("direction", "outgoing")
                    .containsEntry("outcome", "cancelled")
                    .containsEntry("code", "487")
                    .containsEntry("answered", "")
                    .containsEntry("state", "")
                    .doesNotContainKey("codec");
            assertThat(alice.await("past-call", line -> true))
                    .containsEntry("peer", "practice")
                    .containsEntry("outcome", "answered")
                    .containsEntry("state", "verified")
                    .containsEntry("worstState", "encrypted")
                    .containsEntry("protocol", "zrtp")
                    .containsEntry("verified", "true")
                    .containsEntry("codec", "opus");
            assertThat(alice.await("history", line -> true))
                    .containsEntry("count", "2")
                    .containsEntry("complete", "true");
            bob.say("history --search 127.0 1");
            assertThat(bob.await("past-call", line -> true))
                    .containsEntry("direction", "incoming")
                    .containsEntry("outcome", "missed");
            alice.say("history --search PRACT");
            assertThat(alice.await("history", line -> true)).containsEntry("count", "1");
            alice.say("history clear");
            assertThat(alice.await("history", line -> true)).containsEntry("count", "0");
            alice.say("history");
            assertThat(alice.await("history", line -> true)).containsEntry("count", "0");
        }
    }

    @Test
    void wrongCommandsAreAnsweredAndChangeNothing() throws Exception {
        try (HeadlessSession alice = new HeadlessSession(options("alice", Encryption.PREFER), false)) {
            alice.await("ready", line -> true);
            for (String wrong : new String[] {
                "dance",
                "call",
                "call bob",
                "call sip:",
                "call sip:a@b c d",
                "answer",
                "hangup c9",
                "hangup",
                "mute",
                "mute maybe",
                "dtmf",
                "dtmf x",
                "sas",
                "sas confirm",
                "stats",
                "stats c7",
                "clear",
                "secure",
                "talk",
                "enrol",
                "enrol c7",
                "history what",
                "history --search",
                "history 0",
                "x".repeat(5000)
            }) {
                alice.say(wrong);
                assertThat(String.valueOf(alice.await("error", line -> true).get("message")))
                        .isNotBlank();
            }
            alice.say("call practice").awaitState("call", "active");
        }
    }

    private static String port(HeadlessSession session) throws Exception {
        return String.valueOf(session.await("ready", line -> true).get("udpPort"));
    }

    /** Asks until so many packets came. */
    private static Map<String, Object> stats(HeadlessSession session, int packets) throws Exception {
        while (true) {
            Map<String, Object> stats = session.say("stats").await("stats", line -> true);
            if (Integer.parseInt(String.valueOf(stats.get("packetsReceived"))) >= packets) {
                return stats;
            }
            LockSupport.parkNanos(50_000_000);
        }
    }
}
