// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.time.Instant;
import java.util.Optional;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ServerCertificate;

/** Which certificates the user can pin, and how. */
public final class Pins {

    private Pins() {}

    /**
     * Pins what a server showed.
     *
     * @throws InvalidEntryException when it has other faults than that nobody vouches for it
     */
    public static CertificatePin of(String account, ServerCertificate certificate, Instant now)
            throws InvalidEntryException {
        CertificateVerdict verdict = certificate.verdict();
        if (!verdict.canBePinned() && !verdict.accepted() && verdict != CertificateVerdict.PIN_CHANGED) {
            throw new InvalidEntryException(
                    "Only a certificate that lacks nothing but an issuer whom this machine trusts can be pinned");
        }
        return new CertificatePin(
                account,
                Fingerprints.parse(certificate.sha256()),
                now,
                certificate.subject(),
                certificate.issuer(),
                Optional.of(certificate.notAfter()));
    }

    /** Pins what the user has by its fingerprint alone. */
    public static CertificatePin of(String account, String sha256, Instant now) throws InvalidEntryException {
        return new CertificatePin(account, Fingerprints.parse(sha256), now, "", "", Optional.empty());
    }
}
