// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads columns by name and fills placeholders in order, with absent values as SQL NULL. */
final class Row {

    private final ResultSet columns;

    Row(ResultSet columns) {
        this.columns = columns;
    }

    boolean next() throws SQLException {
        return columns.next();
    }

    String text(String column) throws SQLException, DamagedException {
        return optionalText(column).orElseThrow(() -> new DamagedException("Column " + column + " is empty"));
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(columns.getString(column));
    }

    long number(String column) throws SQLException {
        return columns.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return columns.getInt(column) != 0;
    }

    Optional<byte[]> bytes(String column) throws SQLException {
        return Optional.ofNullable(columns.getBytes(column));
    }

    Instant time(String column) throws SQLException {
        return Instant.ofEpochMilli(columns.getLong(column));
    }

    Optional<Instant> optionalTime(String column) throws SQLException {
        long milliseconds = columns.getLong(column);
        return columns.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
    }

    /** The enum value whose token the column holds. */
    <E> E choice(String column, E[] values, Function<E, String> token) throws SQLException, DamagedException {
        String stored = text(column);
        for (E value : values) {
            if (token.apply(value).equals(stored)) {
                return value;
            }
        }
        throw new DamagedException("Column " + column + " holds an unknown word");
    }

    /** Sets the placeholders: strings, longs, booleans, instants, byte arrays, and null or Optionals of them. */
    static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
            switch (value) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
                case Instant time -> statement.setLong(i + 1, time.toEpochMilli());
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default -> throw new IllegalArgumentException("No column type for " + value.getClass());
            }
        }
    }
}
