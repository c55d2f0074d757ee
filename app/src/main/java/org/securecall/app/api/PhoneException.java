// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/** A command that could not be carried out. The message is one sentence, fit for the user, without secrets. */
public class PhoneException extends Exception {

    private static final long serialVersionUID = 1;

    public PhoneException(String message) {
        super(message);
    }

    public PhoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
