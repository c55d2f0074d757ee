// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import org.securecall.app.transfer.BackupEntry;
import org.securecall.app.transfer.BackupSource;
import org.securecall.app.vault.RecordCipher;
import org.securecall.media.secret.SecretBytes;

/** What a profile has at one moment, as the entries of a backup: the records, and then events and calls in pieces. */
final class BackupPieces implements BackupSource<SQLException>, AutoCloseable {

    /** Around the content of a row: a flag, its number and its length. */
    private static final int AROUND_A_ROW = 1 + 2 * Long.BYTES;

    /**
     * A piece that is to be read.
     *
     * @param name of the entry
     * @param rows how many rows it has, from where the one before ended
     */
    private record Piece(String name, Rows table, int rows) {}

    private final Connection reader;
    private final RecordCipher cipher;
    private final Queue<Piece> planned = new ArrayDeque<>();
    private final int count;
    private boolean begun;
    private Optional<Cursor> cursor = Optional.empty();
    private int records;
    private int events;
    private int calls;
    private int leftOut;

    /** The rows of a table, one after the other. */
    private record Cursor(Rows table, Statement statement, Row row) implements AutoCloseable {

        static Cursor open(Connection reader, Rows table) throws SQLException {
            Statement statement = reader.createStatement();
            boolean open = false;
            try {
                Cursor cursor = new Cursor(table, statement, new Row(statement.executeQuery(table.select())));
                open = true;
                return cursor;
            } finally {
                if (!open) {
                    statement.close();
                }
            }
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    /** @param reader in a transaction, so that it reads what there is now until it is closed */
    BackupPieces(Connection reader, RecordCipher cipher, int pieceBytes) throws SQLException {
        this.reader = reader;
        this.cipher = cipher;
        plan(Rows.EVENTS, ProfileBackup.EVENTS, pieceBytes);
        plan(Rows.CALLS, ProfileBackup.CALLS, pieceBytes);
        plan(Rows.CONTACTS, ProfileBackup.CONTACTS, pieceBytes);
        count = planned.size() + 1;
    }

    private void plan(Rows table, String name, int pieceBytes) throws SQLException {
        int number = 1;
        int rows = 0;
        long bytes = 0;
        try (Statement statement = reader.createStatement()) {
            Row row = new Row(statement.executeQuery(table.lengths()));
            while (row.next()) {
                rows++;
                bytes += row.number("length") + AROUND_A_ROW;
                if (bytes > pieceBytes) {
                    planned.add(new Piece(nameOf(name, number++), table, rows));
                    rows = 0;
                    bytes = 0;
                }
            }
        }
        planned.add(new Piece(nameOf(name, number), table, rows));
    }

    private static String nameOf(String name, int number) {
        return number == 1 ? name : name + "-" + number;
    }

    int count() {
        return count;
    }

    @Override
    public BackupEntry next() throws SQLException {
        if (!begun) {
            begun = true;
            return new BackupEntry(ProfileBackup.RECORDS, records());
        }
        Piece piece = planned.remove();
        return new BackupEntry(piece.name(), rows(piece));
    }

    private SecretBytes records() throws SQLException {
        Records.All all = Records.load(reader, cipher);
        leftOut += all.damaged();
        try (RecordOut out = new RecordOut(ProfileBackup.VERSION)) {
            for (Kind kind : Kind.values()) {
                // A secret for one call is worth nothing in a copy of it.
                if (kind != Kind.PROFILE && kind != Kind.SHARED_SECRET) {
                    for (Records.Opened record : all.of(kind)) {
                        out.flag(true).text(kind.token()).text(record.key()).bytes(record.content());
                        Arrays.fill(record.content(), (byte) 0);
                        records++;
                    }
                }
            }
            return SecretBytes.owning(out.flag(false).toBytes());
        }
    }

    private SecretBytes rows(Piece piece) throws SQLException {
        Rows table = piece.table();
        if (cursor.filter(open -> open.table() == table).isEmpty()) {
            close();
            cursor = Optional.of(Cursor.open(reader, table));
        }
        Row row = cursor.get().row();
        try (RecordOut out = new RecordOut(ProfileBackup.VERSION)) {
            for (int i = 0; i < piece.rows() && row.next(); i++) {
                long number = row.number("number");
                Optional<byte[]> content = row.bytes("value").flatMap(value -> cipher.open(value, table.about(number)));
                if (content.isPresent()) {
                    out.flag(true).number(number).bytes(content.get());
                    counted(table);
                } else {
                    leftOut++;
                }
            }
            return SecretBytes.owning(out.flag(false).toBytes());
        }
    }

    private void counted(Rows table) {
        switch (table) {
            case EVENTS -> events++;
            case CALLS -> calls++;
            case CONTACTS -> records++;
        }
    }

    /** Of what was given so far. */
    ProfileBackup.Summary summary() {
        return new ProfileBackup.Summary(records, events, calls, leftOut);
    }

    @Override
    public void close() throws SQLException {
        if (cursor.isPresent()) {
            cursor.get().close();
            cursor = Optional.empty();
        }
    }
}
