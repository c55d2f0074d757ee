// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/** The environment refused: no port, no such file, no sound. The message is fit for a user. */
public final class MediaException extends Exception {

    private static final long serialVersionUID = 1;

    public MediaException(String message) {
        super(message);
    }

    public MediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
