// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which side begins the DTLS handshake, as the one who says it sees it (RFC 4145 §4, RFC 5763 §5). */
public enum DtlsSetup {
    ACTIVE,
    PASSIVE,
    /** Either; for the other side to choose. */
    ACTPASS,
    /** No connection for the time being: there can be no DTLS. */
    HOLDCONN;

    /** The attribute's value. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DtlsSetup> of(String token) {
        for (DtlsSetup setup : values()) {
            if (setup.token().equals(token)) {
                return Optional.of(setup);
            }
        }
        return Optional.empty();
    }
}
