// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

/**
 * Gives the entries of a backup one by one, so that no more than one has to be in memory.
 *
 * @param <E> why an entry cannot be had
 */
@FunctionalInterface
public interface BackupSource<E extends Exception> {

    /** The next entry, with a name of its own; closed by whoever asks. */
    BackupEntry next() throws E;
}
