// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;
import org.securecall.app.contact.ContactCodec;
import org.securecall.app.contact.ContactFormatException;
import org.securecall.app.contact.ContactIndex;
import org.securecall.app.contact.ContactRules;
import org.securecall.app.contact.ContactStore;

/** Contacts in memory, with every change handed to the records. */
final class StoredContacts implements ContactStore {

    private final Records records;
    private long lastId;
    private volatile ContactIndex index;

    private StoredContacts(Records records, List<Contact> loaded) {
        this.records = records;
        this.lastId = loaded.stream().mapToLong(Contact::id).max().orElse(0);
        this.index = ContactIndex.of(loaded);
    }

    static StoredContacts load(Records.All all, Records records) throws DamagedException {
        List<Contact> loaded = new ArrayList<>();
        for (Records.Opened record : all.of(Kind.CONTACT)) {
            try {
                loaded.add(ContactCodec.decode(record.content()));
            } catch (ContactFormatException e) {
                throw new DamagedException("A contact cannot be read", e);
            }
        }
        return new StoredContacts(records, loaded);
    }

    @Override
    public List<Contact> contacts() {
        return index.contacts();
    }

    @Override
    public Optional<Contact> find(long id) {
        return index.find(id);
    }

    @Override
    public Optional<Contact> findByUri(String uri) {
        return index.findByUri(uri);
    }

    @Override
    public List<Contact> search(String text, Optional<String> group) {
        return index.search(text, group);
    }

    @Override
    public List<String> groups() {
        return index.groups();
    }

    @Override
    public Contact put(Contact contact) throws InvalidEntryException {
        return putAll(List.of(contact)).getFirst();
    }

    @Override
    public synchronized List<Contact> putAll(List<Contact> contacts) throws InvalidEntryException {
        List<Contact> stored = new ArrayList<>(contacts.size());
        long id = lastId;
        for (Contact contact : contacts) {
            Contact checked = ContactRules.checked(contact);
            if (checked.id() != 0 && index.find(checked.id()).isEmpty()) {
                throw new InvalidEntryException("The contact was removed meanwhile");
            }
            stored.add(checked.id() != 0 ? checked : checked.withId(++id));
        }
        lastId = id;
        index = index.with(stored);
        stored.forEach(contact -> records.put(Kind.CONTACT, key(contact.id()), ContactCodec.encode(contact)));
        return stored;
    }

    @Override
    public synchronized boolean remove(long id) {
        boolean removed = index.find(id).isPresent();
        if (removed) {
            index = index.without(id);
            records.remove(Kind.CONTACT, key(id));
        }
        return removed;
    }

    static String key(long id) {
        return Long.toString(id);
    }
}
