// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A write that is one statement; owns its byte arrays and wipes them. */
final class RowWrite implements Write {

    private final String key;
    private final String sql;
    private final @Nullable Object[] values;

    /** @param values as {@link Row#fill} takes them */
    RowWrite(String key, String sql, @Nullable Object... values) {
        this.key = key;
        this.sql = sql;
        this.values = values;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void apply(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Row.fill(statement, values);
            statement.executeUpdate();
        }
    }

    @Override
    public void wipe() {
        for (Object value : values) {
            if (value instanceof byte[] bytes) {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    /** Leaves key and values out: they name people. */
    @Override
    public String toString() {
        return "RowWrite";
    }
}
