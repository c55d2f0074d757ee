// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

/** The user agent cannot start. The message is one sentence, fit for the user. */
public final class SipUnavailableException extends Exception {

    private static final long serialVersionUID = 1;

    SipUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
