// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityCommandsTest {

    private static final String ALICE = "sip:alice@example.org";
    private static final String BOB = "sip:bob@example.org";

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String directory, String... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", temporary.resolve(directory).toString()));
        return CommandLineFront.run(
                all.toArray(String[]::new),
                new Fronts(data -> 0, options -> 0, List::of),
                new Console(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String said(String directory, String... arguments) {
        assertThat(run(directory, arguments))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        return lines().getLast();
    }

    @Test
    void theOwnKeyStaysAndNeedsNoAddress() {
        assertThat(run("a", "identity", "show")).isZero();
        List<String> first = lines();
        assertThat(first.getFirst()).matches("key\t[0-9a-f]{64}");
        assertThat(first.get(1)).matches("fingerprint\t([0-9a-f]{4} ){15}[0-9a-f]{4}");
        assertThat(run("a", "identity", "show")).isZero();
        assertThat(lines()).isEqualTo(first);
        assertThat(run("a", "identity", "show", "--text")).isEqualTo(CommandLineFront.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("add an account first");
    }

    @Test
    void aCodeInAPictureIsCheckedListedAndRevoked() {
        String picture = temporary.resolve("alice.png").toString();
        said("alice", "identity", "show", "--as", ALICE, "--contact", BOB, "--qr", picture);
        assertThat(run("alice", "identity", "show", "--as", ALICE, "--qr", picture))
                .isEqualTo(CommandLineFront.FAILED);
        assertThat(run("bob", "identity", "check", BOB, "--image", picture)).isEqualTo(CommandLineFront.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("for another address");
        assertThat(said("bob", "identity", "check", ALICE, "--image", picture))
                .startsWith("confirmed\t" + ALICE)
                .endsWith("with a secret for the next call");
        assertThat(said("bob", "identity", "list")).contains("\tscanned\t");
        // Both have met now, and see the same digits.
        String back = said("bob", "identity", "show", "--as", BOB, "--contact", ALICE, "--text");
        assertThat(back).startsWith("securecall:verify?").doesNotContain("&x=");
        said("alice", "identity", "check", BOB, "--text", back);
        assertThat(run("alice", "identity", "show", "--as", ALICE, "--contact", BOB))
                .isZero();
        String digits = lines().get(2).split("\t", -1)[1];
        List<String> typed = new ArrayList<>(List.of("identity", "check", ALICE));
        typed.addAll(List.of(digits.split(" ", -1)));
        assertThat(said("bob", typed.toArray(String[]::new))).startsWith("confirmed\t" + ALICE);
        assertThat(said("bob", "identity", "revoke", ALICE)).startsWith("revoked\t");
        assertThat(run("bob", "identity", "revoke", ALICE)).isEqualTo(CommandLineFront.FAILED);
        assertThat(said("bob", "identity", "list")).contains("\trevoked\t");
        assertThat(said("bob", "keys", "log")).startsWith("The log is whole: 3 entries");
    }

    @Test
    void theSameCodeIsShownUntilItsSecretIsUsed() {
        String first = said("alice", "identity", "show", "--as", ALICE, "--contact", BOB, "--text");
        assertThat(first).contains("&x=");
        assertThat(said("alice", "identity", "show", "--as", ALICE, "--contact", BOB, "--text"))
                .isEqualTo(first);
        assertThat(said("alice", "identity", "show", "--as", ALICE, "--text")).doesNotContain("&x=");
    }

    @Test
    void aDeviceIsLinkedOnlyAfterAYesOnBothSides() {
        String request = said("laptop", "identity", "link", "request", "Alice\u2019s laptop");
        assertThat(run("alice", "identity", "link", "approve", "--text", request))
                .isZero();
        List<String> asked = lines();
        assertThat(asked).hasSize(2);
        String answer = said("alice", "identity", "link", "approve", "--text", request, "--yes");
        assertThat(run("laptop", "identity", "link", "accept", "--text", answer))
                .isZero();
        assertThat(lines()).isEqualTo(asked);
        assertThat(said("laptop", "identity", "link", "accept", "--text", answer, "--yes"))
                .startsWith("linked\tAlice\u2019s laptop\t");
        // It was used.
        assertThat(run("laptop", "identity", "link", "accept", "--text", answer))
                .isEqualTo(CommandLineFront.FAILED);
        // A linked device vouches for none.
        String other = said("tablet", "identity", "link", "request", "Tablet");
        assertThat(run("laptop", "identity", "link", "approve", "--text", other, "--yes"))
                .isEqualTo(CommandLineFront.FAILED);
    }

    @Test
    void whatIsNoCodeIsRefusedInOneSentence() {
        assertThat(run("bob", "identity", "check", ALICE)).isEqualTo(CommandLineFront.USAGE);
        assertThat(run("bob", "identity", "check", ALICE, "12345", "--text", "x"))
                .isEqualTo(CommandLineFront.USAGE);
        assertThat(run("bob", "identity", "check", ALICE, "12345")).isEqualTo(CommandLineFront.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No key of this person was met yet");
        assertThat(run("bob", "identity", "check", ALICE, "--text", "securecall:verify?v=2"))
                .isEqualTo(CommandLineFront.FAILED);
        assertThat(run("bob", "identity", "check", "nobody", "--text", "securecall:verify?v=1"))
                .isEqualTo(CommandLineFront.USAGE);
        assertThat(run("bob", "identity")).isEqualTo(CommandLineFront.USAGE);
        assertThat(run("bob", "identity", "link")).isEqualTo(CommandLineFront.USAGE);
        String own = said("bob", "identity", "show", "--as", ALICE, "--text");
        assertThat(run("bob", "identity", "check", ALICE, "--text", own)).isEqualTo(CommandLineFront.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("your own code");
    }
}
