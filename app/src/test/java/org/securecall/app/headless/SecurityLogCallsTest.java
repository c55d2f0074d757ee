// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.PhoneOptions;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.ZrtpPreferences;

/** What the log says of whole calls over loopback: each step with its reason, in order, and nothing that is nobody's business. */
class SecurityLogCallsTest {

    @TempDir
    Path directory;

    private PhoneOptions options(String name, Encryption encryption, String keying, ZrtpPreferences algorithms) {
        return new PhoneOptions(
                directory.resolve(name),
                Optional.of(MediaParameters.ECHO),
                Optional.of(MediaParameters.ECHO),
                Optional.of(encryption),
                Optional.of(InetAddress.getLoopbackAddress()),
                OptionalInt.of(0),
                Optional.empty(),
                algorithms,
                Optional.of(KeyingMethod.parse(keying)),
                true);
    }

    private HeadlessSession open(String name, Encryption encryption, boolean answers) throws Exception {
        return new HeadlessSession(
                options(name, encryption, "zrtp,dtls-srtp,sdes", ZrtpPreferences.RECOMMENDED), answers);
    }

    private static String address(HeadlessSession session) throws Exception {
        return "sip:bob@127.0.0.1:" + session.await("ready", line -> true).get("udpPort");
    }

    /** Everything that the log says, oldest first. */
    private static List<Map<String, Object>> log(HeadlessSession session) throws Exception {
        int before = session.all().size();
        session.say("log").await("security-log-told", line -> true);
        return session.all().stream()
                .skip(before)
                .filter(line -> "security-log".equals(line.get("event")))
                .toList();
    }

    private static List<String> facts(List<Map<String, Object>> log) {
        return log.stream().map(line -> String.valueOf(line.get("fact"))).toList();
    }

    private static Map<String, Object> one(List<Map<String, Object>> log, String fact) {
        return log.stream()
                .filter(line -> fact.equals(line.get("fact")))
                .findFirst()
                .orElseThrow();
    }

    private static void hangUp(HeadlessSession session) throws Exception {
        session.say("hangup").awaitState("call", "ended");
    }

    @Test
    void callIsToldFromItsBeginningToItsEndAndTheNextOneKnowsTheKey() throws Exception {
        try (HeadlessSession alice = open("alice", Encryption.REQUIRE, false)) {
            alice.await("ready", line -> true);
            alice.say("call practice").awaitState("security", "encrypted");
            alice.say("sas confirm").awaitState("security", "verified");
            hangUp(alice);
            List<Map<String, Object>> log = log(alice);
            assertThat(facts(log))
                    .containsSubsequence(
                            "started",
                            "call-began",
                            "signalling",
                            "zrtp-heard",
                            "offers-compared",
                            "algorithms-chosen",
                            "zrtp-hash-compared",
                            "secrets-compared",
                            "judged",
                            "user-confirmed",
                            "judged",
                            "call-ended");
            assertThat(one(log, "described")).containsEntry("announcesZrtp", "true");
            assertThat(one(log, "zrtp-hash-compared"))
                    .containsEntry("result", "match")
                    .containsEntry("level", "good");
            assertThat(one(log, "secrets-compared"))
                    .containsEntry("result", "first")
                    .doesNotContainKey("lastMet");
            assertThat(one(log, "algorithms-chosen"))
                    .containsEntry("keyAgreement", "X255")
                    .containsEntry("keyAgreementWhy", "first-of-both");
            assertThat(String.valueOf(one(log, "algorithms-chosen").get("text")))
                    .contains("Key agreement: X25519 (X255), because it is the first in both orders that both have.");
            assertThat(one(log, "signalling")).containsEntry("tls", "false").containsEntry("level", "warning");
            alice.say("call practice").awaitState("security", "verified");
            hangUp(alice);
            Map<String, Object> again = log(alice).stream()
                    .filter(line -> "secrets-compared".equals(line.get("fact")) && "match".equals(line.get("result")))
                    .findFirst()
                    .orElseThrow();
            assertThat(again).containsEntry("about", "Call 2").containsKey("lastMet");
            assertThat(String.valueOf(again.get("text"))).contains("it is the same key as on ", "Both of you compared");
        }
    }

