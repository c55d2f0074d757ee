// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Optional;

/**
 * An account and how its registration stands.
 *
 * @param code the SIP status of the last answer; 0 before one, or where the failure came before one
 * @param reason one sentence for the user; empty when all is well
 * @param zid what its calls go under, 24 hexadecimal digits; empty where that is not known
 * @param certificate what the server showed, when the transport is TLS and the handshake got that far
 */
public record AccountSnapshot(
        AccountSpec spec,
        Registration registration,
        int code,
        String reason,
        String zid,
        Optional<ServerCertificate> certificate) {

    /** Of unknown ZID. */
    public AccountSnapshot(
            AccountSpec spec,
            Registration registration,
            int code,
            String reason,
            Optional<ServerCertificate> certificate) {
        this(spec, registration, code, reason, "", certificate);
    }

    public enum Registration {
        UNREGISTERED,
        REGISTERING,
        REGISTERED,
        FAILED
    }
}
