// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

/** The command line is not understood: exit status 2. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
