// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

/** The header of the backup is whole, and the recovery code is that of another one. */
public final class WrongCodeException extends TransferException {

    private static final long serialVersionUID = 1;

    WrongCodeException() {
        super("This is not the code of this backup");
    }
}
