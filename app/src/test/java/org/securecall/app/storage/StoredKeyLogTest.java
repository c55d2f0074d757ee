// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.keylog.ExportVerdict;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.keylog.KeyLogExport;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.LoggedEntry;
import org.securecall.media.api.ZrtpDetails.Secrets;

class StoredKeyLogTest {

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    private Storage open() throws StorageException {
        return Stores.open(directory, notices, clock);
    }

    private void useTwice() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (Storage storage = open()) {
                storage.trust()
                        .met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, i == 0 ? Secrets.FIRST : Secrets.MATCH));
                storage.trust()
                        .confirmed(
                                LocalIdentity.MAIN,
                                BOBS_URI,
                                Stores.details(BOB, Secrets.MATCH),
                                Optional.of("Bob"),
                                "");
            }
        }
    }

    private void change(String... statements) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(DataDirectory.DATABASE));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER key_event_stays");
            statement.execute("DROP TRIGGER key_event_stays_unchanged");
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    @Test
    void theLogGrowsOverRunsAndSaysHowAKeyWasVerifiedAndWhatWasAgreed() throws Exception {
        useTwice();
        try (Storage storage = open()) {
            assertThat(storage.trust().logCheck()).isInstanceOf(KeyLogCheck.Intact.class);
            assertThat(storage.trust().log())
                    .extracting(LoggedEntry::kind)
                    .containsExactly(
                            KeyLogKind.FIRST, KeyLogKind.VERIFIED_SPOKEN, KeyLogKind.MATCH, KeyLogKind.VERIFIED_SPOKEN);
            assertThat(storage.trust().log().getLast()).satisfies(entry -> {
                assertThat(entry.contact()).isEqualTo(BOBS_URI);
                assertThat(entry.key()).isEqualTo(BOB.hex());
                assertThat(entry.software()).isEqualTo("Test 1.0");
                assertThat(entry.algorithms()).isEqualTo("X255 S256 AES1 HS32 B32");
                assertThat(entry.change()).contains("Bob");
            });
        }
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void entriesThatWereTakenAwayAreMissed() throws Exception {
        useTwice();
        change("DELETE FROM key_event WHERE number = 4");
        try (Storage storage = open()) {
            assertThat(storage.trust().logCheck()).isInstanceOf(KeyLogCheck.Broken.class);
        }
        assertThat(notices.next())
                .contains("history of keys was changed from outside")
                .contains("entry 4");
    }

    @Test
    void anEntryInTheMiddleThatWasTakenAwayIsMissed() throws Exception {
        useTwice();
        change("DELETE FROM key_event WHERE number = 2");
        open().close();
        assertThat(notices.next()).contains("Entry 2 is missing");
    }

    @Test
    void aBrokenLogIsAddedToAndStaysBroken() throws Exception {
        useTwice();
        change("DELETE FROM key_event WHERE number = 2");
        try (Storage storage = open()) {
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, Stores.details(BOB, Secrets.MATCH));
        }
        notices.next();
        try (Storage storage = open()) {
            assertThat(storage.trust().log()).hasSize(4);
            assertThat(storage.trust().logCheck()).isInstanceOf(KeyLogCheck.Broken.class);
        }
    }

    @Test
    void theExportIsSignedWithTheUsersOwnKeyWhichStays() throws Exception {
        useTwice();
        String text;
        try (Storage storage = open()) {
            text = KeyLogExport.complete(
                    storage.trust().log(),
                    storage.trust().logHead(),
                    storage.ownKeys().identity(),
                    clock.instant());
        }
        try (Storage storage = open()) {
            assertThat(KeyLogExport.verify(text, storage.ownKeys().identity().key()))
                    .isInstanceOf(ExportVerdict.Valid.class);
        }
    }
}
