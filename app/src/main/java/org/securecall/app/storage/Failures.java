// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.SQLException;

/** SQLite's primary result codes (sqlite.org/rescode.html) in words. */
final class Failures {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int NOTADB = 26;

    private Failures() {}

    static boolean damaged(SQLException e) {
        int code = code(e);
        return code == CORRUPT || code == NOTADB;
    }

    /** Whether the cause lies outside this program, so that the same write may succeed later. */
    static boolean mayPass(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB -> true;
            default -> false;
        };
    }

    /** Whether a file could not be made or grow. */
    static boolean lacksRoom(SQLException e) {
        int code = code(e);
        return code == IOERR || code == FULL || code == CANTOPEN;
    }

    /** What happened, without a full stop, so that it fits into a sentence. */
    static String sentence(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED -> "another program is using the database";
            case READONLY -> "the database may not be written";
            case IOERR -> "the disk is full or reports an error";
            case CORRUPT, NOTADB -> "the database is damaged";
            case FULL -> "the disk is full";
            case CANTOPEN -> "the files of the database cannot be opened";
            default -> "SQLite reports error " + code(e);
        };
    }

    private static int code(SQLException e) {
        // The driver gives extended codes in places; the primary one is the low byte.
        return e.getErrorCode() & 0xFF;
    }
}
