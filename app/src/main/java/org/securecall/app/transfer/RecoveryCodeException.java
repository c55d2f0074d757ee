// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.util.List;

/** A recovery code was mistyped. */
public final class RecoveryCodeException extends TransferException {

    private static final long serialVersionUID = 1;

    private final transient List<Integer> groups;

    RecoveryCodeException(String message, List<Integer> groups) {
        super(message);
        this.groups = List.copyOf(groups);
    }

    /** The groups that need another look, from 1, in order; empty when all that is there is right and more was typed after it. */
    public List<Integer> groups() {
        return groups;
    }
}
