// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.util.List;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.contact.ContactRules;
import org.securecall.app.contact.ContactStore;
import org.securecall.app.storage.StorageException;
import picocli.CommandLine.ParseResult;

/** {@code contact add}, {@code list} and {@code remove}. */
final class ContactCommands {

    private final Place place;
    private final Console console;

    ContactCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void add(ParseResult parsed) throws InvalidEntryException, StorageException, UsageException {
        Contact contact = ContactRules.checked(new Contact(
                0,
                parsed.matchedPositional(0).<String>getValue(),
                parsed.matchedPositional(1).<String>getValue(),
                false,
                CommandLineFront.named(parsed, "--policy", ContactPolicy::parse).orElse(ContactPolicy.DEFAULT)));
        try (StorageUse use = new StorageUse(place, console)) {
            Contact stored = use.storage().contacts().put(contact);
            use.save();
            show(stored);
        }
    }

    void list() throws StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            use.storage().contacts().contacts().forEach(this::show);
        }
    }

    void remove(ParseResult parsed) throws CommandException, StorageException {
        String wanted = parsed.matchedPositional(0).<String>getValue().strip();
        try (StorageUse use = new StorageUse(place, console)) {
            ContactStore contacts = use.storage().contacts();
            List<Contact> found = contacts.contacts().stream()
                    .filter(contact -> isMeant(contact, wanted))
                    .toList();
            if (found.isEmpty()) {
                throw new CommandException("There is no contact " + wanted);
            }
            if (found.size() > 1) {
                throw new CommandException(
                        found.size() + " contacts are called " + wanted + ": remove one by its number");
            }
            contacts.remove(found.getFirst().id());
            use.save();
        }
    }

    private static boolean isMeant(Contact contact, String wanted) {
        return Long.toString(contact.id()).equals(wanted)
                || contact.name().equals(wanted)
                || SipAddress.keyOf(contact.uri()).equals(SipAddress.keyOf(wanted));
    }

    private void show(Contact contact) {
        String policy = contact.policy() == ContactPolicy.DEFAULT
                ? ""
                : "\t" + contact.policy().token();
        console.out().println(contact.id() + "\t" + contact.name() + "\t" + contact.uri() + policy);
    }
}
