// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.nio.file.Path;

/**
 * A PKCS#12 file with a key and its certificate (RFC 7292). It is read once, and not needed afterwards.
 *
 * @param password wiped by the telephone; possibly empty
 */
@SuppressWarnings("ArrayRecordComponent") // a password is handed over, and compared nowhere
public record ClientKeyFile(Path file, char[] password) {

    @Override
    public String toString() {
        return "ClientKeyFile[" + file + "]";
    }
}
