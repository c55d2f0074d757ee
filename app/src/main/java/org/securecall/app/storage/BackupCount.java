// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import org.securecall.app.transfer.BackupEntry;
import org.securecall.app.transfer.BackupSink;

/** Counts what is in a backup, and sees whether all of it can be understood. */
final class BackupCount implements BackupSink<DamagedException>, BackupEntries.Taker<RuntimeException> {

    private int records;
    private int events;
    private int calls;

    @Override
    public void take(BackupEntry entry) throws DamagedException {
        BackupEntries.take(entry, this);
    }

    @Override
    public void record(Kind kind, String key, byte[] content) {
        records++;
    }

    @Override
    public void row(Rows table, long number, byte[] content) {
        switch (table) {
            case EVENTS -> events++;
            case CALLS -> calls++;
            case CONTACTS -> records++;
        }
    }

    ProfileBackup.Summary summary() {
        return new ProfileBackup.Summary(records, events, calls, 0);
    }
}
