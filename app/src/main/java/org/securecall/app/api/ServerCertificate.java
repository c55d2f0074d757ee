// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.List;

/**
 * A TLS server's certificate, as a card shows it. All texts are of bounded length and without control characters, whatever the server
 * sent.
 *
 * @param names subject alternative names, or the common name where there are none; the first {@value #MOST_NAMES}
 * @param moreNames how many names more it has
 * @param sha256 the fingerprint, upper-case pairs with colons
 * @param protocol such as {@code TLSv1.3}; empty where the handshake did not come to it
 */
public record ServerCertificate(
        List<String> names,
        int moreNames,
        String subject,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String sha256,
        String protocol,
        String suite,
        CertificateVerdict verdict) {

    /** How many names a card has at most. */
    public static final int MOST_NAMES = 12;

    public ServerCertificate {
        names = List.copyOf(names);
    }

    /** Whether chain and name were accepted. */
    public boolean trusted() {
        return verdict.accepted();
    }
}
