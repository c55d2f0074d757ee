// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The newest state of one row on its way to the disk. Holds copies of its own, since memory moves on while it waits, and
 * can be applied again after a failure.
 */
interface Write {

    /** Writes with equal keys concern the same row: a newer one replaces one that still waits. */
    String key();

    /** Called on the thread {@code db}, within a transaction. */
    void apply(Connection connection) throws SQLException;

    /** Called once, when the write is done, replaced or given up. */
    default void wipe() {}
}
