// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import org.jspecify.annotations.Nullable;

/** A file of contacts cannot be read at all, or not be written. The message is one sentence, fit for the user. */
public final class ContactImportException extends Exception {

    private static final long serialVersionUID = 1;

    ContactImportException(String message) {
        this(message, null);
    }

    ContactImportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
