// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

/** The command was understood and cannot be carried out: exit status 1. */
final class CommandException extends Exception {

    private static final long serialVersionUID = 1;

    CommandException(String message) {
        super(message);
    }
}
