// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.securecall.app.transfer.BackupFile;
import org.securecall.app.transfer.RecoveryCode;
import org.securecall.app.transfer.TransferException;

/**
 * A profile as one encrypted file, and back. The file has the contents of all records, events and past calls, and not the key that they
 * are sealed with: a restored profile has one of its own. Events and calls are in pieces, of which one at a time is in memory.
 */
public final class ProfileBackup {

    static final String RECORDS = "records";
    static final String EVENTS = "key-events";
    static final String CALLS = "past-calls";
    static final String CONTACTS = "contacts";
    static final int VERSION = 1;

    /** So large a piece becomes, not counting its last row. */
    static final int PIECE_BYTES = 8 << 20;

    private ProfileBackup() {}

    /**
     * What was backed up, or restored.
     *
     * @param leftOut events and past calls that cannot be read
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
        return write(storage, file, code, PIECE_BYTES);
    }

    /** For tests, with pieces that are soon full. */
    static Summary write(Storage storage, Path file, RecoveryCode code, int pieceBytes)
            throws StorageException, TransferException {
        try (Connection reader = storage.database().reader()) {
            // All of one moment: the log of keys says how many events it has.
            Database.execute(reader, "BEGIN");
            try (BackupPieces pieces = new BackupPieces(reader, storage.vault().records(), pieceBytes)) {
                BackupFile.write(file, code, pieces.count(), pieces);
                return pieces.summary();
            }
        } catch (SQLException e) {
            throw new StorageException("The profile cannot be read: " + Failures.sentence(e), e);
        }
    }

    /**
     * Reads a backup to its end and says what is in it.
     *
     * @throws StorageException when another version wrote it
     * @throws TransferException when the file is no backup, is damaged, or the code is another one's
     */
    public static Summary inspect(Path file, RecoveryCode code) throws StorageException, TransferException {
        BackupCount count = new BackupCount();
        try {
            BackupFile.read(file, code, count);
        } catch (DamagedException e) {
            throw new StorageException(
                    "The backup was written by another version of Secure Call, and cannot be restored", e);
        }
        return count.summary();
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
        inspect(file, code);
        try (Storage storage = Storage.open(directory, keys, listener)) {
            return replace(storage, file, code);
        }
    }

    /**
     * Puts a backup in the place of everything that a profile has; what the key of the profile is kept under stays. All of it, or
     * nothing. Afterwards the storage tells what was there before and stores nothing any more: close it.
     *
     * @throws StorageException when it cannot be written, or another version wrote it: all is as before
     * @throws TransferException when the file is no backup, is damaged, or the code is another one's: likewise
     */
    public static Summary replace(Storage storage, Path file, RecoveryCode code)
            throws StorageException, TransferException, InterruptedException {
        inspect(file, code);
        Restoring restoring = new Restoring(
                file, code, storage.vault().records(), InstantSource.system().instant());
        DatabaseWriter writer = storage.writer();
        writer.submitLast(restoring);
        try {
            writer.sync().get();
        } catch (ExecutionException e) {
            // A disk that is full now must not bring it about later, when nobody expects it any more.
            if (restoring.giveUp()) {
                throw e.getCause() instanceof StorageException reason
                        ? reason
                        : new StorageException("The profile could not be written", e);
            }
        } finally {
            restoring.giveUp();
            if (!restoring.isDone()) {
                writer.goOn();
            }
        }
        return restoring.summary();
    }
}
