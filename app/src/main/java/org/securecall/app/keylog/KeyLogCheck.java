// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

/** What {@link KeyLog#check} found. */
public sealed interface KeyLogCheck {

    /** Every entry is as it was written, and none is missing. */
    record Intact(KeyLogHead head) implements KeyLogCheck {}

    /**
     * @param number of the first entry that is not as it should be
     * @param sentence for the user
     */
    record Broken(Fault fault, long number, String sentence) implements KeyLogCheck {}

    /** What is wrong with a log. */
    enum Fault {
        /** The entry, or its hash, is another than when it was written, or the one before was put in another's place. */
        CHANGED,
        MISSING,
        /** The entry stands after one that was written later. */
        REORDERED,
        /** The entry stands there twice. */
        REPEATED,
        /** Entries are missing at the end. */
        CUT,
        /** The log hangs together, but is not the one whose head was kept. */
        REWRITTEN
    }
}
