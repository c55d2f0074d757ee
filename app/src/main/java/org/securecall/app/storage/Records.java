// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.vault.RecordCipher;

/**
 * Sealed records on their way to the disk and back. In the database a record is two BLOBs: what stands for its name, and its sealed
 * content. So the file tells how many there are and about how long, and nothing else.
 */
final class Records {

    static final String UPSERT =
            "INSERT INTO record (id, value) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value";
    private static final String DELETE = "DELETE FROM record WHERE id = ?";
    private static final int VERSION = 1;

    /** One record, opened; its content is the reader's to wipe. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, and compared nowhere
    record Opened(String key, byte[] content) {}

    private final DatabaseWriter writer;
    private final RecordCipher cipher;

    Records(DatabaseWriter writer, RecordCipher cipher) {
        this.writer = writer;
        this.cipher = cipher;
    }

    /** Takes the content over and wipes it; a newer one of the same name takes its place. */
    void put(Kind kind, String key, byte[] content) {
        byte[] id = cipher.id(name(kind, key));
        writer.submit(new RowWrite(name(kind, key), UPSERT, id, sealed(cipher, kind, key, content)));
    }

    void remove(Kind kind, String key) {
        writer.submit(new RowWrite(name(kind, key), DELETE, cipher.id(name(kind, key))));
    }

    /** Writes at once, on the thread that opens the database. */
    static void putNow(Connection connection, RecordCipher cipher, Kind kind, String key, byte[] content)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            Row.fill(statement, cipher.id(name(kind, key)), sealed(cipher, kind, key, content));
            statement.executeUpdate();
        }
    }

    /** Likewise. */
    static void removeNow(Connection connection, RecordCipher cipher, Kind kind, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            Row.fill(statement, cipher.id(name(kind, key)));
            statement.executeUpdate();
        }
    }

    private static byte[] sealed(RecordCipher cipher, Kind kind, String key, byte[] content) {
        try (RecordOut out = new RecordOut(VERSION)) {
            byte[] plain = out.text(kind.token()).text(key).bytes(content).toBytes();
            byte[] value = cipher.seal(plain, cipher.id(name(kind, key)));
            Arrays.fill(plain, (byte) 0);
            return value;
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static String name(Kind kind, String key) {
        return kind.token() + "/" + key;
    }

    /** What was read: the records, and how many could not be opened. These stay where they are. */
    record All(Map<Kind, List<Opened>> records, int damaged) {

        List<Opened> of(Kind kind) {
            return records.getOrDefault(kind, List.of());
        }
    }

    static All load(Connection connection, RecordCipher cipher) throws SQLException {
        Map<Kind, List<Opened>> records = new EnumMap<>(Kind.class);
        int damaged = 0;
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery("SELECT id, value FROM record"));
            while (row.next()) {
                byte[] id = row.bytes("id").orElseThrow();
                Optional<byte[]> plain = cipher.open(row.bytes("value").orElseThrow(), id);
                try {
                    if (plain.isEmpty()) {
                        throw new DamagedException("A record cannot be opened");
                    }
                    RecordIn in = new RecordIn(plain.get());
                    Kind kind = in.choice(Kind.values(), Kind::token);
                    records.computeIfAbsent(kind, k -> new ArrayList<>()).add(new Opened(in.text(), in.bytes()));
                } catch (DamagedException e) {
                    damaged++;
                } finally {
                    plain.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
                }
            }
        }
        return new All(records, damaged);
    }
}
