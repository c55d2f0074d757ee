// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

/** A stored contact cannot be read. The message does not quote it. */
public final class ContactFormatException extends Exception {

    private static final long serialVersionUID = 1;

    ContactFormatException(String message) {
        super(message);
    }
}
