// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.securecall.app.api.Protection;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.vault.Vault;
import org.securecall.app.vault.VaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from a locked directory to a {@link Storage}: the key, the database, and what it says of itself. */
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Path directory;
    private final DirectoryLock lock;
    private final StorageListener listener;
    private final InstantSource clock;
    private final int waitingWrites;
    private final Duration retryEvery;
    private final SecureRandom random = new SecureRandom();

    Opening(
            Path directory,
            DirectoryLock lock,
            StorageListener listener,
            InstantSource clock,
            int waitingWrites,
            Duration retryEvery) {
        this.directory = directory;
        this.lock = lock;
        this.listener = listener;
        this.clock = clock;
        this.waitingWrites = waitingWrites;
        this.retryEvery = retryEvery;
    }

    Storage open(Keys keys) throws StorageException {
        Database database = new Database(directory);
        Vault vault;
        try {
            vault = Vault.open(
                    new Vault.Surroundings(directory, keys.desktop(), keys.counts(), clock, random),
                    keys.passphrase(),
                    database.isSealed());
        } catch (VaultException e) {
            throw new StorageException(String.valueOf(e.getMessage()), e);
        }
        boolean open = false;
        try {
            Storage storage = loadOrSetAside(database, vault);
            open = true;
            if (vault.isNew() && vault.protection() == Protection.FILE) {
                listener.onStorageNotice(
                        "The key of this profile is in a file beside it, which only you can read: set a"
                                + " passphrase to protect the profile on a lost or copied disk");
            }
            return storage;
        } finally {
            if (!open) {
                vault.close();
            }
        }
    }

    private Storage loadOrSetAside(Database database, Vault vault) throws StorageException {
        try {
            return load(database, vault);
        } catch (DamagedException damaged) {
            LOG.warn("The database is damaged: {}", damaged.getMessage());
            Path aside = database.moveAside(clock.instant());
            listener.onStorageNotice(
                    "The database was damaged and is kept as " + aside
                            + "; the program starts with an empty one, so known keys, contacts and accounts are gone from view");
        }
        try {
            return load(database, vault);
        } catch (DamagedException again) {
            throw new StorageException("The data directory damages what is written to it: " + directory, again);
        }
    }

    private Storage load(Database database, Vault vault) throws StorageException, DamagedException {
        Connection connection = database.open(vault.records());
        boolean loaded = false;
        try {
            Records.All all = Records.load(connection, vault.records());
            Profile profile = profile(connection, vault, all);
            DatabaseWriter writer = new DatabaseWriter(connection, listener, waitingWrites, retryEvery);
            Records records = new Records(writer, vault.records());
            StoredKeyLog log = StoredKeyLog.load(connection, writer, all, records, vault.records(), random);
            if (all.damaged() > 0) {
                listener.onStorageNotice(all.damaged()
                        + " entries of the profile are damaged and cannot be shown; they stay where they are");
            }
            if (log.check() instanceof KeyLogCheck.Broken broken) {
                listener.onStorageNotice("The history of keys was changed from outside: " + broken.sentence());
            }
            profile.restored().ifPresent(log::restored);
            LocalIdentities own = LocalIdentities.load(all, records, random, log.hasImported());
            TrustTable table = TrustTable.load(all, records, log, own, clock);
            StoredTrust trust = new StoredTrust(table, profile.restored());
            StoredAccounts accounts = StoredAccounts.load(all, records, own);
            StoredTls tls = StoredTls.load(all, records);
            StoredSettings settings = StoredSettings.load(all, records);
            OwnKey ownKey = OwnKey.load(all, records, random);
            StoredIdentities identities = StoredIdentities.load(all, records, table);
            StoredPastCalls pastCalls = new StoredPastCalls(connection, database, writer, vault.records());
            StoredContacts contacts =
                    StoredContacts.load(connection, database, writer, vault.records(), own.lastContact(), listener);
            loaded = true;
            return new Storage(
                    lock,
                    vault,
                    database,
                    writer,
                    accounts,
                    tls,
                    contacts,
                    settings,
                    trust,
                    pastCalls,
                    ownKey,
                    identities);
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

    /** Finds out whether the key fits, and whether this is an older copy than the one that was opened last; counts on. */
    private Profile profile(Connection connection, Vault vault, Records.All all)
            throws SQLException, DamagedException, StorageException {
        boolean empty = all.records().isEmpty();
        if (empty && all.damaged() > 0) {
            throw new StorageException(
                    "The key of the profile does not fit its database: put back the two files that belong together, in "
                            + directory);
        }
        Profile before = Profile.of(all);
        boolean older = before.generation() < vault.generation() && !empty;
        Profile now = new Profile(
                Math.max(before.generation(), vault.generation()) + 1,
                older ? Optional.of(clock.instant()) : before.restored());
        if (older) {
            listener.onStorageNotice(
                    "This profile was restored from an older copy: what changed since is lost, and calls"
                            + " with people whom you called since may show a changed key until you compare the code once more");
        }
        try {
            now.write(connection, vault.records());
        } catch (SQLException e) {
            if (!Failures.mayPass(e)) {
                throw e;
            }
            // Without room nothing can be counted; all the rest works.
            LOG.warn("The profile cannot count how often it was opened: {}", Failures.sentence(e));
            return now;
        }
        try {
            vault.opened(now.generation());
        } catch (VaultException e) {
            LOG.warn("The keeper of the key cannot count how often the profile was opened");
            listener.onStorageNotice(String.valueOf(e.getMessage()));
        }
        return now;
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("Closing the database failed: {}", Failures.sentence(e));
        }
    }
}
