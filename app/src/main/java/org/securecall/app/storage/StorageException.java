// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

/** The data directory cannot be used, or something could not be saved. The message is one sentence, fit for the user. */
public final class StorageException extends Exception {

    private static final long serialVersionUID = 1;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
