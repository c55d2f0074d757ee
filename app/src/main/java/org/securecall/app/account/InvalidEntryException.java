// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

/** Something the user entered cannot be stored or called. The message is one sentence, fit for the user. */
public final class InvalidEntryException extends Exception {

    private static final long serialVersionUID = 1;

    public InvalidEntryException(String message) {
        super(message);
    }
}
