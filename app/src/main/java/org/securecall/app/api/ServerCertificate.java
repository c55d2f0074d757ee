// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.List;

/**
 * A TLS server's certificate, as a card shows it.
 *
 * @param names subject alternative names, or the common name where there are none
 * @param sha256 the fingerprint, upper-case pairs with colons
 * @param protocol such as {@code TLSv1.3}
 * @param trusted whether chain and name were accepted
 */
public record ServerCertificate(
        List<String> names,
        String subject,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String sha256,
        String protocol,
        String suite,
        boolean trusted) {

    public ServerCertificate {
        names = List.copyOf(names);
    }
}
