// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.nio.ByteBuffer;

/** The tables of sealed rows that are found by number. */
enum Rows {
    EVENTS("key_event", "number", 'e'),
    CALLS("past_call", "id", 'h'),
    CONTACTS("contact", "id", 'c');

    private final String table;
    private final String column;
    private final char mark;

    Rows(String table, String column, char mark) {
        this.table = table;
        this.column = column;
        this.mark = mark;
    }

    /** Gives {@code number} and {@code value}, the newest first. */
    String select() {
        return "SELECT " + column + " AS number, value FROM " + table + " ORDER BY " + column + " DESC";
    }

    /** Gives {@code length}, in bytes as they are stored, in the same order. */
    String lengths() {
        return "SELECT length(value) AS length FROM " + table + " ORDER BY " + column + " DESC";
    }

    /** Takes a number and a value. */
    String insert() {
        return "INSERT INTO " + table + " (" + column + ", value) VALUES (?, ?)";
    }

    /** Likewise; a row of the same number is replaced. */
    String upsert() {
        return insert() + " ON CONFLICT (" + column + ") DO UPDATE SET value = excluded.value";
    }

    /** Takes a number. */
    String delete() {
        return "DELETE FROM " + table + " WHERE " + column + " = ?";
    }

    /** Binds a row to its place. */
    byte[] about(long number) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) mark)
                .putLong(number)
                .array();
    }
}
