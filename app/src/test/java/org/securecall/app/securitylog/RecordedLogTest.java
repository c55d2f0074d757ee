// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.SecurityEntry;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.SecurityLog;
import org.securecall.app.api.SecurityLogText;

class RecordedLogTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    private static final Subject.OfCall BOBS =
            new Subject.OfCall(new CallId("c1"), 1, CallSnapshot.Direction.OUTGOING, "Bob Builder");
    private static final Subject.OfAccount ACCOUNT = new Subject.OfAccount(1, "sip:alice@example.org");

    @TempDir
    Path folder;

    private final RecordedLog log = new RecordedLog(CLOCK, 3);

    @Test
    void oldestEntriesGoAndThatIsSaid() {
        for (int i = 1; i <= 5; i++) {
            log.add(BOBS, new SecurityFact.KeysReplaced(i));
        }
        assertThat(log.entries()).extracting(SecurityEntry::number).containsExactly(3L, 4L, 5L);
        assertThat(log.dropped()).isEqualTo(2);
        assertThat(log.redacted(log.entries(), Locale.ENGLISH).text())
                .contains("Older entries that are not kept any more: 2.");
    }

    @Test
    void memoryIsBounded() {
        RecordedLog whole = new RecordedLog(CLOCK);
        for (int i = 0; i < SecurityLog.MOST * 3; i++) {
            whole.add(BOBS, new SecurityFact.ZrtpHeard());
        }
        assertThat(whole.entries()).hasSize(SecurityLog.MOST);
        assertThat(whole.dropped()).isEqualTo(SecurityLog.MOST * 2L);
    }

    @Test
    void listenersHearInOrderUntilTheyAreRemovedAndOneThatFailsStopsNobody() throws Exception {
        List<Long> heard = new ArrayList<>();
        AutoCloseable failing = log.listen(entry -> {
            throw new IllegalStateException("A front end");
        });
        AutoCloseable listening = log.listen(entry -> heard.add(entry.number()));
        log.add(BOBS, new SecurityFact.ZrtpHeard());
        log.add(BOBS, new SecurityFact.UserDenied());
        listening.close();
        failing.close();
        log.add(BOBS, new SecurityFact.UserTalksAnyway());
        assertThat(heard).containsExactly(1L, 2L);
    }

    @Test
    void exportHasPseudonymsAndWhatIsPreviewedIsWhatIsWritten() throws Exception {
        RecordedLog whole = new RecordedLog(CLOCK);
        EveryFact.all().forEach(fact -> whole.add(BOBS, fact));
        whole.add(
                ACCOUNT,
                new SecurityFact.RegistrationChanged(
                        org.securecall.app.api.AccountSnapshot.Registration.FAILED,
                        org.securecall.app.api.Transport.TLS,
                        0,
                        "Bob Builder at sip:alice@example.org is not at sip.example.org or 192.0.2.1"));
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            SecurityLogText text = whole.redacted(whole.entries(), language);
            assertThat(text.text())
                    .doesNotContainIgnoringCase("Bob Builder")
                    .doesNotContainIgnoringCase("example")
                    .doesNotContain("192.0.2")
                    .contains("Person 1", "Server 1", "Server 2")
                    .contains(
                            language.equals(Locale.ENGLISH)
                                    ? "Person 1 at Account 1 is not at"
                                    : "Person 1 at Konto 1");
            Path file = folder.resolve(language + ".txt");
            assertThat(whole.export(text, file).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isEqualTo(whole.entries().size());
            assertThat(file).hasContent(text.text());
        }
        assertThat(whole.label(BOBS, Locale.ENGLISH)).isEqualTo("Call 1, Bob Builder");
        assertThat(whole.label(ACCOUNT, Locale.ENGLISH)).isEqualTo("Account alice@example.org");
    }

    @Test
    void nothingIsHalfWrittenAndWhyNotIsSaid() throws Exception {
        log.add(BOBS, new SecurityFact.ZrtpHeard());
        Path missing = folder.resolve("missing").resolve("log.txt");
        assertThatThrownBy(() -> log.export(missing).toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(PhoneException.class)
                .hasMessageContaining("cannot be written");
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("kept"), "kept");
        assertThatThrownBy(() -> log.export(taken).toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        assertThat(taken.resolve("kept")).hasContent("kept");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(taken);
        }
    }

    @Test
    void recordsSayNoNamesWhereTheyEndUpInLogs() {
        for (SecurityFact fact : EveryFact.all()) {
            boolean cause =
                    fact instanceof SecurityFact.ChangeRefused || fact instanceof SecurityFact.RegistrationChanged;
            if (!cause) {
                assertThat(fact.toString()).doesNotContain("example", "Bob");
            }
        }
        assertThat(BOBS.toString() + ACCOUNT).doesNotContain("Bob", "alice");
    }
}
