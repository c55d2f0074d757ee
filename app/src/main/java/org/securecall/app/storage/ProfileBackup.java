// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.securecall.app.transfer.Backup;
import org.securecall.app.transfer.BackupEntry;
import org.securecall.app.transfer.BackupFile;
import org.securecall.app.transfer.RecoveryCode;
import org.securecall.app.transfer.TransferException;
import org.securecall.app.vault.RecordCipher;
import org.securecall.media.secret.SecretBytes;

/**
 * A profile as one encrypted file, and back. The file has the contents of all records, events and past calls, and not the key that they
 * are sealed with: a restored profile gets a new one.
 */
public final class ProfileBackup {

    private static final String RECORDS = "records";
    private static final String EVENTS = "key-events";
    private static final String CALLS = "past-calls";
    private static final String CONTACTS = "contacts";
    private static final int VERSION = 1;

    /** A million calls would be more than a backup may have. */
    private static final int MOST_CALLS_BYTES = 40 << 20;

    private ProfileBackup() {}

    /**
     * What was backed up, or restored.
     *
     * @param leftOut past calls that are too many for a backup: the oldest
     */
    public record Summary(int records, int events, int calls, int leftOut) {}

    /**
     * Writes all that is on the disk; sync the storage before.
     *
     * @throws StorageException when the profile cannot be read
     * @throws TransferException when the file cannot be written
     */
    public static Summary write(Storage storage, Path file, RecoveryCode code)
            throws StorageException, TransferException {
        List<BackupEntry> entries = new ArrayList<>();
        try (Connection reader = storage.database().reader()) {
            RecordCipher cipher = storage.vault().records();
            int[] counts = new int[4];
            entries.add(new BackupEntry(RECORDS, records(reader, cipher, counts)));
            entries.add(new BackupEntry(EVENTS, rows(reader, cipher, Rows.EVENTS, counts, 1)));
            entries.add(new BackupEntry(CALLS, rows(reader, cipher, Rows.CALLS, counts, 2)));
            entries.add(new BackupEntry(CONTACTS, rows(reader, cipher, Rows.CONTACTS, counts, 0)));
            BackupFile.write(file, code, entries);
            return new Summary(counts[0], counts[1], counts[2], counts[3]);
        } catch (SQLException e) {
            throw new StorageException("The profile cannot be read: " + Failures.sentence(e), e);
        } finally {
            entries.forEach(BackupEntry::close);
        }
    }

    private static SecretBytes records(Connection reader, RecordCipher cipher, int[] counts) throws SQLException {
        Records.All all = Records.load(reader, cipher);
        try (RecordOut out = new RecordOut(VERSION)) {
            for (Kind kind : Kind.values()) {
                // A secret for one call is worth nothing in a copy of it.
                if (kind != Kind.PROFILE && kind != Kind.SHARED_SECRET) {
                    for (Records.Opened record : all.of(kind)) {
                        out.flag(true).text(kind.token()).text(record.key()).bytes(record.content());
                        Arrays.fill(record.content(), (byte) 0);
                        counts[0]++;
                    }
                }
            }
            return SecretBytes.owning(out.flag(false).toBytes());
        }
    }

    /** The newest first, as far as there is room. */
    private static SecretBytes rows(Connection reader, RecordCipher cipher, Rows table, int[] counts, int at)
            throws SQLException {
        try (RecordOut out = new RecordOut(VERSION);
                Statement statement = reader.createStatement()) {
            Row row = new Row(statement.executeQuery(table.select()));
            while (row.next()) {
                long number = row.number("number");
                Optional<byte[]> content = row.bytes("value").flatMap(value -> cipher.open(value, table.about(number)));
                if (content.isPresent() && out.length() < MOST_CALLS_BYTES) {
                    out.flag(true).number(number).bytes(content.get());
                    counts[at]++;
                } else {
                    counts[3]++;
                }
            }
            return SecretBytes.owning(out.flag(false).toBytes());
        }
    }

    /**
     * Makes a profile of a backup, where there is none yet. Calls with people whom the former profile called since the backup show that
     * it was restored.
     *
     * @throws StorageException when there is a profile already, or none can be made
     * @throws TransferException when the file is no backup, is damaged, or the code is another one's
     */
    public static Summary restore(Path file, RecoveryCode code, Path directory, Keys keys, StorageListener listener)
            throws StorageException, TransferException, InterruptedException {
        if (Files.exists(directory.resolve(DataDirectory.DATABASE))) {
            throw new StorageException("There is a profile already in " + directory
                    + ": restore into another directory, or move that one away");
        }
        try (Backup backup = BackupFile.read(file, code);
                Storage storage = Storage.open(directory, keys, listener)) {
            Restoring restoring = new Restoring(
                    backup, storage.vault().records(), InstantSource.system().instant());
            storage.writer().submit(restoring);
            storage.sync().get();
            return restoring.done();
        } catch (ExecutionException e) {
            throw new StorageException("The profile could not be written", e);
        }
    }

    private static byte[] part(Backup backup, String name) {
        return backup.entry(name).map(entry -> entry.content().reveal()).orElseGet(() -> new byte[] {VERSION, 0});
    }

    /** All of it in the one transaction of the writer. */
    private static final class Restoring implements Write {

        private final Backup backup;
        private final RecordCipher cipher;
        private final Instant now;
        private Summary summary = new Summary(0, 0, 0, 0);
        private Optional<DamagedException> damaged = Optional.empty();

        Restoring(Backup backup, RecordCipher cipher, Instant now) {
            this.backup = backup;
            this.cipher = cipher;
            this.now = now;
        }

        @Override
        public String key() {
            return "restore";
        }

        @Override
        public void apply(Connection connection) throws SQLException {
            try {
                Profile profile = Profile.of(Records.load(connection, cipher));
                Database.execute(connection, "DELETE FROM record");
                new Profile(profile.generation(), Optional.of(now)).write(connection, cipher);
                summary = new Summary(
                        records(connection) + rows(connection, CONTACTS, Rows.CONTACTS),
                        rows(connection, EVENTS, Rows.EVENTS),
                        rows(connection, CALLS, Rows.CALLS),
                        0);
            } catch (DamagedException e) {
                damaged = Optional.of(e);
                // The writer takes back what was done so far.
                throw new SQLException("The backup cannot be understood", e);
            }
        }

        private int records(Connection connection) throws SQLException, DamagedException {
            RecordIn in = new RecordIn(part(backup, RECORDS));
            int count = 0;
            while (in.flag()) {
                Kind kind = in.choice(Kind.values(), Kind::token);
                if (kind == Kind.CONTACT) {
                    StoredContacts.writeNow(connection, cipher, in.text(), in.bytes());
                } else {
                    Records.putNow(connection, cipher, kind, in.text(), in.bytes());
                }
                count++;
            }
            return count;
        }

        private int rows(Connection connection, String name, Rows table) throws SQLException, DamagedException {
            RecordIn in = new RecordIn(part(backup, name));
            int count = 0;
            try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
                while (in.flag()) {
                    long number = in.number();
                    Row.fill(statement, number, cipher.seal(in.bytes(), table.about(number)));
                    statement.executeUpdate();
                    count++;
                }
            }
            return count;
        }

        Summary done() throws StorageException {
            if (damaged.isPresent()) {
                throw new StorageException(
                        "The backup was written by another version of Secure Call, and cannot be restored",
                        damaged.get());
            }
            return summary;
        }
    }
}
