// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.contact.ContactFiles;
import org.securecall.app.contact.ContactImportException;
import org.securecall.app.contact.ContactRules;
import org.securecall.app.contact.ContactStore;
import org.securecall.app.storage.Storage;
import org.securecall.media.api.EventLoop;

/**
 * The contacts, and the files that they come from and go to. Changes belong to the call loop; files are read and written on threads of
 * their own.
 */
final class AddressBook {

    /** So many are stored at once: what waits for the disk stays few, and calls never wait long. */
    private static final int BATCH = 1000;

    private final ContactStore store;
    private final Storage storage;
    private final EventLoop loop;
    private final Front front;

    AddressBook(Storage storage, EventLoop loop, Front front) {
        this.store = storage.contacts();
        this.storage = storage;
        this.loop = loop;
        this.front = front;
        if (!store.loaded().isDone()) {
            // It completes whatever happens, and telling fails nobody.
            CompletableFuture<Void> _ = store.loaded().thenRunAsync(this::tell, loop::execute);
        }
    }

    /** All, on any thread; none before they have been read, since nobody is to wait for that. */
    List<Contact> known() {
        return isRead() ? store.contacts() : List.of();
    }

    /** As {@link #known()}. */
    Optional<Contact> find(String address) {
        return isRead() ? store.findByUri(address) : Optional.empty();
    }

    /** As {@link #known()}. */
    List<Contact> search(String text, Optional<String> group) {
        return isRead() ? store.search(text, group) : List.of();
    }

    /** As {@link #known()}. */
    List<String> groups() {
        return isRead() ? store.groups() : List.of();
    }

    private boolean isRead() {
        return store.loaded().isDone();
    }

    /** The name of the contact with an address; empty where there is none. */
    String nameOf(String address) {
        return store.findByUri(address).map(Contact::name).orElse("");
    }

    /** Why no contact can have such an address. */
    static Optional<String> problemOf(String address) {
        try {
            ContactRules.address(address);
            return Optional.empty();
        } catch (InvalidEntryException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** @throws InvalidEntryException with what is wrong; nothing is changed then */
    Contact put(Contact contact) throws InvalidEntryException {
        Contact stored = store.put(contact);
        tell();
        return stored;
    }

    /** @throws PhoneException when it is not there any more */
    void remove(long id) throws PhoneException {
        if (!store.remove(id)) {
            throw new PhoneException("There is no such contact any more");
        }
        tell();
    }

    private void tell() {
        front.publish(new PhoneEvent.ContactsChanged(store.contacts()));
    }

    /** What would come of a file. */
    CompletionStage<ContactImport> preview(Path file) {
        return Commands.inBackground("contacts-preview", () -> read(file, store.contacts()));
    }

    /** Takes a file's contacts in; gives what came of it. */
    CompletionStage<ContactImport> importFile(Path file) {
        CompletableFuture<ContactImport> done = new CompletableFuture<>();
        List<Contact> before = store.contacts();
        Commands.inBackground("contacts-import", () -> read(file, before)).whenComplete((read, thrown) -> {
            if (thrown == null) {
                Taking taking = new Taking(read, before, done);
                loop.execute(taking::next);
            } else {
                done.completeExceptionally(thrown);
            }
        });
        return done;
    }

    /** Writes them; gives how many. */
    CompletionStage<Integer> export(Path file, ContactFormat format, List<Contact> contacts) {
        List<Contact> written = List.copyOf(contacts);
        return Commands.inBackground("contacts-export", () -> {
            ContactFiles.replace(file, format, written);
            return written.size();
        });
    }

    private static ContactImport read(Path file, List<Contact> known) throws ContactImportException, PhoneException {
        ContactFormat format =
                ContactFormat.of(file).orElseThrow(() -> new PhoneException("A file of contacts ends in .vcf or .csv"));
        return ContactFiles.read(file, format, known);
    }

    /** A file's contacts on their way into the store, batch by batch. Belongs to the call loop. */
    private final class Taking {

        private final ContactImport read;
        private final Map<Long, Contact> before;
        private final CompletableFuture<ContactImport> done;
        private final List<Contact> changes = new ArrayList<>();
        private int taken;

        /** @param before what the file was compared with */
        Taking(ContactImport read, List<Contact> before, CompletableFuture<ContactImport> done) {
            this.read = read;
            this.before = before.stream().collect(Collectors.toMap(Contact::id, Function.identity()));
            this.done = done;
            changes.addAll(read.changed());
            changes.addAll(read.added());
        }

        void next() {
            try {
                List<Contact> batch = changes.subList(taken, Math.min(taken + BATCH, changes.size()));
                for (Contact contact : batch) {
                    checkUntouched(contact);
                }
                store.putAll(batch);
                taken += batch.size();
                if (taken < changes.size()) {
                    CompletionStage<Void> saving = storage.sync();
                    saving.whenComplete((saved, thrown) -> loop.execute(() -> goOn(thrown)));
                } else {
                    tell();
                    done.complete(read);
                }
            } catch (PhoneException e) {
                fail(e);
            } catch (InvalidEntryException e) {
                fail(new PhoneException(String.valueOf(e.getMessage()), e));
            } catch (RuntimeException e) {
                fail(new PhoneException("An internal error stopped this command", e));
                throw e;
            }
        }

        private void goOn(@Nullable Throwable thrown) {
            if (thrown == null) {
                next();
            } else {
                fail(new PhoneException(
                        taken + " of " + changes.size() + " contacts were taken in, and cannot be saved: "
                                + thrown.getMessage(),
                        thrown));
            }
        }

        /** What the user changed since must not be lost. */
        private void checkUntouched(Contact contact) throws PhoneException {
            if (contact.id() != 0) {
                Contact known = before.get(contact.id());
                boolean same = store.find(contact.id())
                        .filter(now -> now.equals(known))
                        .isPresent();
                if (!same) {
                    throw new PhoneException("The contact " + contact.name()
                            + " was changed meanwhile; import the file again to merge the rest");
                }
            }
        }

        private void fail(PhoneException reason) {
            tell();
            done.completeExceptionally(reason);
        }
    }
}
