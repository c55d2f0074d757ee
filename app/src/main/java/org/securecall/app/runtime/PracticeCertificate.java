// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.securecall.app.identity.Der;

/**
 * What the practice peer's server shows of itself: a key of this run and a certificate for 127.0.0.1 that it signed itself (RFC 5280
 * §4.1), good for whoever pins it.
 */
record PracticeCertificate(PrivateKey key, X509Certificate certificate) {

    private static final Duration EARLIER = Duration.ofDays(1);
    private static final Duration LATER = Duration.ofDays(366);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** ecdsa-with-SHA256 (RFC 5758 §3.2). */
    private static final byte[] ECDSA_SHA256 = {0x06, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};

    private static final byte[] COMMON_NAME = {0x06, 3, 0x55, 4, 3};
    private static final byte[] SUBJECT_ALT_NAME = {0x06, 3, 0x55, 0x1d, 0x11};
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** A new one. */
    static PracticeCertificate create(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] toSign = toBeSigned(pair.getPublic().getEncoded(), now);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(toSign);
            byte[] der = Der.element(
                    Der.SEQUENCE,
                    toSign,
                    Der.element(Der.SEQUENCE, ECDSA_SHA256),
                    Der.element(Der.BIT_STRING, new byte[] {0}, signature.sign()));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new PracticeCertificate(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no P-256 here", e);
        }
    }

    private static byte[] toBeSigned(byte[] publicKey, Instant now) {
        byte[] name = Der.element(
                Der.SEQUENCE,
                Der.element(
                        Der.SET,
                        Der.element(
                                Der.SEQUENCE,
                                COMMON_NAME,
                                Der.element(Der.UTF8_STRING, "Practice server".getBytes(StandardCharsets.UTF_8)))));
        byte[] names = Der.element(Der.SEQUENCE, Der.element(Der.IP_ADDRESS, LOOPBACK));
        return Der.element(
                Der.SEQUENCE,
                Der.element(Der.VERSION, Der.element(Der.INTEGER, new byte[] {2})),
                Der.element(
                        Der.INTEGER,
                        new BigInteger(64, new SecureRandom())
                                .add(BigInteger.ONE)
                                .toByteArray()),
                Der.element(Der.SEQUENCE, ECDSA_SHA256),
                name,
                Der.element(Der.SEQUENCE, time(now.minus(EARLIER)), time(now.plus(LATER))),
                name,
                publicKey,
                Der.element(
                        Der.EXTENSIONS,
                        Der.element(
                                Der.SEQUENCE,
                                Der.element(Der.SEQUENCE, SUBJECT_ALT_NAME, Der.element(Der.OCTET_STRING, names)))));
    }

    private static byte[] time(Instant at) {
        return Der.element(Der.GENERALIZED_TIME, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the key: objects end up in logs. */
    @Override
    public String toString() {
        return "PracticeCertificate[]";
    }
}
