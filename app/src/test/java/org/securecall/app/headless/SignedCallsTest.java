// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Identities;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.runtime.Telephone;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaParameters;

/** People who confirmed each other's keys, on whole telephones over loopback. */
class SignedCallsTest {

    private static final String ALICE = "sip:alice@example.org";

    @TempDir
    Path directory;

    private PhoneOptions options(String name, int port) {
        return new PhoneOptions(
                directory.resolve(name),
                Optional.of(MediaParameters.ECHO),
                Optional.of(MediaParameters.ECHO),
                Optional.of(Encryption.REQUIRE),
                Optional.of(InetAddress.getLoopbackAddress()),
                OptionalInt.of(port),
                false);
    }

    private HeadlessSession open(String name, int port) throws Exception {
        return new HeadlessSession(options(name, port), true);
    }

    private static int port(HeadlessSession session) throws Exception {
        return Integer.parseInt(
                String.valueOf(session.await("ready", line -> true).get("udpPort")));
    }

    /** Whom a call without an account comes from. */
    private static String caller(int port) {
        return "sip:securecall@127.0.0.1:" + port;
    }

    private static String callee(int port) {
        return "sip:bob@127.0.0.1:" + port;
    }

    private static String show(HeadlessSession session, String to, String own) throws Exception {
        session.say("identity show " + to + " " + own);
        return String.valueOf(session.await("identity", line -> true).get("text"));
    }

    private static Map<String, Object> check(HeadlessSession session, String address, String text) throws Exception {
        session.say("identity check " + address + " " + text);
        return session.await("identity-check", line -> true);
    }

    private static Map<String, Object> secured(HeadlessSession session) throws Exception {
        return session.await(
                "security", line -> !String.valueOf(line.get("sas")).isEmpty());
    }

    /** What each side says of the security of a call. */
    private record Found(Map<String, Object> alice, Map<String, Object> bob) {

        List<Map<String, Object>> both() {
            return List.of(alice, bob);
        }
    }

    /** Both find out how safe it is; the call ends. */
    private static Found call(HeadlessSession alice, HeadlessSession bob, int bobs) throws Exception {
        alice.say("call " + callee(bobs));
        Found found = new Found(secured(alice), secured(bob));
        alice.say("hangup").awaitState("call", "ended");
        bob.awaitState("call", "ended");
        return found;
    }

    private static void confirmEachOther(HeadlessSession alice, int alices, HeadlessSession bob, int bobs)
            throws Exception {
        assertThat(check(bob, caller(alices), show(alice, callee(bobs), caller(alices))))
                .containsEntry("how", "scanned")
                .containsEntry("secret", "true");
        assertThat(check(alice, callee(bobs), show(bob, caller(alices), callee(bobs))))
                .containsEntry("confirmed", "true")
                .containsEntry("secret", "false");
    }

    @Test
    void whoScannedEachOthersCodeIsVerifiedInTheFirstCallWithoutReadingAloud() throws Exception {
        int alices;
        int bobs;
        try (HeadlessSession alice = open("alice", 0);
                HeadlessSession bob = open("bob", 0)) {
            alices = port(alice);
            bobs = port(bob);
            confirmEachOther(alice, alices, bob, bobs);
            Found first = call(alice, bob, bobs);
            for (Map<String, Object> side : first.both()) {
                assertThat(side)
                        .containsEntry("state", "verified")
                        .containsEntry("secrets", "first")
                        .containsEntry("signature", "confirmed")
                        .containsEntry("auxiliary", "match");
            }
            // The secret was for that call alone.
            for (Map<String, Object> side : call(alice, bob, bobs).both()) {
                assertThat(side).containsEntry("state", "verified").containsEntry("auxiliary", "none");
            }
        }
        try (HeadlessSession alice = open("alice", alices);
                HeadlessSession bob = open("bob", bobs)) {
            port(alice);
            port(bob);
            for (Map<String, Object> side : call(alice, bob, bobs).both()) {
                assertThat(side).containsEntry("state", "verified").containsEntry("signature", "confirmed");
            }
            alice.say("identity revoke " + callee(bobs));
            alice.await("identities", line -> "1".equals(line.get("count")));
            Found afterwards = call(alice, bob, bobs);
            assertThat(afterwards.alice())
                    .containsEntry("state", "encrypted")
                    .containsEntry("signature", "unknown_key");
            assertThat(afterwards.bob()).containsEntry("state", "verified");
        }
        try (HeadlessSession alice = open("alice", alices);
                HeadlessSession bob = open("bob", bobs)) {
            port(alice);
            port(bob);
            assertThat(call(alice, bob, bobs).alice()).containsEntry("state", "encrypted");
        }
    }

    @Test
    void somebodyWithAnotherKeyIsAnAlarm() throws Exception {
        int alices;
        int bobs;
        try (HeadlessSession alice = open("alice", 0);
                HeadlessSession bob = open("bob", 0)) {
            alices = port(alice);
            bobs = port(bob);
            confirmEachOther(alice, alices, bob, bobs);
        }
        try (HeadlessSession alice = open("alice", alices);
                HeadlessSession eve = open("eve", bobs)) {
            port(alice);
            port(eve);
            assertThat(call(alice, eve, bobs).alice())
                    .containsEntry("state", "changed")
                    .containsEntry("signature", "unknown_key")
                    .containsEntry("auxiliary", "mismatch");
        }
    }

