// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.securecall.app.keylog.KeyLogCheck.Broken;
import org.securecall.app.keylog.KeyLogCheck.Fault;
import org.securecall.app.keylog.KeyLogCheck.Intact;

/**
 * The history of keys, only ever added to. The hash of an entry is SHA-256("securecall key log v1" || hash of the entry before ||
 * {@linkplain KeyLogEntry#chained the entry}), with 32 zero octets before the first. For one thread at a time.
 */
public final class KeyLog {

    private final List<LoggedEntry> entries;

    /** Of what was stored, in its order. A broken log can be added to all the same; it stays broken where it is. */
    public KeyLog(List<LoggedEntry> stored) {
        entries = new ArrayList<>(stored);
    }

    /** @return the new last entry, to be stored */
    public LoggedEntry append(KeyLogNote note, SecureRandom random) {
        LogHash previous = entries.isEmpty() ? LogHash.START : entries.getLast().hash();
        long number = entries.isEmpty() ? 1 : entries.getLast().number() + 1;
        KeyLogEntry entry = KeyLogEntry.of(number, note, random);
        LoggedEntry logged = new LoggedEntry(entry, previous.then(entry.chained()));
        entries.add(logged);
        return logged;
    }

    /** The first entry is the oldest. */
    public List<LoggedEntry> entries() {
        return List.copyOf(entries);
    }

    /** To be stored apart from the entries. */
    public KeyLogHead head() {
        return entries.isEmpty()
                ? KeyLogHead.EMPTY
                : new KeyLogHead(entries.getLast().number(), entries.getLast().hash());
    }

    /** Whether the entries hang together; entries that were cut off the end do not show. */
    public static KeyLogCheck check(List<? extends ChainedEntry> entries) {
        return check(entries, KeyLogHead.EMPTY);
    }

    /**
     * Finds the first place where the log is broken.
     *
     * @param kept the head as it was after some entry; entries may have been added since
     */
    public static KeyLogCheck check(List<? extends ChainedEntry> entries, KeyLogHead kept) {
        LogHash previous = LogHash.START;
        for (int i = 0; i < entries.size(); i++) {
            ChainedEntry entry = entries.get(i);
            long due = i + 1L;
            if (entry.number() != due) {
                return outOfPlace(entries, i);
            }
            if (!entry.hash().equals(previous.then(entry.chained()))) {
                return new Broken(
                        Fault.CHANGED, due, "Entry " + due + " was changed, or does not follow the one before it.");
            }
            if (due == kept.count() && !entry.hash().equals(kept.hash())) {
                return new Broken(Fault.REWRITTEN, due, "Up to entry " + due + ", this is not the log that was kept.");
            }
            previous = entry.hash();
        }
        if (entries.size() < kept.count()) {
            long first = entries.size() + 1L;
            return new Broken(
                    Fault.CUT, first, "The log ends before entry " + first + "; it had " + kept.count() + " entries.");
        }
        return new Intact(new KeyLogHead(entries.size(), previous));
    }

    private static Broken outOfPlace(List<? extends ChainedEntry> entries, int place) {
        long found = entries.get(place).number();
        long due = place + 1L;
        if (found < due) {
            return new Broken(Fault.REPEATED, found, "Entry " + found + " stands there twice.");
        }
        boolean later = entries.subList(place, entries.size()).stream().anyMatch(entry -> entry.number() == due);
        return later
                ? new Broken(Fault.REORDERED, due, "Entry " + due + " stands after entry " + found + ".")
                : new Broken(Fault.MISSING, due, "Entry " + due + " is missing.");
    }
}
