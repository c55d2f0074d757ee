// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

/** Contacts in memory, sorted, with every change handed to the writer. */
final class SqlContacts implements ContactStore {

    private static final String UPSERT = "INSERT INTO contact (id, name, uri, favourite, policy) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, uri = excluded.uri,"
            + " favourite = excluded.favourite, policy = excluded.policy";

    private final DatabaseWriter writer;
    private final Collator collator = Collator.getInstance();
    private final Comparator<Contact> order = Comparator.comparing(Contact::favourite)
            .reversed()
            .thenComparing(Contact::name, collator::compare)
            .thenComparingLong(Contact::id);
    private long lastId;
    private volatile List<Contact> contacts;

    private SqlContacts(DatabaseWriter writer, List<Contact> loaded) {
        this.writer = writer;
        this.lastId = loaded.stream().mapToLong(Contact::id).max().orElse(0);
        this.contacts = loaded.stream().sorted(order).toList();
    }

    static SqlContacts load(Connection connection, DatabaseWriter writer) throws SQLException, DamagedException {
        List<Contact> loaded = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery("SELECT id, name, uri, favourite, policy FROM contact"));
            while (row.next()) {
                loaded.add(new Contact(
                        row.number("id"),
                        row.text("name"),
                        row.text("uri"),
                        row.flag("favourite"),
                        row.choice("policy", ContactPolicy.values(), ContactPolicy::token)));
            }
        }
        return new SqlContacts(writer, loaded);
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
        writer.submit(new RowWrite(
                "contact/" + stored.id(),
                UPSERT,
                stored.id(),
                stored.name(),
                stored.uri(),
                stored.favourite(),
                stored.policy().token()));
        return stored;
    }

    @Override
    public synchronized boolean remove(long id) {
        List<Contact> changed = new ArrayList<>(contacts);
        boolean removed = changed.removeIf(c -> c.id() == id);
        if (removed) {
            contacts = List.copyOf(changed);
            writer.submit(new RowWrite("contact/" + id, "DELETE FROM contact WHERE id = ?", id));
        }
        return removed;
    }
}
