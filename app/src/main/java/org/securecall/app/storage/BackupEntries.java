// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.Arrays;
import java.util.Optional;
import org.securecall.app.transfer.BackupEntry;

/** Takes the entries of a profile's backup apart. What a later version may have put beside them is passed over. */
final class BackupEntries {

    /**
     * What is done with what is found.
     *
     * @param <E> why it cannot be done
     */
    interface Taker<E extends Exception> {

        /** @param content wiped afterwards */
        void record(Kind kind, String key, byte[] content) throws DamagedException, E;

        /** @param content likewise */
        void row(Rows table, long number, byte[] content) throws E;
    }

    private BackupEntries() {}

    /** Closes the entry. */
    static <E extends Exception> void take(BackupEntry entry, Taker<E> taker) throws DamagedException, E {
        try (entry) {
            if (entry.name().equals(ProfileBackup.RECORDS)) {
                records(new RecordIn(entry.content().reveal()), taker);
                return;
            }
            Optional<Rows> table = tableOf(entry.name());
            if (table.isPresent()) {
                rows(table.get(), new RecordIn(entry.content().reveal()), taker);
            }
        }
    }

    private static Optional<Rows> tableOf(String name) {
        if (isPieceOf(ProfileBackup.EVENTS, name)) {
            return Optional.of(Rows.EVENTS);
        }
        if (isPieceOf(ProfileBackup.CONTACTS, name)) {
            return Optional.of(Rows.CONTACTS);
        }
        return isPieceOf(ProfileBackup.CALLS, name) ? Optional.of(Rows.CALLS) : Optional.empty();
    }

    private static boolean isPieceOf(String whole, String name) {
        return name.equals(whole) || name.matches(whole + "-[0-9]+");
    }

    private static <E extends Exception> void records(RecordIn in, Taker<E> taker) throws DamagedException, E {
        while (in.flag()) {
            Kind kind = in.choice(Kind.values(), Kind::token);
            String key = in.text();
            byte[] content = in.bytes();
            taker.record(kind, key, content);
            Arrays.fill(content, (byte) 0);
        }
    }

    private static <E extends Exception> void rows(Rows table, RecordIn in, Taker<E> taker) throws DamagedException, E {
        while (in.flag()) {
            long number = in.number();
            byte[] content = in.bytes();
            taker.row(table, number, content);
            Arrays.fill(content, (byte) 0);
        }
    }
}
