// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.time.Instant;
import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

/**
 * A retained secret as it stands in a file.
 *
 * @param bytes 32
 * @param expires empty for never
 */
record StoredSecret(SecretBytes bytes, Optional<Instant> expires) implements AutoCloseable {

    static final int BYTES = 32;

    boolean isExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    /** A place that was never written to: as a secret it would be one that everybody knows. */
    boolean isBlank() {
        return bytes.matches(new byte[BYTES]);
    }

    @Override
    public void close() {
        bytes.close();
    }
}
