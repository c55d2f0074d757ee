// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

/** A sound device or sound file that does not do what it should. The message is one sentence, fit for a user. */
public final class AudioException extends Exception {

    private static final long serialVersionUID = 1;

    public AudioException(String message) {
        super(message);
    }

    public AudioException(String message, Throwable cause) {
        super(message, cause);
    }
}
