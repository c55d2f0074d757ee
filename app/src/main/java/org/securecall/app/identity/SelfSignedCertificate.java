// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The certificate that carries an identity's key in ZRTP (RFC 6189 §7.2.2), in DER. Its names and dates say nothing: a peer reads
 * the key alone, and, of a device that was linked, what says whose it is. The serial number comes from the key, so the certificate
 * follows from those two.
 */
final class SelfSignedCertificate {

    private static final int SERIAL_BYTES = 8;

    /** RFC 8410 §3: id-Ed25519, without parameters. */
    private static final byte[] ED25519 = HexFormat.of().parseHex("300506032b6570");

    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};

    private SelfSignedCertificate() {}

    static X509Certificate of(OwnIdentity identity, Optional<DeviceCertificate> device) {
        byte[] content = content(identity.key(), device);
        byte[] bits = Der.join(new byte[1], identity.signBare(content));
        byte[] whole = Der.element(Der.SEQUENCE, content, ED25519, Der.element(Der.BIT_STRING, bits));
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (CertificateException e) {
            throw new IllegalStateException("The certificate cannot be read back", e);
        }
    }

    /** RFC 5280 §4.1.2: TBSCertificate. */
    private static byte[] content(IdentityKey key, Optional<DeviceCertificate> device) {
        byte[] name = Der.element(
                Der.SEQUENCE,
                Der.element(
                        Der.SET,
                        Der.element(
                                Der.SEQUENCE,
                                Der.element(Der.OBJECT_IDENTIFIER, COMMON_NAME),
                                Der.element(Der.UTF8_STRING, ascii("securecall")))));
        // §4.1.2.5: the second date stands for a certificate that has no end.
        byte[] validity = Der.element(
                Der.SEQUENCE,
                Der.element(Der.UTC_TIME, ascii("200101000000Z")),
                Der.element(Der.GENERALIZED_TIME, ascii("99991231235959Z")));
        return Der.element(
                Der.SEQUENCE,
                Der.element(Der.VERSION, Der.element(Der.INTEGER, new byte[] {2})),
                Der.element(Der.INTEGER, serial(key)),
                ED25519,
                name,
                validity,
                name,
                key.subjectPublicKeyInfo(),
                device.map(SelfSignedCertificate::extensions).orElse(new byte[0]));
    }

    /** §4.1.2.9: one extension, which is not critical. */
    private static byte[] extensions(DeviceCertificate device) {
        byte[] value = Der.element(Der.OCTET_STRING, Der.element(Der.OCTET_STRING, device.encode()));
        byte[] extension =
                Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_IDENTIFIER, PeerCertificate.EXTENSION_DER), value);
        return Der.element(Der.EXTENSIONS, Der.element(Der.SEQUENCE, extension));
    }

    /** Positive and without a leading zero. */
    private static byte[] serial(IdentityKey key) {
        byte[] serial = Arrays.copyOf(HexFormat.of().parseHex(key.fingerprint()), SERIAL_BYTES);
        serial[0] = (byte) ((serial[0] & 0x3f) | 0x40);
        return serial;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
