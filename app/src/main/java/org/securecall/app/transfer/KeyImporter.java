// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.nio.file.Path;

/**
 * Reads the file in which another telephone keeps its ZRTP keys. The file is never changed. The other telephone should be closed,
 * as it changes its keys with each call.
 */
public interface KeyImporter {

    /**
     * @return the caller's to close
     * @throws TransferException when the file is not there, is none of this telephone, is damaged, is of a version that is not
     *     known, or holds more than {@value ImportedKeys#MOST} keys
     */
    ImportedKeys read(Path file) throws TransferException;
}
