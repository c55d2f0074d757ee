// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;

class DiskFailureTest {

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();

    /** Does something on the writer's own connection: SQLite's own limits stand in for a disk's. */
    record Pragma(String sql) implements Write {
        @Override
        public String key() {
            return "pragma " + sql;
        }

        @Override
        public void apply(Connection connection) throws java.sql.SQLException {
            Database.execute(connection, "PRAGMA " + sql);
        }
    }

    @Test
    void fullDiskIsToldOnceAndWhatWaitedIsSavedWhenThereIsRoom() throws Exception {
        try (Storage storage = Stores.open(directory, notices, clock)) {
            storage.writer().submit(new Pragma("max_page_count = 1"));
            Stores.sync(storage);
            fill(storage, 0, 500);
            assertThat(notices.next()).contains("the disk is full").contains("kept in memory");
            assertThat(storage.contacts().contacts()).hasSize(500);
            assertThatThrownBy(() -> storage.sync().get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StorageException.class)
                    .hasMessageContaining("the disk is full");
            assertThat(notices.rest()).isEmpty();

            storage.contacts().contacts().forEach(contact -> storage.contacts().remove(contact.id()));
            fill(storage, 0, 3);
            assertThat(notices.next()).contains("saved again");
            Stores.sync(storage);
        }
        assertThat(notices.rest()).isEmpty();
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(storage.contacts().contacts()).hasSize(3);
        }
    }

    @Test
    void whatCannotBeSavedUntilTheEndIsSaidToBeLost() throws Exception {
        try (Storage storage = Stores.open(directory, notices, clock)) {
            storage.writer().submit(new Pragma("query_only = ON"));
            Stores.sync(storage);
            fill(storage, 0, 2);
            assertThat(notices.next()).contains("may not be written").contains("kept in memory");
            assertThat(storage.contacts().contacts()).hasSize(2);
        }
        assertThat(notices.next())
                .isEqualTo("2 changes could not be saved and are lost: the database may not be written");
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void writeThatCanNeverSucceedDoesNotHoldUpTheOthers() throws Exception {
        try (Storage storage = Stores.open(directory, notices, clock)) {
            storage.writer().submit(new RowWrite("bad", "INSERT INTO record (id) VALUES (?)", 1L));
            fill(storage, 0, 1);
            Stores.sync(storage);
            assertThat(notices.next()).contains("cannot be saved").contains("lost");
        }
        assertThat(notices.rest()).isEmpty();
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(storage.contacts().contacts()).extracting(Contact::name).containsExactly("Contact 0");
        }
    }

    @Test
    void moreChangesThanMayWaitAreSaidToBeLost() throws Exception {
        // What a new profile begins with is not counted.
        Stores.open(directory, notices, clock).close();
        try (Storage storage = Storage.open(directory, Keys.FILE, notices, clock, 3, Duration.ofHours(1))) {
            storage.writer().submit(new Pragma("query_only = ON"));
            Stores.sync(storage);
            fill(storage, 0, 1);
            assertThat(notices.next()).contains("may not be written");
            fill(storage, 1, 10);
            assertThat(notices.next()).contains("Too many changes wait");
            assertThat(storage.contacts().contacts()).hasSize(10);
        }
        assertThat(notices.next()).startsWith("3 changes could not be saved");
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void anEarlierChangeOfTheSameRowIsReplacedWhileItWaits() throws Exception {
        // What a new profile begins with is not counted.
        Stores.open(directory, notices, clock).close();
        try (Storage storage = Storage.open(directory, Keys.FILE, notices, clock, 3, Duration.ofHours(1))) {
            storage.writer().submit(new Pragma("query_only = ON"));
            Stores.sync(storage);
            Contact contact = storage.contacts().put(new Contact(0, "Bob", Stores.BOBS_URI, false));
            assertThat(notices.next()).contains("may not be written");
            for (int i = 0; i < 10; i++) {
                storage.contacts().put(new Contact(contact.id(), "Bob " + i, Stores.BOBS_URI, false));
            }
        }
        assertThat(notices.next()).startsWith("1 change could not be saved");
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void directoryThatCannotBeMadeIsAClearFailure() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> Stores.open(file.resolve("data"), notices, clock))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be made")
                .hasMessageContaining("file");
        assertThatThrownBy(() -> Stores.open(file, notices, clock))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("a file is in its place");
    }

    @Test
    void databaseThatIsADirectoryIsAClearFailure() throws Exception {
        Files.createDirectories(directory.resolve(DataDirectory.DATABASE));
        assertThatThrownBy(() -> Stores.open(directory, notices, clock)).isInstanceOf(StorageException.class);
    }

    private static void fill(Storage storage, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            storage.contacts().put(new Contact(0, "Contact " + i, "sip:c" + i + "@example.org", false));
        }
    }
}
