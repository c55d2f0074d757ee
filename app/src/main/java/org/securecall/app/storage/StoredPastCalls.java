// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.securecall.app.history.HistoryException;
import org.securecall.app.history.HistoryRows;
import org.securecall.app.vault.RecordCipher;

/**
 * Calls that are over, as sealed rows. They are read by a connection of their own, so that nobody waits for the writer; what the writer
 * has not done yet is answered from memory.
 */
final class StoredPastCalls implements HistoryRows, AutoCloseable {

    /** How many rows are read at once: a reader that takes long keeps SQLite from emptying its log. */
    private static final int CHUNK = 5000;

    private final DatabaseWriter writer;
    private final RecordCipher cipher;
    private final Database database;
    private final long lastId;

    /** What is on its way to the disk; without content for a row that is to be deleted. Each by the object that was handed over. */
    private final Map<Long, byte[]> pending = new ConcurrentHashMap<>();

    /** All rows up to this one are to be deleted. */
    private volatile long deletedTo;

    private volatile long highest;
    private final AtomicLong changes = new AtomicLong();
    private @Nullable Connection reader;

    StoredPastCalls(Connection connection, Database database, DatabaseWriter writer, RecordCipher cipher)
            throws SQLException {
        this.database = database;
        this.writer = writer;
        this.cipher = cipher;
        try (PreparedStatement statement = connection.prepareStatement("SELECT max(id) AS id FROM past_call")) {
            Row row = new Row(statement.executeQuery());
            lastId = row.next() ? row.number("id") : 0;
        }
        highest = lastId;
    }

    @Override
    public long lastId() {
        return lastId;
    }

    @Override
    public void forEach(IdAndBytesConsumer consumer) throws HistoryException {
        ConcurrentSkipListMap<Long, byte[]> chunk = new ConcurrentSkipListMap<>();
        long before = Long.MAX_VALUE;
        do {
            chunk.clear();
            before = read(before, chunk);
            for (Map.Entry<Long, byte[]> row : chunk.descendingMap().entrySet()) {
                if (!isDeleted(row.getKey()) && !consumer.accept(row.getKey(), open(row.getKey(), row.getValue()))) {
                    return;
                }
            }
        } while (!chunk.isEmpty());
    }

    /** Answers the lowest id that was read. */
    private synchronized long read(long before, Map<Long, byte[]> into) throws HistoryException {
        long lowest = before;
        try (PreparedStatement statement =
                reader().prepareStatement("SELECT id, value FROM past_call WHERE id < ? ORDER BY id DESC LIMIT ?")) {
            Row.fill(statement, before, (long) CHUNK);
            Row row = new Row(statement.executeQuery());
            while (row.next()) {
                lowest = row.number("id");
                into.put(lowest, row.bytes("value").orElseThrow());
            }
            return lowest;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public synchronized Optional<byte[]> read(long id) throws HistoryException {
        byte[] waiting = pending.get(id);
        if (waiting != null) {
            return waiting.length == 0 ? Optional.empty() : Optional.of(open(id, waiting));
        }
        if (id <= deletedTo) {
            return Optional.empty();
        }
        try (PreparedStatement statement = reader().prepareStatement("SELECT value FROM past_call WHERE id = ?")) {
            Row.fill(statement, id);
            Row row = new Row(statement.executeQuery());
            return row.next() ? row.bytes("value").map(value -> open(id, value)) : Optional.empty();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private boolean isDeleted(long id) {
        byte[] waiting = pending.get(id);
        return waiting == null ? id <= deletedTo : waiting.length == 0;
    }

    private byte[] open(long id, byte[] sealed) {
        return cipher.open(sealed, Rows.CALLS.about(id)).orElseGet(() -> new byte[0]);
    }

    @Override
    public void write(long id, byte[] bytes) {
        highest = Math.max(highest, id);
        byte[] sealed = cipher.seal(bytes, Rows.CALLS.about(id));
        pending.put(id, sealed);
        writer.submit(
                new Handed("past-call/" + changes.incrementAndGet(), new long[] {id}, sealed, Rows.CALLS.upsert()));
    }

    @Override
    public void delete(long[] ids) {
        byte[] none = new byte[0];
        for (long id : ids) {
            pending.put(id, none);
        }
        writer.submit(new Handed("past-call/" + changes.incrementAndGet(), ids, none, Rows.CALLS.delete()));
    }

    @Override
    public void deleteAll() {
        deletedTo = highest;
        pending.keySet().removeIf(id -> id <= deletedTo);
        writer.submit(new RowWrite(
                "past-call/" + changes.incrementAndGet(), "DELETE FROM past_call WHERE id <= ?", deletedTo));
    }

    private synchronized Connection reader() throws SQLException {
        Connection open = reader;
        if (open == null) {
            open = database.reader();
            reader = open;
        }
        return open;
    }

    private static HistoryException unreadable(SQLException e) {
        return new HistoryException("The history cannot be read: " + Failures.sentence(e), e);
    }

    @Override
    public synchronized void close() {
        if (reader != null) {
            try {
                reader.close();
            } catch (SQLException e) {
                throw new IllegalStateException("A connection that only reads cannot be closed", e);
            }
            reader = null;
        }
    }

    /** A change of rows that is answered from memory until it is done. None replaces another, as they take effect in order. */
    private final class Handed implements Write {

        private final String key;
        private final long[] ids;
        private final byte[] content;
        private final String sql;

        Handed(String key, long[] ids, byte[] content, String sql) {
            this.key = key;
            this.ids = ids;
            this.content = content;
            this.sql = sql;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public void apply(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (long id : ids) {
                    if (content.length == 0) {
                        Row.fill(statement, id);
                    } else {
                        Row.fill(statement, id, content);
                    }
                    statement.executeUpdate();
                }
            }
        }

        /** What is sealed needs no wiping. */
        @Override
        public void wipe() {
            for (long id : ids) {
                pending.remove(id, content);
            }
        }
    }
}
