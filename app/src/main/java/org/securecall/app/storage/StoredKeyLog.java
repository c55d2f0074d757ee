// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.keylog.KeyLog;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.keylog.KeyLogException;
import org.securecall.app.keylog.KeyLogHead;
import org.securecall.app.keylog.KeyLogKind;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.keylog.LoggedEntry;
import org.securecall.app.vault.RecordCipher;
import org.securecall.media.api.Zid;

/**
 * The history of all keys: a chained log whose entries are sealed rows that are never changed, and whose head is a record of its own.
 * Not thread-safe.
 */
final class StoredKeyLog {

    private static final String HEAD = "head";

    private final DatabaseWriter writer;
    private final Records records;
    private final RecordCipher cipher;
    private final SecureRandom random;
    private final KeyLog log;
    private final KeyLogCheck check;
    private final Map<Zid, List<KeyLogNote>> byKey = new HashMap<>();

    private StoredKeyLog(
            DatabaseWriter writer,
            Records records,
            RecordCipher cipher,
            SecureRandom random,
            List<LoggedEntry> entries,
            KeyLogHead kept) {
        this.writer = writer;
        this.records = records;
        this.cipher = cipher;
        this.random = random;
        this.log = new KeyLog(entries);
        this.check = KeyLog.check(entries, kept);
        entries.forEach(entry -> index(entry.entry().note()));
    }

    static StoredKeyLog load(
            Connection connection,
            DatabaseWriter writer,
            Records.All all,
            Records records,
            RecordCipher cipher,
            SecureRandom random)
            throws SQLException, DamagedException {
        List<LoggedEntry> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery(Rows.EVENTS.select()));
            while (row.next()) {
                long number = row.number("number");
                Optional<byte[]> plain = row.bytes("value").flatMap(v -> cipher.open(v, Rows.EVENTS.about(number)));
                if (plain.isPresent()) {
                    entries.add(LoggedEntry.decode(plain.get()));
                }
            }
            KeyLogHead kept = KeyLogHead.EMPTY;
            for (Records.Opened record : all.of(Kind.KEY_LOG)) {
                kept = KeyLogHead.decode(record.content());
            }
            return new StoredKeyLog(writer, records, cipher, random, entries.reversed(), kept);
        } catch (KeyLogException e) {
            throw new DamagedException("An entry of the history of keys cannot be read", e);
        }
    }

    void add(KeyLogNote note) {
        LoggedEntry added = log.append(note, random);
        index(note);
        long number = added.number();
        writer.submit(new RowWrite(
                "key-log/" + number,
                Rows.EVENTS.insert(),
                number,
                cipher.seal(added.encode(), Rows.EVENTS.about(number))));
        // After the entry: a head that is behind is no fault.
        records.put(Kind.KEY_LOG, HEAD, log.head().encode());
    }

    /** Writes a whole log at once, on the thread that opens the database. */
    static void writeNow(Connection connection, RecordCipher cipher, List<KeyLogNote> notes, SecureRandom random)
            throws SQLException {
        KeyLog log = new KeyLog(List.of());
        try (PreparedStatement statement = connection.prepareStatement(Rows.EVENTS.insert())) {
            for (KeyLogNote note : notes) {
                LoggedEntry added = log.append(note, random);
                Row.fill(statement, added.number(), cipher.seal(added.encode(), Rows.EVENTS.about(added.number())));
                statement.executeUpdate();
            }
        }
        Records.putNow(connection, cipher, Kind.KEY_LOG, HEAD, log.head().encode());
    }

    /** Oldest first. */
    List<LoggedEntry> entries() {
        return log.entries();
    }

    KeyLogHead head() {
        return log.head();
    }

    /** Whether what was stored hung together when it was loaded. */
    KeyLogCheck check() {
        return check;
    }

    /** Whether keys of another telephone were taken over. */
    boolean hasImported() {
        return log.entries().stream().anyMatch(entry -> entry.kind() == KeyLogKind.IMPORTED);
    }

    /** What happened to one key, oldest first. */
    List<KeyLogNote> of(Zid zid) {
        return List.copyOf(byKey.getOrDefault(zid, List.of()));
    }

    private void index(KeyLogNote note) {
        note.zid()
                .ifPresent(zid ->
                        byKey.computeIfAbsent(zid, z -> new ArrayList<>()).add(note));
    }

    /** Says, once, that the profile was restored at that time. */
    void restored(Instant when) {
        boolean said = log.entries().stream()
                .anyMatch(e ->
                        e.kind() == KeyLogKind.RESTORED && !e.time().isBefore(when.truncatedTo(ChronoUnit.MILLIS)));
        if (!said) {
            add(new KeyLogNote(when, KeyLogKind.RESTORED, "", Optional.empty(), "", "", "the whole profile", ""));
        }
    }
}
