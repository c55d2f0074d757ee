// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;
import org.securecall.media.api.DtlsFingerprint;

/** Compares the certificate of the handshake with what the peer's SDP says. */
final class PeerCertificate {

    private final List<DtlsFingerprint> expected;
    private volatile boolean mismatched;

    PeerCertificate(List<DtlsFingerprint> expected) {
        this.expected = List.copyOf(expected);
    }

    /** @throws TlsFatalAlert when there is none, or another one */
    void check(Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.certificate_required);
        }
        byte[] certificate = chain.getCertificateAt(0).getEncoded();
        // RFC 8122 §5.1: of several hash functions, the preferred one counts; of several values by it, any.
        DtlsFingerprint.Function strongest = expected.stream()
                .map(DtlsFingerprint::function)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (!expected.contains(DtlsIdentity.fingerprint(strongest, certificate))) {
            mismatched = true;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    /** Whether a certificate came that was not the described one. */
    boolean mismatched() {
        return mismatched;
    }
}
