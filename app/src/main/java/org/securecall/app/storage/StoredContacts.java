// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;
import org.securecall.app.contact.ContactCodec;
import org.securecall.app.contact.ContactFormatException;
import org.securecall.app.contact.ContactIndex;
import org.securecall.app.contact.ContactRules;
import org.securecall.app.contact.ContactStore;
import org.securecall.app.vault.RecordCipher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contacts in memory, with every change handed to the writer. Very many are read in the background, so that nobody waits for a hundred
 * thousand of them who does not need them yet.
 */
final class StoredContacts implements ContactStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoredContacts.class);

    /** So many are read in some milliseconds. */
    private static final int FEW = 1000;

    private final DatabaseWriter writer;
    private final RecordCipher cipher;
    private final StorageListener listener;
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private long lastId;
    private volatile ContactIndex index = ContactIndex.of(List.of());
    private volatile boolean closed;

    private StoredContacts(DatabaseWriter writer, RecordCipher cipher, long taken, StorageListener listener) {
        this.writer = writer;
        this.cipher = cipher;
        this.lastId = taken;
        this.listener = listener;
    }

    /** @param taken the highest number that no new contact may get */
    static StoredContacts load(
            Connection connection,
            Database database,
            DatabaseWriter writer,
            RecordCipher cipher,
            long taken,
            StorageListener listener)
            throws SQLException {
        StoredContacts contacts = new StoredContacts(writer, cipher, taken, listener);
        if (areMany(connection) && Database.isShared(connection)) {
            Thread.ofPlatform().name("contacts").daemon().start(() -> contacts.read(database));
        } else {
            contacts.read(connection);
        }
        return contacts;
    }

    private static boolean areMany(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM contact LIMIT 1 OFFSET ?")) {
            Row.fill(statement, (long) FEW);
            return new Row(statement.executeQuery()).next();
        }
    }

    /** By a connection of its own, on a thread of its own. */
    private void read(Database database) {
        try (Connection reader = database.reader()) {
            read(reader);
        } catch (SQLException e) {
            listener.onStorageNotice("The contacts cannot be read: " + Failures.sentence(e));
        } catch (RuntimeException e) {
            LOG.warn("Reading the contacts failed by {}", e.getClass().getName());
            listener.onStorageNotice("The contacts cannot be read: an internal error");
        } finally {
            loaded.complete(null);
        }
    }

    private void read(Connection connection) throws SQLException {
        List<Contact> found = new ArrayList<>();
        int damaged = 0;
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery(Rows.CONTACTS.select()));
            while (!closed && row.next()) {
                long id = row.number("number");
                // Also of one that cannot be read: its row is not to be taken by another.
                lastId = Math.max(lastId, id);
                Optional<Contact> contact = row.bytes("value").flatMap(value -> opened(id, value));
                contact.ifPresent(found::add);
                damaged += contact.isPresent() ? 0 : 1;
            }
        }
        index = ContactIndex.of(found);
        loaded.complete(null);
        if (damaged > 0) {
            listener.onStorageNotice(
                    "Contacts that are damaged and cannot be shown: " + damaged + "; they stay where they are");
        }
    }

    private Optional<Contact> opened(long id, byte[] sealed) {
        Optional<byte[]> plain = cipher.open(sealed, Rows.CONTACTS.about(id));
        try {
            return plain.isPresent() ? Optional.of(ContactCodec.decode(plain.get())) : Optional.empty();
        } catch (ContactFormatException e) {
            LOG.debug("A contact cannot be read: {}", e.getMessage());
            return Optional.empty();
        } finally {
            plain.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    /** The contacts of a profile of schema 4, which were records among the others. */
    static void move(Connection connection, RecordCipher cipher) throws SQLException, DamagedException {
        for (Records.Opened record : Records.load(connection, cipher).of(Kind.CONTACT)) {
            writeNow(connection, cipher, record.key(), record.content());
            Records.removeNow(connection, cipher, Kind.CONTACT, record.key());
        }
    }

    /**
     * Writes one at once, on the thread that owns the connection.
     *
     * @param content as {@link ContactCodec} makes it; wiped
     */
    static void writeNow(Connection connection, RecordCipher cipher, String key, byte[] content)
            throws SQLException, DamagedException {
        try (PreparedStatement statement = connection.prepareStatement(Rows.CONTACTS.insert())) {
            long id = number(key);
            Row.fill(statement, id, cipher.seal(content, Rows.CONTACTS.about(id)));
            statement.executeUpdate();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** Of a contact that was a record. */
    static long number(String key) throws DamagedException {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw new DamagedException("A contact has no number", e);
        }
    }

    @Override
    public CompletableFuture<Void> loaded() {
        return loaded.copy();
    }

    private ContactIndex index() {
        loaded.join();
        return index;
    }

    @Override
    public List<Contact> contacts() {
        return index().contacts();
    }

    @Override
    public Optional<Contact> find(long id) {
        return index.find(id);
    }

    @Override
    public Optional<Contact> findByUri(String uri) {
        return index().findByUri(uri);
    }

    @Override
    public List<Contact> search(String text, Optional<String> group) {
        return index().search(text, group);
    }

    @Override
    public List<String> groups() {
        return index().groups();
    }

    @Override
    public Contact put(Contact contact) throws InvalidEntryException {
        return putAll(List.of(contact)).getFirst();
    }

    @Override
    public synchronized List<Contact> putAll(List<Contact> contacts) throws InvalidEntryException {
        ContactIndex before = index();
        List<Contact> stored = new ArrayList<>(contacts.size());
        long id = lastId;
        for (Contact contact : contacts) {
            Contact checked = ContactRules.checked(contact);
            if (checked.id() != 0 && before.find(checked.id()).isEmpty()) {
                throw new InvalidEntryException("The contact was removed meanwhile");
            }
            stored.add(checked.id() != 0 ? checked : checked.withId(++id));
        }
        lastId = id;
        index = before.with(stored);
        for (Contact contact : stored) {
            byte[] content = ContactCodec.encode(contact);
            writer.submit(new RowWrite(
                    key(contact.id()),
                    Rows.CONTACTS.upsert(),
                    contact.id(),
                    cipher.seal(content, Rows.CONTACTS.about(contact.id()))));
            Arrays.fill(content, (byte) 0);
        }
        return stored;
    }

    @Override
    public synchronized boolean remove(long id) {
        boolean removed = index().find(id).isPresent();
        if (removed) {
            index = index.without(id);
            writer.submit(new RowWrite(key(id), Rows.CONTACTS.delete(), id));
        }
        return removed;
    }

    private static String key(long id) {
        return "contact/" + id;
    }

    /** Waits for the thread that reads them, which then stops soon. */
    @Override
    public void close() {
        closed = true;
        loaded.join();
    }
}
