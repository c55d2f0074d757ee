// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactImport;
import org.securecall.app.api.ContactImport.Merged;
import org.securecall.app.api.ContactImport.Remark;
import org.securecall.app.api.ContactPolicy;

/** Brings the entries of a file together with the contacts that are there, and with each other. For one thread. */
final class ContactMerger {

    private static final class Person {

        private final Contact before;
        private Contact now;

        Person(Contact contact) {
            before = contact;
            now = contact;
        }
    }

    private final List<Person> people = new ArrayList<>();
    private final Map<String, Person> byAddress = new HashMap<>();
    private final List<Merged> merged = new ArrayList<>();
    private final List<Remark> skipped = new ArrayList<>();

    private ContactMerger() {}

    /** @param known the stored contacts */
    static ContactImport merge(ImportedContacts file, Collection<Contact> known) {
        ContactMerger merger = new ContactMerger();
        known.forEach(merger::add);
        merger.skipped.addAll(file.skipped());
        file.entries().forEach(merger::take);
        return merger.result(file.leftOut());
    }

    private void take(ImportedContacts.Entry entry) {
        Contact contact = entry.contact();
        Person person = owner(contact);
        if (person == null) {
            add(contact);
            return;
        }
        try {
            person.now = together(person.now, contact);
            addressesOf(person);
            merged.add(new Merged(entry.number(), contact.name(), person.now.name()));
        } catch (InvalidEntryException e) {
            skipped.add(new Remark(
                    entry.number(), contact.name(), "It belongs to " + person.now.name() + ", and " + e.getMessage()));
        }
    }

    private @Nullable Person owner(Contact contact) {
        for (String uri : contact.uris()) {
            Person owner = byAddress.get(SipAddress.keyOf(uri));
            if (owner != null) {
                return owner;
            }
        }
        return null;
    }

    private void add(Contact contact) {
        Person person = new Person(contact);
        people.add(person);
        addressesOf(person);
    }

    private void addressesOf(Person person) {
        person.now.uris().forEach(uri -> byAddress.putIfAbsent(SipAddress.keyOf(uri), person));
    }

    /** What is there stays as it is; the file adds what is new to everybody. */
    private Contact together(Contact kept, Contact read) throws InvalidEntryException {
        List<String> uris = new ArrayList<>(kept.uris());
        for (String uri : read.uris()) {
            if (!byAddress.containsKey(SipAddress.keyOf(uri))) {
                uris.add(uri);
            }
        }
        List<String> groups = new ArrayList<>(kept.groups());
        groups.addAll(read.groups());
        return ContactRules.checked(new Contact(
                kept.id(),
                kept.name(),
                uris,
                groups,
                kept.avatar().or(read::avatar),
                kept.favourite() || read.favourite(),
                stricter(kept.policy(), read.policy()),
                // Peers would see a changed key.
                kept.ownZid()));
    }

    /** A file never loosens what calls with a contact insist on. */
    private static ContactPolicy stricter(ContactPolicy kept, ContactPolicy read) {
        boolean requires = read == ContactPolicy.REQUIRE_ZRTP || read == ContactPolicy.REQUIRE_VERIFIED;
        return requires && read.compareTo(kept) > 0 ? read : kept;
    }

    private ContactImport result(List<Remark> leftOut) {
        List<Contact> added = new ArrayList<>();
        List<Contact> changed = new ArrayList<>();
        for (Person person : people) {
            if (person.now.id() == 0) {
                added.add(person.now);
            } else if (!person.now.equals(person.before)) {
                changed.add(person.now);
            }
        }
        return new ContactImport(added, changed, merged, skipped, leftOut);
    }
}
