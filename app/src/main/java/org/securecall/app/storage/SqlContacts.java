// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.contact.ContactIndex;
import org.securecall.app.contact.ContactRules;
import org.securecall.app.contact.ContactStore;

/**
 * Contacts in memory, with every change handed to the writer. The column {@code uri} holds the addresses with blanks between
 * them; groups and pictures have no column.
 */
final class SqlContacts implements ContactStore {

    private static final String UPSERT = "INSERT INTO contact (id, name, uri, favourite, policy) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, uri = excluded.uri,"
            + " favourite = excluded.favourite, policy = excluded.policy";

    private final DatabaseWriter writer;
    private long lastId;
    private volatile ContactIndex index;

    private SqlContacts(DatabaseWriter writer, List<Contact> loaded) {
        this.writer = writer;
        this.lastId = loaded.stream().mapToLong(Contact::id).max().orElse(0);
        this.index = ContactIndex.of(loaded);
    }

    static SqlContacts load(Connection connection, DatabaseWriter writer) throws SQLException, DamagedException {
        List<Contact> loaded = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery("SELECT id, name, uri, favourite, policy FROM contact"));
            while (row.next()) {
                loaded.add(new Contact(
                        row.number("id"),
                        row.text("name"),
                        List.of(row.text("uri").split(" ")),
                        List.of(),
                        Optional.empty(),
                        row.flag("favourite"),
                        row.choice("policy", ContactPolicy.values(), ContactPolicy::token)));
            }
        }
        return new SqlContacts(writer, loaded);
    }

    @Override
    public List<Contact> contacts() {
        return index.contacts();
    }

    @Override
    public Optional<Contact> findByUri(String uri) {
        return index.findByUri(uri);
    }

    @Override
    public List<Contact> search(String text) {
        return index.search(text);
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
        stored.forEach(this::save);
        return stored;
    }

    @Override
    public synchronized boolean remove(long id) {
        boolean removed = index.find(id).isPresent();
        if (removed) {
            index = index.without(id);
            writer.submit(new RowWrite("contact/" + id, "DELETE FROM contact WHERE id = ?", id));
        }
        return removed;
    }

    private void save(Contact contact) {
        writer.submit(new RowWrite(
                "contact/" + contact.id(),
                UPSERT,
                contact.id(),
                contact.name(),
                String.join(" ", contact.uris()),
                contact.favourite(),
                contact.policy().token()));
    }
}
