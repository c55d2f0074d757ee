// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

/** The database holds something that this program cannot have written. */
final class DamagedException extends Exception {

    private static final long serialVersionUID = 1;

    DamagedException(String message) {
        super(message);
    }

    DamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
