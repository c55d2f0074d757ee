// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

/** These bytes are no past call. The message says what is wrong and holds nothing of them. */
public final class DamagedPastCallException extends Exception {

    private static final long serialVersionUID = 1;

    DamagedPastCallException(String message) {
        super(message);
    }
}