    @Test
    void reasonsAreTheSidesOwnAndTheLogOfEitherSideFits() throws Exception {
        PhoneOptions own = options(
                "alice",
                Encryption.REQUIRE,
                "zrtp",
                ZrtpPreferences.parse("keyAgreement=DH3k,X255;cipher=AES1,AES3;sas=B32"));
        try (HeadlessSession alice = new HeadlessSession(own, false);
                HeadlessSession bob = open("bob", Encryption.PREFER, true)) {
            String address = address(bob);
            alice.await("ready", line -> true);
            alice.say("call " + address).awaitState("security", "encrypted");
            bob.awaitState("security", "encrypted");
            hangUp(alice);
            bob.awaitState("call", "ended");
            Map<String, Object> here = one(log(alice), "algorithms-chosen");
            Map<String, Object> there = one(log(bob), "algorithms-chosen");
            // Alice has DH3k first and Bob X25519, which counts as the faster.
            assertThat(here).containsEntry("keyAgreement", "X255").containsEntry("keyAgreementWhy", "faster-of-theirs");
            assertThat(there).containsEntry("keyAgreement", "X255").containsEntry("keyAgreementWhy", "faster-of-ours");
            boolean begun = "initiator".equals(here.get("role"));
            assertThat(here)
                    .containsEntry("cipher", begun ? "AES1" : "AES3")
                    .containsEntry("cipherWhy", begun ? "first-of-ours" : "first-of-theirs");
            assertThat(there).containsEntry("cipherWhy", begun ? "first-of-theirs" : "first-of-ours");
            assertThat(String.valueOf(one(log(alice), "offers-compared").get("own")))
                    .startsWith("keyAgreement=DH3k,X255");
        }
    }

    @Test
    void callWithoutZrtpSaysWhyItGoesOnOrDoesNot() throws Exception {
        try (HeadlessSession alice = open("alice", Encryption.PREFER, false);
                HeadlessSession strict = open("strict", Encryption.REQUIRE, false);
                HeadlessSession bob = new HeadlessSession(
                        options("bob", Encryption.PREFER, "dtls-srtp", ZrtpPreferences.RECOMMENDED), true)) {
            String address = address(bob);
            alice.await("ready", line -> true);
            strict.await("ready", line -> true);
            alice.say("log live");
            alice.say("call " + address);
            alice.await("security-log", line -> "server-keys".equals(line.get("fact")));
            assertThat(alice.await("security-log", line -> "no-zrtp".equals(line.get("fact"))))
                    .containsEntry("then", "server-keys")
                    .containsEntry("level", "warning");
            alice.say("log quiet");
            hangUp(alice);
            bob.awaitState("call", "ended");
            assertThat(one(log(bob), "described")).containsEntry("lookedFor", "false");
            strict.say("call " + address).awaitState("call", "ended");
            List<Map<String, Object>> refused = log(strict);
            assertThat(facts(refused)).endsWith("call-ended");
            assertThat(one(refused, "call-began")).containsEntry("encryption", "require");
            assertThat(refused.toString()).containsIgnoringCase("require");
        }
    }

    @Test
    void exportNamesNobodyAndNoMachineAndNoCode() throws Exception {
        Path file = directory.resolve("log of a call.txt");
        String sas;
        String zid;
        String port;
        try (HeadlessSession alice = open("alice", Encryption.REQUIRE, false);
                HeadlessSession bob = open("bob", Encryption.PREFER, true)) {
            String address = address(bob);
            port = address.substring(address.lastIndexOf(':') + 1);
            alice.await("ready", line -> true);
            alice.say("call " + address);
            Map<String, Object> secured = alice.awaitState("security", "encrypted");
            sas = String.valueOf(secured.get("sas"));
            zid = String.valueOf(secured.get("peerZid"));
            alice.say("sas deny").awaitState("security", "mismatch");
            hangUp(alice);
            alice.say("log export " + file).await("security-log-told", line -> true);
            for (Map<String, Object> line : log(alice)) {
                assertThat(line.toString()).as("the log itself").doesNotContain(sas, zid, "127.0.0.1");
            }
            alice.say("log export " + directory.resolve("missing/log.txt"))
                    .await("error", line -> String.valueOf(line.get("message")).contains("cannot be written"));
            alice.say("log export").await("error", line -> true);
            alice.say("log c99")
                    .await("error", line -> String.valueOf(line.get("message")).contains("nothing about a call"));
            alice.say("log c1").await("security-log-told", line -> !"0".equals(line.get("entries")));
        }
        assertThat(sas).isNotBlank();
        assertThat(zid).hasSize(24);
        String text = Files.readString(file);
        assertThat(text)
                .startsWith("Secure Call: security log\n")
                .contains("Call 1", "You said that the code differs", "WARNING", "X25519 (X255)")
                .doesNotContain("127.0.0.1", "sip:", "@", ":" + port, zid)
                .doesNotContainIgnoringCase("bob")
                .doesNotContainIgnoringCase("alice");
        // A code of words: neither of them, nor the whole.
        for (String part : sas.split(":", -1)) {
            assertThat(text.toLowerCase(java.util.Locale.ROOT)).doesNotContain(part.toLowerCase(java.util.Locale.ROOT));
        }
    }
}
