// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.securecall.media.api.SasSigner;

/**
 * The optional end of a Confirm or SASrelay message (RFC 6189 §7.2): the signature type, and what belongs to it. For "X509"
 * that is the certificate, zeros up to a word boundary, and the signature (§7.2.2).
 *
 * @param octets the whole block, the type included: 1 to 511 words
 */
record SignatureBlock(Octets octets) {

    static final String X509 = "X509";

    /** The length field has 9 bits. */
    static final int MOST_WORDS = 511;

    SignatureBlock {
        if (octets.length() % 4 != 0 || octets.length() == 0 || octets.length() > 4 * MOST_WORDS) {
            throw new IllegalArgumentException("A signature block has 1 to 511 words");
        }
    }

    int words() {
        return octets.length() / 4;
    }

    String type() {
        return new String(octets.first(4).toArray(), StandardCharsets.ISO_8859_1);
    }

    /** @param sashash 32 octets */
    static SignatureBlock sign(SasSigner signer, Octets sashash) {
        byte[] certificate = signer.certificate();
        byte[] signature = signer.sign(sashash.toArray());
        int padded = padded(certificate.length);
        ByteBuffer block = ByteBuffer.allocate(4 + padded + signature.length);
        block.put(X509.getBytes(StandardCharsets.US_ASCII));
        block.put(certificate);
        block.position(4 + padded).put(signature);
        return new SignatureBlock(Octets.owning(block.array()));
    }

    /** The certificate and the signature of an "X509" block; empty for one that is not built as it should be. */
    record X509Parts(Octets certificate, Octets signature) {}

    Optional<X509Parts> x509() {
        if (!type().equals(X509)) {
            return Optional.empty();
        }
        Optional<Der> certificate = Der.at(octets, 4, octets.length());
        if (certificate.isEmpty()) {
            return Optional.empty();
        }
        int end = certificate.get().end();
        int signature = padded(end);
        return signature <= octets.length()
                ? Optional.of(new X509Parts(octets.slice(4, end), octets.slice(signature, octets.length())))
                : Optional.empty();
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
