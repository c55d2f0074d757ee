// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.securecall.app.trust.KeyEvent;
import org.securecall.app.vault.RecordCipher;
import org.securecall.media.api.Zid;

/** The history of all keys: sealed rows that are never changed, the newest of them in memory. Not thread-safe. */
final class KeyEvents {

    private static final int IN_MEMORY = 1000;
    private static final int VERSION = 1;

    private final DatabaseWriter writer;
    private final RecordCipher cipher;
    private final Deque<KeyEvent> newest = new ArrayDeque<>();
    private long last;

    private KeyEvents(DatabaseWriter writer, RecordCipher cipher) {
        this.writer = writer;
        this.cipher = cipher;
    }

    static KeyEvents load(Connection connection, DatabaseWriter writer, RecordCipher cipher)
            throws SQLException, DamagedException {
        KeyEvents events = new KeyEvents(writer, cipher);
        try (PreparedStatement statement = connection.prepareStatement(Rows.EVENTS.select() + " LIMIT ?")) {
            Row.fill(statement, (long) IN_MEMORY);
            Row row = new Row(statement.executeQuery());
            while (row.next()) {
                long number = row.number("number");
                events.last = Math.max(events.last, number);
                Optional<byte[]> plain = row.bytes("value").flatMap(v -> cipher.open(v, Rows.EVENTS.about(number)));
                if (plain.isPresent()) {
                    events.newest.addFirst(read(plain.get()));
                }
            }
        }
        return events;
    }

    void add(KeyEvent event) {
        newest.addLast(event);
        if (newest.size() > IN_MEMORY) {
            newest.removeFirst();
        }
        last++;
        writer.submit(new RowWrite("event/" + last, Rows.EVENTS.insert(), last, sealed(cipher, last, event)));
    }

    /** Writes at once, on the thread that opens the database. */
    static void addNow(Connection connection, RecordCipher cipher, long number, KeyEvent event) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Rows.EVENTS.insert())) {
            Row.fill(statement, number, sealed(cipher, number, event));
            statement.executeUpdate();
        }
    }

    /** Oldest first. */
    List<KeyEvent> of(Zid zid) {
        return newest.stream().filter(event -> event.zid().equals(zid)).toList();
    }

    private static byte[] sealed(RecordCipher cipher, long number, KeyEvent event) {
        try (RecordOut out = new RecordOut(VERSION)) {
            byte[] plain = out.time(event.time())
                    .text(event.uri())
                    .bytes(event.zid().bytes())
                    .text(event.kind().token())
                    .toBytes();
            return cipher.seal(plain, Rows.EVENTS.about(number));
        }
    }

    private static KeyEvent read(byte[] plain) throws DamagedException {
        RecordIn in = new RecordIn(plain);
        var time = in.time();
        String uri = in.text();
        byte[] zid = in.bytes();
        if (zid.length != Zid.BYTES) {
            throw new DamagedException("A ZID has 12 bytes");
        }
        return new KeyEvent(time, uri, Zid.of(zid), in.choice(KeyEvent.Kind.values(), KeyEvent.Kind::token));
    }
}
