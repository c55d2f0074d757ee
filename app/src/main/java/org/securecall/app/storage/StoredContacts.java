// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.contact.ContactRules;
import org.securecall.app.contact.ContactStore;

/** Contacts in memory, sorted, with every change handed to the records. */
final class StoredContacts implements ContactStore {

    private static final int VERSION = 1;

    private final Records records;
    private final Collator collator = Collator.getInstance();
    private final Comparator<Contact> order = Comparator.comparing(Contact::favourite)
            .reversed()
            .thenComparing(Contact::name, collator::compare)
            .thenComparingLong(Contact::id);
    private long lastId;
    private volatile List<Contact> contacts;

    private StoredContacts(Records records, List<Contact> loaded) {
        this.records = records;
        this.lastId = loaded.stream().mapToLong(Contact::id).max().orElse(0);
        this.contacts = loaded.stream().sorted(order).toList();
    }

    static StoredContacts load(Records.All all, Records records) throws DamagedException {
        List<Contact> loaded = new ArrayList<>();
        for (Records.Opened record : all.of(Kind.CONTACT)) {
            loaded.add(read(record));
        }
        return new StoredContacts(records, loaded);
    }

    private static Contact read(Records.Opened record) throws DamagedException {
        RecordIn in = new RecordIn(record.content());
        return new Contact(
                in.number(), in.text(), in.text(), in.flag(), in.choice(ContactPolicy.values(), ContactPolicy::token));
    }

    static byte[] record(Contact contact) {
        try (RecordOut out = new RecordOut(VERSION)) {
            return out.number(contact.id())
                    .text(contact.name())
                    .text(contact.uri())
                    .flag(contact.favourite())
                    .text(contact.policy().token())
                    .toBytes();
        }
    }

    @Override
    public List<Contact> contacts() {
        return contacts;
    }

    @Override
    public Optional<Contact> findByUri(String uri) {
        String key = SipAddress.keyOf(uri);
        return contacts.stream()
                .filter(contact -> SipAddress.keyOf(contact.uri()).equals(key))
                .findFirst();
    }

    @Override
    public synchronized Contact put(Contact contact) throws InvalidEntryException {
        Contact checked = ContactRules.checked(contact);
        if (checked.id() != 0 && contacts.stream().noneMatch(c -> c.id() == checked.id())) {
            throw new InvalidEntryException("The contact was removed meanwhile");
        }
        Contact stored = checked.id() != 0
                ? checked
                : new Contact(++lastId, checked.name(), checked.uri(), checked.favourite(), checked.policy());
        List<Contact> changed = new ArrayList<>(contacts);
        changed.removeIf(c -> c.id() == stored.id());
        changed.add(stored);
        changed.sort(order);
        contacts = List.copyOf(changed);
        records.put(Kind.CONTACT, Long.toString(stored.id()), record(stored));
        return stored;
    }

    @Override
    public synchronized boolean remove(long id) {
        List<Contact> changed = new ArrayList<>(contacts);
        boolean removed = changed.removeIf(c -> c.id() == id);
        if (removed) {
            contacts = List.copyOf(changed);
            records.remove(Kind.CONTACT, Long.toString(id));
        }
        return removed;
    }
}
