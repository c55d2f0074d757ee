// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

/** Octets or a text that are no part of a key log. The message is one sentence, and holds nothing of them. */
public final class KeyLogException extends Exception {

    private static final long serialVersionUID = 1;

    public KeyLogException(String message) {
        super(message);
    }

    public KeyLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
