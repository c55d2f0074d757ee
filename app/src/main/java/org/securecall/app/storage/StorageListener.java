// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

/** Hears what the user should know about the storage. Called on the opening thread, or on the thread {@code db}. */
@FunctionalInterface
public interface StorageListener {

    /** @param message one sentence, without secrets: a database was set aside, the disk is full, the disk works again */
    void onStorageNotice(String message);
}
