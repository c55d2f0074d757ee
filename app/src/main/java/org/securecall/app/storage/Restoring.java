// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.transfer.BackupFile;
import org.securecall.app.transfer.RecoveryCode;
import org.securecall.app.transfer.TransferException;
import org.securecall.app.vault.RecordCipher;

/** Puts a backup in the place of everything, in the one transaction of the writer. */
final class Restoring implements Write {

    private static final String GUARD = "key_event_stays";

    private final Path file;
    private final RecoveryCode code;
    private final RecordCipher cipher;
    private final Instant now;

    // Under the monitor:
    private ProfileBackup.Summary summary = new ProfileBackup.Summary(0, 0, 0, 0);
    private @Nullable Exception unreadable;
    private boolean applied;
    private boolean givenUp;
    private boolean done;

    /** @param code open until this is {@linkplain #isDone done} or given up */
    Restoring(Path file, RecoveryCode code, RecordCipher cipher, Instant now) {
        this.file = file;
        this.code = code;
        this.cipher = cipher;
        this.now = now;
    }

    @Override
    public String key() {
        return "restore";
    }

    @Override
    public synchronized void apply(Connection connection) throws SQLException {
        if (givenUp) {
            return;
        }
        unreadable = null;
        applied = false;
        Profile profile;
        try {
            profile = Profile.of(Records.load(connection, cipher));
            empty(connection);
            new Profile(profile.generation(), Optional.of(now)).write(connection, cipher);
            try (Inserting inserting = new Inserting(connection)) {
                BackupFile.<SQLException>read(file, code, entry -> {
                    try {
                        BackupEntries.take(entry, inserting);
                    } catch (DamagedException e) {
                        throw notUnderstood(e);
                    }
                });
                summary = inserting.count.summary();
            }
            applied = true;
        } catch (DamagedException | TransferException e) {
            throw notUnderstood(e);
        }
    }

    /** The history of keys is append-only, but not where all of the profile gives way to another one. */
    private static void empty(Connection connection) throws SQLException {
        String guard = "";
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery("SELECT sql FROM sqlite_schema WHERE name = '" + GUARD + "'"));
            guard = row.next() ? row.optionalText("sql").orElse("") : "";
        }
        Database.execute(connection, "DROP TRIGGER IF EXISTS " + GUARD);
        for (String table : new String[] {"record", "key_event", "past_call", "contact"}) {
            Database.execute(connection, "DELETE FROM " + table);
        }
        if (!guard.isEmpty()) {
            Database.execute(connection, guard);
        }
    }

    /** The writer takes back what was done so far. */
    private SQLException notUnderstood(Exception e) {
        unreadable = e;
        return new SQLException("The backup cannot be understood", e);
    }

    /** The transaction is on the disk, or this was refused. */
    @Override
    public synchronized void wipe() {
        done = applied && !givenUp && unreadable == null;
    }

    /** Nothing is restored any more, unless it was already; gives whether nothing was. */
    synchronized boolean giveUp() {
        givenUp = !done;
        return givenUp;
    }

    synchronized boolean isDone() {
        return done;
    }

    /** @throws StorageException when nothing was restored, with the reason */
    synchronized ProfileBackup.Summary summary() throws StorageException {
        if (!done) {
            throw new StorageException(
                    "The backup changed while it was restored, or another version of Secure Call wrote it: nothing was"
                            + " restored",
                    unreadable == null ? new IllegalStateException("It was refused") : unreadable);
        }
        return summary;
    }

    /** Rows go in one after the other, sealed with the key of this profile. */
    private final class Inserting implements BackupEntries.Taker<SQLException>, AutoCloseable {

        private final Connection connection;
        private final Map<Rows, PreparedStatement> inserts = new EnumMap<>(Rows.class);
        private final BackupCount count = new BackupCount();

        Inserting(Connection connection) throws SQLException {
            this.connection = connection;
        }

        @Override
        public void record(Kind kind, String key, byte[] content) throws SQLException, DamagedException {
            if (kind == Kind.CONTACT) {
                row(Rows.CONTACTS, StoredContacts.number(key), content);
                return;
            }
            Records.putNow(connection, cipher, kind, key, content);
            count.record(kind, key, content);
        }

        @Override
        public void row(Rows table, long number, byte[] content) throws SQLException {
            PreparedStatement statement = inserts.get(table);
            if (statement == null) {
                statement = connection.prepareStatement(table.insert());
                inserts.put(table, statement);
            }
            Row.fill(statement, number, cipher.seal(content, table.about(number)));
            statement.executeUpdate();
            count.row(table, number, content);
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : inserts.values()) {
                statement.close();
            }
        }
    }
}