    @Test
    void theSignerOfACallThatWasComparedIsKnownFromThenOnAndByItsDigits() throws Exception {
        try (HeadlessSession alice = open("alice", 0);
                HeadlessSession bob = open("bob", 0)) {
            int alices = port(alice);
            int bobs = port(bob);
            alice.say("call " + callee(bobs));
            assertThat(secured(alice)).containsEntry("state", "encrypted").containsEntry("signature", "unknown_key");
            alice.say("sas confirm").awaitState("security", "verified");
            alice.say("identity list");
            // One side's word alone confirms no key.
            alice.await("peer-identity", line -> "met".equals(line.get("how")));
            secured(bob);
            bob.say("sas confirm").awaitState("security", "verified");
            alice.say("hangup").awaitState("call", "ended");
            bob.awaitState("call", "ended");
            assertThat(call(alice, bob, bobs).alice()).containsEntry("state", "verified");
            alice.say("identity list");
            alice.await("peer-identity", line -> "compared".equals(line.get("how")));
            assertThat(call(alice, bob, bobs).alice())
                    .containsEntry("state", "verified")
                    .containsEntry("signature", "confirmed");
            // Bob met the key, and types the digits that Alice reads to him.
            show(alice, callee(bobs), caller(alices));
            String digits =
                    String.valueOf(alice.await("safety-code", line -> true).get("code"));
            bob.say("identity check " + caller(alices) + " "
                    + digits.replace('1', '2').replace('0', '3'));
            bob.await("error", line -> String.valueOf(line.get("message")).contains("not the digits"));
            assertThat(check(bob, caller(alices), digits)).containsEntry("how", "typed");
            assertThat(call(alice, bob, bobs).bob()).containsEntry("state", "verified");
        }
    }

    @Test
    void aLinkedDeviceIsVerifiedAndNamedByThePersonsKey() throws Exception {
        int alices;
        int bobs;
        try (HeadlessSession alice = open("alice", 0);
                HeadlessSession bob = open("bob", 0)) {
            alices = port(alice);
            bobs = port(bob);
            confirmEachOther(alice, alices, bob, bobs);
        }
        try (Phone alice = Telephone.open(options("alice", 0));
                Phone laptop = Telephone.open(options("laptop", 0))) {
            link(alice.identities(), laptop.identities());
        }
        try (HeadlessSession laptop = open("laptop", alices);
                HeadlessSession bob = open("bob", bobs)) {
            port(laptop);
            port(bob);
            Map<String, Object> seen = call(laptop, bob, bobs).bob();
            assertThat(seen).containsEntry("state", "verified").containsEntry("signature", "confirmed");
            assertThat(String.valueOf(seen.get("signedBy"))).startsWith("Alice\u2019s laptop, signed by ");
            bob.say("identity revoke " + caller(alices));
            bob.await("identities", line -> true);
            assertThat(call(laptop, bob, bobs).bob())
                    .containsEntry("state", "encrypted")
                    .containsEntry("signature", "unknown_key");
        }
    }

    @Test
    void aDeviceIsLinkedByLinesAndAPictureIsRead() throws Exception {
        try (HeadlessSession alice = open("alice", 0);
                HeadlessSession tablet = open("tablet", 0)) {
            tablet.say("identity link request My new tablet");
            String request =
                    String.valueOf(tablet.await("link-code", line -> true).get("text"));
            alice.say("identity link read " + request);
            Map<String, Object> asked = alice.await("link-question", line -> true);
            assertThat(asked).containsEntry("device", "My new tablet");
            alice.say("identity link approve " + request);
            String answer =
                    String.valueOf(alice.await("link-code", line -> true).get("text"));
            tablet.say("identity link read " + answer);
            assertThat(tablet.await("link-question", line -> true)).containsEntry("code", asked.get("code"));
            tablet.say("identity link accept " + answer);
            assertThat(tablet.await("linked", line -> true)).containsEntry("device", "My new tablet");
            tablet.say("identity check " + ALICE + " --image " + directory.resolve("missing picture.png"));
            tablet.await("error", line -> String.valueOf(line.get("message")).contains("cannot be read"));
            for (String wrong : List.of("", " link", " link accept", " link x y", " check " + ALICE, " revoke", " x")) {
                tablet.say("identity" + wrong);
                tablet.await(
                        "error", line -> String.valueOf(line.get("message")).startsWith("identity"));
            }
        }
    }

    @Test
    void whoSwitchedSigningOffChecksSignaturesAllTheSame() throws Exception {
        try (Phone alice = Telephone.open(options("alice", 0))) {
            get(alice.putSettings(
                    alice.settings().withKeys(alice.settings().keys().withSignCodes(false))));
        }
        try (HeadlessSession alice = open("alice", 0);
                HeadlessSession bob = open("bob", 0)) {
            port(alice);
            Found found = call(alice, bob, port(bob));
            assertThat(found.alice()).containsEntry("signature", "unknown_key");
            assertThat(found.bob()).containsEntry("signature", "absent");
        }
    }

    private static void link(Identities alice, Identities laptop) throws Exception {
        String request = get(laptop.requestLink("Alice\u2019s laptop")).text();
        String asked = get(alice.readRequest(request)).code();
        String answer = get(alice.approveLink(request)).text();
        assertThat(get(laptop.readAnswer(answer)).code()).isEqualTo(asked);
        assertThat(get(laptop.acceptLink(answer)).linked().orElseThrow().identity())
                .isEqualTo(get(alice.own()).key());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
