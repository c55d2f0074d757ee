// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.securecall.app.account.AccountStore;
import org.securecall.app.account.PasswordVault;
import org.securecall.app.contact.ContactStore;
import org.securecall.app.settings.SettingsStore;
import org.securecall.app.trust.TrustStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that outlives a run. Loaded whole when it is opened; afterwards the stores answer from memory at once, on any
 * thread, and changes reach the disk in the background, in order.
 */
public final class Storage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    private static final int WAITING_WRITES = 10_000;
    private static final Duration RETRY_EVERY = Duration.ofSeconds(5);

    private final DirectoryLock lock;
    private final DatabaseWriter writer;
    private final SqlAccounts accounts;
    private final SqlContacts contacts;
    private final SqlSettings settings;
    private final SqlTrust trust;

    private Storage(
            DirectoryLock lock,
            DatabaseWriter writer,
            SqlAccounts accounts,
            SqlContacts contacts,
            SqlSettings settings,
            SqlTrust trust) {
        this.lock = lock;
        this.writer = writer;
        this.accounts = accounts;
        this.contacts = contacts;
        this.settings = settings;
        this.trust = trust;
    }

    /**
     * Opens the storage of a data directory, which is made where it is missing. A damaged database is set aside and the
     * listener told; the storage then starts empty.
     *
     * @param dataDirectory see {@link DataDirectory#locate()}
     * @throws StorageException when another program uses it, it cannot be written, or its database is of a newer version
     */
    public static Storage open(Path dataDirectory, StorageListener listener) throws StorageException {
        return open(dataDirectory, listener, InstantSource.system(), WAITING_WRITES, RETRY_EVERY);
    }

    /** For tests, with a clock and with limits that can be reached. */
    static Storage open(
            Path dataDirectory, StorageListener listener, InstantSource clock, int waitingWrites, Duration retryEvery)
            throws StorageException {
        Path directory = DataDirectory.prepare(dataDirectory);
        DirectoryLock lock = DirectoryLock.take(directory);
        boolean open = false;
        try {
            Storage storage = openLocked(directory, lock, listener, clock, waitingWrites, retryEvery);
            storage.writer.start();
            open = true;
            return storage;
        } finally {
            if (!open) {
                release(lock);
            }
        }
    }

    private static Storage openLocked(
            Path directory,
            DirectoryLock lock,
            StorageListener listener,
            InstantSource clock,
            int waitingWrites,
            Duration retryEvery)
            throws StorageException {
        Database database = new Database(directory);
        try {
            return load(database, lock, listener, clock, waitingWrites, retryEvery);
        } catch (DamagedException damaged) {
            LOG.warn("The database is damaged: {}", damaged.getMessage());
            Path aside = database.moveAside(clock.instant());
            listener.onStorageNotice(
                    "The database was damaged and is kept as " + aside
                            + "; the program starts with an empty one, so known keys, contacts and accounts are gone from view");
        }
        try {
            return load(database, lock, listener, clock, waitingWrites, retryEvery);
        } catch (DamagedException again) {
            throw new StorageException("The data directory damages what is written to it: " + directory, again);
        }
    }

    private static Storage load(
            Database database,
            DirectoryLock lock,
            StorageListener listener,
            InstantSource clock,
            int waitingWrites,
            Duration retryEvery)
            throws StorageException, DamagedException {
        Connection connection = database.open();
        boolean loaded = false;
        try {
            DatabaseWriter writer = new DatabaseWriter(connection, listener, waitingWrites, retryEvery);
            SqlTrust trust = new SqlTrust(TrustTable.load(connection, writer, clock, new SecureRandom()));
            SqlAccounts accounts = SqlAccounts.load(connection, writer, PasswordVault.plain());
            SqlContacts contacts = SqlContacts.load(connection, writer);
            SqlSettings settings = SqlSettings.load(connection, writer);
            loaded = true;
            return new Storage(lock, writer, accounts, contacts, settings, trust);
        } catch (SQLException e) {
            if (Failures.damaged(e)) {
                throw new DamagedException("SQLite finds the database damaged", e);
            }
            throw new StorageException("The database cannot be read: " + Failures.sentence(e), e);
        } finally {
            if (!loaded) {
                close(connection);
            }
        }
    }

    public AccountStore accounts() {
        return accounts;
    }

    public ContactStore contacts() {
        return contacts;
    }

    public SettingsStore settings() {
        return settings;
    }

    public TrustStore trust() {
        return trust;
    }

    /**
     * Completes when every change so far is on the disk; fails with a {@link StorageException} when that cannot be done
     * now. The changes then still stand in memory and are tried again.
     */
    public CompletableFuture<Void> sync() {
        return writer.sync();
    }

    /** Writes what waits, tells the listener what could not be written, wipes the secrets, and frees the directory. */
    @Override
    public void close() {
        writer.close();
        accounts.close();
        trust.close();
        release(lock);
    }

    /** For tests: does something on the connection, on the thread that owns it. */
    DatabaseWriter writer() {
        return writer;
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of the data directory could not be released", e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("Closing the database failed: {}", Failures.sentence(e));
        }
    }
}
