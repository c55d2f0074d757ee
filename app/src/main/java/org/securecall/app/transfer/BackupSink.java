// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

/**
 * Takes the entries of a backup one by one, as they are read. Whether the file is whole shows only at its end: what was done with the
 * entries before has to be taken back when reading fails.
 *
 * @param <E> why an entry cannot be taken
 */
@FunctionalInterface
public interface BackupSink<E extends Exception> {

    /** @param entry the sink's to close */
    void take(BackupEntry entry) throws E;
}
