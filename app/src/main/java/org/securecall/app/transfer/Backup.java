// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.util.List;
import java.util.Optional;

/**
 * What was in a backup file. Owned by whoever holds it.
 *
 * @param entries in the order in which they were written; no two have the same name
 */
public record Backup(List<BackupEntry> entries) implements AutoCloseable {

    public Backup {
        entries = List.copyOf(entries);
    }

    /** The entry stays owned by this object. */
    public Optional<BackupEntry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Wipes all entries. */
    @Override
    public void close() {
        entries.forEach(BackupEntry::close);
    }
}
