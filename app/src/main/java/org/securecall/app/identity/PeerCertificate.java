// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the certificate of a peer that signed the code (RFC 6189 §7.2.2) says, of which nothing is believed: its key, and, where it is
 * a linked device's, whose device it says to be.
 */
public record PeerCertificate(IdentityKey key, Optional<DeviceCertificate> device) {

    /** Of a random UUID (ITU-T X.667), so that it needs no registration. */
    static final String EXTENSION = "2.25.203591668245692003678616335089320218066";

    static final byte[] EXTENSION_DER = HexFormat.of().parseHex("6982b2aaaa8eeaafa2b89995889788cbc2899b52");

    private static final int OCTET_STRING = 0x04;
    private static final int ONE_LENGTH_OCTET = 0x81;

    /**
     * @param x509 DER, from the peer
     * @throws IdentityException when it is no certificate of a key of Ed25519
     */
    public static PeerCertificate read(byte[] x509) throws IdentityException {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(x509));
            IdentityKey key = IdentityKey.of(certificate.getPublicKey());
            byte[] value = certificate.getExtensionValue(EXTENSION);
            return new PeerCertificate(key, value == null ? Optional.empty() : device(value));
        } catch (CertificateException | RuntimeException e) {
            // Java's parser stumbles over some keys instead of refusing them, such as one without a single octet.
            throw new IdentityException("The certificate is not one of a key that is used here", e);
        }
    }

    /** A damaged one is as good as none: the key stands for itself. */
    private static Optional<DeviceCertificate> device(byte[] extension) {
        try {
            return Optional.of(DeviceCertificate.decode(content(content(extension))));
        } catch (IdentityException e) {
            return Optional.empty();
        }
    }

    /** Of an octet string of 128 to 255 octets, and nothing after it. */
    private static byte[] content(byte[] der) throws IdentityException {
        if (der.length < 3
                || der[0] != OCTET_STRING
                || (der[1] & 0xff) != ONE_LENGTH_OCTET
                || (der[2] & 0xff) != der.length - 3) {
            throw new IdentityException("The device certificate is not wrapped as it should be");
        }
        return Arrays.copyOfRange(der, 3, der.length);
    }
}
