// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.storage.Storage;
import org.securecall.app.storage.StorageException;

/** Opens the storage for the length of one command; notices go to standard error. */
final class StorageUse implements AutoCloseable {

    private static final int SAVE_SECONDS = 30;

    private final Storage storage;

    StorageUse(Place place, Console console) throws StorageException {
        try (Place.Opened keys = place.keys()) {
            storage = Storage.open(place.directory(), keys.keys(), console::complain);
        }
    }

    Storage storage() {
        return storage;
    }

    /** @throws CommandException when there is none of this address */
    AccountSpec account(String address) throws InvalidEntryException, CommandException {
        SipAddress parsed = SipAddress.parse(address);
        return storage.accounts()
                .find(parsed.toString())
                .orElseThrow(() -> new CommandException("There is no account " + parsed));
    }

    /**
     * Waits until the changes are on the disk.
     *
     * @throws StorageException when they cannot be saved, with the reason
     */
    void save() throws StorageException {
        try {
            storage.sync().get(SAVE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException reason) {
                throw reason;
            }
            throw new StorageException("Nothing was saved", e);
        } catch (TimeoutException | CancellationException e) {
            throw new StorageException("Nothing was saved: the disk does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted before all was saved", e);
        }
    }

    @Override
    public void close() {
        storage.close();
    }
}
