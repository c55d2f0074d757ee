// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.io.IOException;

/** What a stream finds when a backup is not as it was written. The message is the end of a sentence. */
final class DamagedBackupException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedBackupException(String message) {
        super(message);
    }
}
