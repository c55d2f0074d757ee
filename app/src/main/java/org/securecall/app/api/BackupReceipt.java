// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;

/**
 * A backup was written.
 *
 * @param recoveryCode the groups of the code that opens it; to be shown once, as nothing else opens it
 * @param unreadable entries of the profile that cannot be read and are not in it
 */
public record BackupReceipt(List<String> recoveryCode, BackupContents contents, int unreadable) {

    public BackupReceipt {
        recoveryCode = List.copyOf(recoveryCode);
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "BackupReceipt[" + contents + "]";
    }
}
