// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.Contact;

class DamagedDatabaseTest {

    @TempDir
    Path directory;

    private final Notices notices = new Notices();
    private final TestClock clock = new TestClock();
    private Path database = Path.of("");

    @BeforeEach
    void makeADatabaseWithContacts() throws Exception {
        database = directory.resolve(DataDirectory.DATABASE);
        try (Storage storage = Stores.open(directory, notices, clock)) {
            for (int i = 0; i < 200; i++) {
                storage.contacts().put(new Contact(0, "Contact number " + i, "sip:c" + i + "@example.org", false));
            }
        }
    }

    @Test
    void randomBytesAreKeptAsideAndTheUserIsTold() throws Exception {
        byte[] noise = new byte[8192];
        new Random(1).nextBytes(noise);
        Files.write(database, noise);
        assertSetAside(noise);
    }

    @Test
    void emptyFileIsKeptAside() throws Exception {
        Files.write(database, new byte[0]);
        assertSetAside(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99, 100, 2048, 4096, 5000, 3 * 4096, 3 * 4096 + 1})
    void truncatedFileIsKeptAside(int length) throws Exception {
        byte[] cut = Arrays.copyOf(Files.readAllBytes(database), length);
        Files.write(database, cut);
        assertSetAside(cut);
    }

    @Test
    void everyOverwrittenPageIsNoticedOrHarmless() throws Exception {
        byte[] whole = Files.readAllBytes(database);
        int pages = whole.length / 4096;
        assertThat(pages).isGreaterThan(8);
        int setAside = 0;
        for (int page = 0; page < pages; page++) {
            byte[] damaged = whole.clone();
            byte[] noise = new byte[4096];
            new Random(page).nextBytes(noise);
            System.arraycopy(noise, 0, damaged, page * 4096, 4096);
            Files.write(database, damaged);
            try (Storage storage = Stores.open(directory, notices, clock)) {
                int contacts = storage.contacts().contacts().size();
                if (notices.rest().isEmpty()) {
                    // A page that holds nothing that is read: a free one, or one of an index.
                    assertThat(contacts).isEqualTo(200);
                } else {
                    setAside++;
                    assertThat(contacts).isZero();
                }
            }
        }
        assertThat(setAside).isGreaterThan(pages / 2);
        assertThat(asides()).hasSize(setAside);
    }

    @Test
    void recordsThatNobodySealedAreToldOfAndLeftWhereTheyAre() throws Exception {
        change(
                "INSERT INTO record (id, value) VALUES (zeroblob(16), zeroblob(200))",
                "INSERT INTO record (id, value) VALUES (x'000102030405060708090a0b0c0d0e0f', x'00')");
        for (int i = 0; i < 2; i++) {
            try (Storage storage = Stores.open(directory, notices, clock)) {
                assertThat(storage.contacts().contacts()).hasSize(200);
            }
            assertThat(notices.next()).startsWith("2 entries of the profile are damaged");
        }
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void twoDamagedDatabasesInTheSameSecondGetTwoNames() throws Exception {
        Files.writeString(database, "first");
        Stores.open(directory, notices, clock).close();
        Files.writeString(database, "second");
        Stores.open(directory, notices, clock).close();
        assertThat(asides()).hasSize(2);
        assertThat(asides()).extracting(Files::readString).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void logWithoutItsDatabaseIsKeptAsideAndNotReplayedIntoTheNewOne() throws Exception {
        Files.delete(database);
        Files.writeString(directory.resolve("securecall.db-wal"), "orphan");
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(storage.contacts().contacts()).isEmpty();
        }
        assertThat(notices.next()).contains("damaged");
        assertThat(directory.resolve("securecall-damaged-20261123-120000.db-wal"))
                .hasContent("orphan");
    }

    @Test
    void newerDatabaseIsRefusedAndLeftUntouched() throws Exception {
        change("PRAGMA user_version = " + (Database.LATEST + 1), "PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] before = Files.readAllBytes(database);
        List<String> filesBefore = names();
        assertThatThrownBy(() -> Stores.open(directory, notices, clock))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("newer Secure Call");
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        assertThat(names()).isEqualTo(filesBefore);
        assertThat(notices.rest()).isEmpty();
    }

    @Test
    void databaseOfAnotherProgramIsRefusedAndLeftUntouched() throws Exception {
        change("PRAGMA application_id = 42", "PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] before = Files.readAllBytes(database);
        assertThatThrownBy(() -> Stores.open(directory, notices, clock))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("another program");
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
    }

    @Test
    void refusedDirectoryCanBeOpenedAgainOnceItIsRight() throws Exception {
        change("PRAGMA application_id = 42");
        assertThatThrownBy(() -> Stores.open(directory, notices, clock)).isInstanceOf(StorageException.class);
        change("PRAGMA application_id = " + Database.APPLICATION_ID);
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(storage.contacts().contacts()).hasSize(200);
        }
    }

    private void assertSetAside(byte[] content) throws Exception {
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(storage.contacts().contacts()).isEmpty();
            storage.contacts().put(new Contact(0, "New", "sip:new@example.org", false));
            Stores.sync(storage);
        }
        assertThat(notices.next()).contains("damaged").contains("securecall-damaged-20261123-120000.db");
        assertThat(notices.rest()).isEmpty();
        assertThat(asides()).hasSize(1);
        assertThat(Files.readAllBytes(asides().getFirst())).isEqualTo(content);
        try (Storage storage = Stores.open(directory, notices, clock)) {
            assertThat(storage.contacts().contacts()).hasSize(1);
        }
        assertThat(notices.rest()).isEmpty();
    }

    private void change(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<Path> asides() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("securecall-damaged-.*\\.db"))
                    .toList();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
