// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

/** A file of another telephone or a backup cannot be used. The message is one sentence, fit for the user. */
public class TransferException extends Exception {

    private static final long serialVersionUID = 1;

    public TransferException(String message) {
        super(message);
    }

    public TransferException(String message, Throwable cause) {
        super(message, cause);
    }
}
