// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.util.List;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.contact.ContactRules;
import org.securecall.app.contact.ContactStore;
import org.securecall.app.storage.StorageException;
import picocli.CommandLine.ParseResult;

/** {@code contact add}, {@code list}, {@code remove} and {@code own-zid}. */
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
                parsed.matchedPositional(1).<List<String>>getValue(),
                CommandLineFront.<List<String>>option(parsed, "--group").orElse(List.of()),
                Optional.empty(),
                parsed.hasMatchedOption("--favourite"),
                CommandLineFront.named(parsed, "--policy", ContactPolicy::parse).orElse(ContactPolicy.DEFAULT),
                parsed.hasMatchedOption("--own-zid")));
        try (StorageUse use = new StorageUse(place, console)) {
            Contact stored = use.storage().contacts().put(contact);
            use.save();
            show(stored);
        }
    }

    void list(ParseResult parsed) throws StorageException {
        String wanted = CommandLineFront.<String>option(parsed, "--search").orElse("");
        Optional<String> group = CommandLineFront.option(parsed, "--group");
        try (StorageUse use = new StorageUse(place, console)) {
            use.storage().contacts().search(wanted, group).forEach(this::show);
        }
    }

    void remove(ParseResult parsed) throws CommandException, StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            ContactStore contacts = use.storage().contacts();
            contacts.remove(meant(contacts, parsed, "remove one by its number").id());
            use.save();
        }
    }

    void ownZid(ParseResult parsed) throws CommandException, InvalidEntryException, StorageException, UsageException {
        boolean own = switch (parsed.matchedPositional(1).<String>getValue()) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new UsageException("After the contact comes on or off");
        };
        try (StorageUse use = new StorageUse(place, console)) {
            ContactStore contacts = use.storage().contacts();
            Contact stored = contacts.put(
                    meant(contacts, parsed, "name one by its number").withOwnZid(own));
            use.save();
            show(stored);
        }
    }

    private static Contact meant(ContactStore contacts, ParseResult parsed, String otherwise) throws CommandException {
        String wanted = parsed.matchedPositional(0).<String>getValue().strip();
        List<Contact> found = contacts.contacts().stream()
                .filter(contact -> isMeant(contact, wanted))
                .toList();
        if (found.isEmpty()) {
            throw new CommandException("There is no contact " + wanted);
        }
        if (found.size() > 1) {
            throw new CommandException(found.size() + " contacts are called " + wanted + ": " + otherwise);
        }
        return found.getFirst();
    }

    private static boolean isMeant(Contact contact, String wanted) {
        String key = SipAddress.keyOf(wanted);
        return Long.toString(contact.id()).equals(wanted)
                || contact.name().equals(wanted)
                || contact.uris().stream().map(SipAddress::keyOf).anyMatch(key::equals);
    }

    private void show(Contact contact) {
        StringBuilder line = new StringBuilder()
                .append(contact.id())
                .append('\t')
                .append(contact.name())
                .append('\t')
                .append(String.join(" ", contact.uris()));
        if (contact.policy() != ContactPolicy.DEFAULT) {
            line.append('\t').append(contact.policy().token());
        }
        if (contact.favourite()) {
            line.append("\tfavourite");
        }
        if (contact.ownZid()) {
            line.append("\town-zid");
        }
        contact.groups().forEach(group -> line.append("\tgroup=").append(group));
        console.out().println(line);
    }
}
