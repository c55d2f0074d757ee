// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.securecall.app.account.AccountStore;
import org.securecall.app.account.TlsStore;
import org.securecall.app.contact.ContactStore;
import org.securecall.app.history.HistoryRows;
import org.securecall.app.identity.OwnKeys;
import org.securecall.app.settings.SettingsStore;
import org.securecall.app.trust.IdentityStore;
import org.securecall.app.trust.TrustStore;
import org.securecall.app.vault.Vault;
import org.securecall.app.vault.VaultException;
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
    private final Vault vault;
    private final Database database;
    private final DatabaseWriter writer;
    private final StoredAccounts accounts;
    private final StoredTls tls;
    private final StoredContacts contacts;
    private final StoredSettings settings;
    private final StoredTrust trust;
    private final StoredPastCalls pastCalls;
    private final OwnKey ownKey;
    private final StoredIdentities identities;

    Storage(
            DirectoryLock lock,
            Vault vault,
            Database database,
            DatabaseWriter writer,
            StoredAccounts accounts,
            StoredTls tls,
            StoredContacts contacts,
            StoredSettings settings,
            StoredTrust trust,
            StoredPastCalls pastCalls,
            OwnKey ownKey,
            StoredIdentities identities) {
        this.lock = lock;
        this.vault = vault;
        this.database = database;
        this.writer = writer;
        this.accounts = accounts;
        this.tls = tls;
        this.contacts = contacts;
        this.settings = settings;
        this.trust = trust;
        this.pastCalls = pastCalls;
        this.ownKey = ownKey;
        this.identities = identities;
    }

    /**
     * Opens the storage of a data directory, which is made where it is missing. A damaged database is set aside and the
     * listener told; the storage then starts empty.
     *
     * @param dataDirectory see {@link DataDirectory#locate()}
     * @param keys opens what is sealed
     * @throws StorageException when another program uses it, it cannot be written, its database is of a newer version, or its key
     *     cannot be had: then with a {@link VaultException} as its cause
     */
    public static Storage open(Path dataDirectory, Keys keys, StorageListener listener) throws StorageException {
        return open(dataDirectory, keys, listener, InstantSource.system(), WAITING_WRITES, RETRY_EVERY);
    }

    /** For tests, with a clock and with limits that can be reached. */
    static Storage open(
            Path dataDirectory,
            Keys keys,
            StorageListener listener,
            InstantSource clock,
            int waitingWrites,
            Duration retryEvery)
            throws StorageException {
        Path directory = DataDirectory.prepare(dataDirectory);
        DirectoryLock lock = DirectoryLock.take(directory);
        Opening opening = new Opening(directory, lock, listener, clock, waitingWrites, retryEvery);
        boolean open = false;
        try {
            Storage storage = opening.open(keys);
            storage.writer.start();
            open = true;
            return storage;
        } finally {
            if (!open) {
                release(lock);
            }
        }
    }

    public AccountStore accounts() {
        return accounts;
    }

    public TlsStore tls() {
        return tls;
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

    /** The user's own key, which signs; until this is closed. */
    public OwnKeys ownKeys() {
        return ownKey;
    }

    /** The signing keys of others. */
    public IdentityStore identities() {
        return identities;
    }

    /** Where the calls are kept that are over; close what reads them before this. */
    public HistoryRows pastCalls() {
        return pastCalls;
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
        contacts.close();
        writer.close();
        pastCalls.close();
        accounts.close();
        tls.close();
        trust.close();
        ownKey.close();
        identities.close();
        vault.close();
        release(lock);
    }

    /** What the key of this profile is kept under, and the way to change that. */
    public Vault vault() {
        return vault;
    }

    Database database() {
        return database;
    }

    /** For tests, and for a whole profile at once: does something on the connection, on the thread that owns it. */
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
}
