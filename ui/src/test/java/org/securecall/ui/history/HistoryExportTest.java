// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.CallSnapshot.Direction;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PhoneException;
import org.securecall.ui.Past;
import org.securecall.ui.ScriptedPhone;

class HistoryExportTest {

    private static final Instant THEN = Instant.parse("2026-11-20T10:15:00Z");
    private static final String BOB = "sip:bob@example.org";

    @TempDir
    Path folder;

    private final ScriptedPhone phone = new ScriptedPhone();

    private long export(String text, boolean missedOnly) throws Exception {
        return HistoryExport.begin(phone, text, missedOnly, file())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private Path file() {
        return folder.resolve("calls.csv");
    }

    private List<String> lines() throws Exception {
        return Files.readString(file()).lines().toList();
    }

    @Test
    void allPagesAreWritten() throws Exception {
        int calls = 2 * HistoryPage.MOST + 5;
        for (int i = 0; i < calls; i++) {
            phone.past(Past.missed(BOB, "Bob", THEN.plusSeconds(i)));
        }
        assertThat(export("", false)).isEqualTo(calls);
        assertThat(lines()).hasSize(calls + 1);
        assertThat(lines().get(0)).startsWith("\uFEFFStarted,Answered,Ended,Seconds,Direction");
        assertThat(lines().get(calls))
                .startsWith("2026-11-20T10:15:00Z,,2026-11-20T10:15:20Z,,incoming,missed,Bob,sip:bob@example.org");
    }

    @Test
    void pageThatEndsWithTheHistoryIsTheLast() throws Exception {
        for (int i = 0; i < HistoryPage.MOST; i++) {
            phone.past(Past.missed(BOB, "", THEN));
        }
        assertThat(export("", false)).isEqualTo(HistoryPage.MOST);
    }

    @Test
    void onlyWhatIsShownIsWritten() throws Exception {
        phone.past(Past.missed(BOB, "", THEN));
        phone.past(Past.unanswered(Direction.OUTGOING, BOB, "", THEN, 480));
        phone.past(Past.missed("sip:carol@example.org", "", THEN));
        assertThat(export("bob", true)).isEqualTo(1);
    }

    @Test
    void nothingOfTheOtherSideIsTakenForAFormulaOrBreaksTheTable() throws Exception {
        phone.past(Past.missed(BOB, "=HYPERLINK(\"http://example.org\",\"x\")\r\n", THEN));
        export("", false);
        assertThat(Files.readString(file())).contains("\"'=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\")\r\n\"");
    }

    @Test
    void historyThatIsStillLoadedIsNotWrittenInPart() throws Exception {
        Files.writeString(file(), "before");
        phone.past(Past.missed(BOB, "", THEN));
        phone.historyComplete(false);
        assertThatThrownBy(() -> export("", false))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(PhoneException.class)
                .hasMessageContaining("still being loaded");
        assertThat(file()).hasContent("before");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file()));
    }

    @Test
    void placeThatCannotBeWrittenIsTold() {
        assertThatThrownBy(() -> HistoryExport.begin(
                                phone, "", false, folder.resolve("missing").resolve("calls.csv"))
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(PhoneException.class)
                .hasMessageContaining("cannot be written");
    }
}
