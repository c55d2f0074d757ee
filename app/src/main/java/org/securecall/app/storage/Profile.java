// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.securecall.app.vault.RecordCipher;

/**
 * What the database says of itself.
 *
 * @param generation how often it was opened
 * @param restored when it was found to be an older copy of itself
 */
record Profile(long generation, Optional<Instant> restored) {

    private static final String KEY = "";
    private static final int VERSION = 1;

    /** Of a database that was not opened yet. */
    static final Profile NEW = new Profile(0, Optional.empty());

    /** {@link #NEW} where nothing is said. */
    static Profile of(Records.All all) throws DamagedException {
        for (Records.Opened record : all.of(Kind.PROFILE)) {
            RecordIn in = new RecordIn(record.content());
            return new Profile(in.number(), in.optionalTime());
        }
        return NEW;
    }

    void write(Connection connection, RecordCipher cipher) throws SQLException {
        try (RecordOut out = new RecordOut(VERSION)) {
            Records.putNow(
                    connection,
                    cipher,
                    Kind.PROFILE,
                    KEY,
                    out.number(generation).optionalTime(restored).toBytes());
        }
    }
}
