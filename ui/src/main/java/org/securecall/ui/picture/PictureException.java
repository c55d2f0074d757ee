// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.picture;

/** An image cannot be read, or is too large. The message is for a log, not for the user. */
public final class PictureException extends Exception {

    private static final long serialVersionUID = 1;

    PictureException(String message) {
        super(message);
    }

    PictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
