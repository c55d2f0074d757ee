// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

/** A key, code or certificate from outside cannot be used. The message is one sentence, fit for the user; it holds no key. */
public final class IdentityException extends Exception {

    private static final long serialVersionUID = 1;

    public IdentityException(String message) {
        super(message);
    }

    public IdentityException(String message, Throwable cause) {
        super(message, cause);
    }
}
