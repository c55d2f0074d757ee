// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.PhoneOptions;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaParameters;

/** People who forget each other's keys, on whole telephones over loopback. */
class ForgottenKeysTest {

    @TempDir
    Path directory;

    private HeadlessSession open(String name, boolean practice) throws Exception {
        return new HeadlessSession(
                new PhoneOptions(
                        directory.resolve(name),
                        Optional.of(MediaParameters.ECHO),
                        Optional.of(MediaParameters.ECHO),
                        Optional.of(Encryption.REQUIRE),
                        Optional.of(InetAddress.getLoopbackAddress()),
                        OptionalInt.of(0),
                        practice),
                true);
    }

    private static int port(HeadlessSession session) throws Exception {
        return Integer.parseInt(
                String.valueOf(session.await("ready", line -> true).get("udpPort")));
    }

    private static Map<String, Object> secured(HeadlessSession session) throws Exception {
        return session.await(
                "security", line -> !String.valueOf(line.get("sas")).isEmpty());
    }

    private static String text(Map<String, Object> line, String field) {
        return String.valueOf(line.get(field));
    }

    private static void hangUp(HeadlessSession alice, HeadlessSession bob) throws Exception {
        alice.say("hangup").awaitState("call", "ended");
        bob.awaitState("call", "ended");
    }

    @Test
    void theNextCallIsAFirstOneAndVerifiesNothingThoughTheSignerWasConfirmed() throws Exception {
        try (HeadlessSession alice = open("alice", false);
                HeadlessSession bob = open("bob", false)) {
            String alices = "sip:securecall@127.0.0.1:" + port(alice);
            String bobs = "sip:bob@127.0.0.1:" + port(bob);
            // Alice has confirmed Bob's signing key, and both compared the code.
            bob.say("identity show - " + bobs);
            alice.say("identity check " + bobs + " " + text(bob.await("identity", line -> true), "text"));
            alice.await("identity-check", line -> true);
            alice.say("call " + bobs);
            String zid = text(secured(alice), "peerZid");
            String own = text(secured(bob), "peerZid");
            bob.say("sas confirm");
            alice.say("sas confirm").awaitState("security", "verified");

            alice.say("keys forget " + bobs + " " + zid);
            alice.await("error", line -> text(line, "message").contains("end it first"));
            hangUp(alice, bob);
            alice.say("keys show " + bobs);
            assertThat(alice.await("peer-key", line -> true))
                    .containsEntry("zid", zid)
                    .containsEntry("proof", "spoken");
            assertThat(alice.await("peer-keys", line -> true))
                    .containsEntry("keys", "1")
                    .containsEntry("complete", "true")
                    .containsEntry("whole", "true");

            alice.say("keys forget " + bobs + " " + own);
            alice.await("error", line -> text(line, "message").contains("not known for this person"));
            alice.say("keys forget " + bobs + " " + zid);
            alice.await("key-forgotten", line -> true);
            alice.say("keys show " + bobs + " 2");
            assertThat(alice.await("key-event", line -> true)).containsEntry("kind", "forgotten");
            assertThat(alice.await("key-event", line -> true)).containsEntry("kind", "revoked");
            assertThat(alice.await("peer-keys", line -> true))
                    .containsEntry("keys", "0")
                    .containsEntry("complete", "false");

            // Bob kept his part, and is told that something is wrong.
            alice.say("call " + bobs);
            assertThat(secured(alice))
                    .containsEntry("secrets", "first")
                    .containsEntry("state", "encrypted")
                    .containsEntry("key", "new");
            assertThat(secured(bob)).containsEntry("secrets", "mismatch").containsEntry("state", "changed");
            hangUp(alice, bob);

            alice.say("keys forget " + bobs + " " + zid);
            alice.await("key-forgotten", line -> true);
            bob.say("keys forget " + alices + " " + own);
            bob.await("key-forgotten", line -> true);
            alice.say("call " + bobs);
            assertThat(secured(alice)).containsEntry("secrets", "first").containsEntry("state", "encrypted");
            assertThat(secured(bob)).containsEntry("secrets", "first").containsEntry("state", "encrypted");
            hangUp(alice, bob);
        }
    }

    @Test
    void thePracticePeerForgetsAsWell() throws Exception {
        try (HeadlessSession alice = open("alice", true)) {
            alice.await("ready", line -> true);
            alice.say("call practice");
            String zid = text(secured(alice), "peerZid");
            alice.say("sas confirm").awaitState("security", "verified");
            alice.say("hangup").awaitState("call", "ended");
            alice.say("keys forget practice " + zid);
            alice.await("key-forgotten", line -> true);
            alice.say("call practice");
            Map<String, Object> again = secured(alice);
            assertThat(again)
                    .containsEntry("secrets", "first")
                    .containsEntry("state", "encrypted")
                    .containsEntry("peerZid", zid);
            alice.say("hangup").awaitState("call", "ended");
            alice.say("keys show practice");
            alice.await("key-event", line -> "first-call".equals(line.get("kind")));
            alice.await("key-event", line -> "forgotten".equals(line.get("kind")));
            alice.await("key-event", line -> "compared".equals(line.get("kind")));
        }
    }

    @Test
    void wrongWordsAreExplained() throws Exception {
        try (HeadlessSession alice = open("alice", false)) {
            alice.await("ready", line -> true);
            for (String wrong :
                    new String[] {"", " show", " forget bob@example.org", " show a b c", " show a 0", " x"}) {
                alice.say("keys" + wrong);
                alice.await("error", line -> text(line, "message").startsWith("keys "));
            }
            alice.say("keys show nobody@example.org");
            assertThat(alice.await("peer-keys", line -> true))
                    .containsEntry("keys", "0")
                    .containsEntry("events", "0");
        }
    }
}
