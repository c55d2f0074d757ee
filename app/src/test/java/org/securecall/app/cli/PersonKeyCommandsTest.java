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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.secret.SecretBytes;

class PersonKeyCommandsTest {

    private static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final String BOBS_URI = "sip:bob@example.org";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void meetBob() throws Exception {
        try (Storage storage = Storage.open(directory, Keys.FILE, text -> {})) {
            storage.trust()
                    .cache(LocalIdentity.MAIN)
                    .store(
                            BOB,
                            new RetainedSecrets(
                                    Optional.of(SecretBytes.owning(new byte[32])),
                                    Optional.empty(),
                                    true,
                                    Optional.empty()));
            ZrtpDetails details = new ZrtpDetails(
                    "X255",
                    "S256",
                    "AES1",
                    "HS32",
                    "B32",
                    "4jw5",
                    BOB,
                    "Test 1.0",
                    ZrtpDetails.Secrets.FIRST,
                    false,
                    false,
                    ZrtpDetails.HelloHash.MATCH,
                    true);
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, details);
            storage.trust().confirmed(LocalIdentity.MAIN, BOBS_URI, details, Optional.of("Bob"), "");
            storage.sync().get(30, TimeUnit.SECONDS);
        }
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", directory.toString()));
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

    @Test
    void aPersonsKeysAndWhatHappenedToThemAreShown() {
        assertThat(run("keys", "show", "bob@example.org")).isZero();
        assertThat(lines()).hasSize(4);
        assertThat(lines().get(0))
                .startsWith("key\t" + BOB.hex() + "\tBob\tverified\tspoken ")
                .contains("\tTest 1.0\tX255 S256 AES1 HS32 B32\t");
        assertThat(lines().get(1))
                .startsWith("event\t")
                .contains("\tcompared\t" + BOB.hex() + "\t" + BOBS_URI + "\tBob");
        assertThat(lines().get(2)).contains("\tfirst-call\t");
        assertThat(lines().get(3)).isEqualTo("The log is whole: 1 keys, 2 entries");
        assertThat(run("keys", "show", "eve@example.org")).isZero();
        assertThat(lines()).containsExactly("The log is whole: 0 keys, 0 entries");
    }

    @Test
    void aForgottenKeyIsInTheHistoryAlone() {
        assertThat(run("keys", "forget", BOBS_URI, "e0e0e0e0e0e0e0e0e0e0e0e0")).isEqualTo(CommandLineFront.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not known for this person");
        assertThat(run("keys", "forget", BOBS_URI, BOB.hex())).isZero();
        assertThat(lines()).containsExactly("forgotten\t" + BOB.hex());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("compare the code again");
        assertThat(run("keys", "list")).isZero();
        assertThat(lines()).isEmpty();
        assertThat(run("keys", "show", BOBS_URI)).isZero();
        assertThat(lines().getFirst()).contains("\tforgotten\t");
        assertThat(run("keys", "forget", BOBS_URI)).isEqualTo(CommandLineFront.USAGE);
        assertThat(run("keys", "show")).isEqualTo(CommandLineFront.USAGE);
    }
}
