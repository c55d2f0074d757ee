// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

/** The history cannot be read. The message is one sentence, fit for the user, without secrets. */
public final class HistoryException extends Exception {

    private static final long serialVersionUID = 1;

    public HistoryException(String message) {
        super(message);
    }

    public HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
