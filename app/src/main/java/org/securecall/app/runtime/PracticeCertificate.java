// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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

/**
 * What the practice peer's server shows of itself: a key of this run and a certificate for 127.0.0.1 that it signed itself (RFC 5280
 * §4.1), good for whoever pins it.
 */
record PracticeCertificate(PrivateKey key, X509Certificate certificate) {

    private static final Duration EARLIER = Duration.ofDays(1);
    private static final Duration LATER = Duration.ofDays(366);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTF8_STRING = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int IP_ADDRESS = 0x87;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;

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
            byte[] der = der(
                    SEQUENCE, toSign, der(SEQUENCE, ECDSA_SHA256), der(BIT_STRING, new byte[] {0}, signature.sign()));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new PracticeCertificate(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no P-256 here", e);
        }
    }

    private static byte[] toBeSigned(byte[] publicKey, Instant now) {
        byte[] name = der(
                SEQUENCE,
                der(
                        SET,
                        der(
                                SEQUENCE,
                                COMMON_NAME,
                                der(UTF8_STRING, "Practice server".getBytes(StandardCharsets.UTF_8)))));
        byte[] names = der(SEQUENCE, der(IP_ADDRESS, LOOPBACK));
        return der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(
                        INTEGER,
                        new BigInteger(64, new SecureRandom())
                                .add(BigInteger.ONE)
                                .toByteArray()),
                der(SEQUENCE, ECDSA_SHA256),
                name,
                der(SEQUENCE, time(now.minus(EARLIER)), time(now.plus(LATER))),
                name,
                publicKey,
                der(EXTENSIONS, der(SEQUENCE, der(SEQUENCE, SUBJECT_ALT_NAME, der(OCTET_STRING, names)))));
    }

    private static byte[] time(Instant at) {
        return der(GENERALIZED_TIME, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.write(0x81);
            all.write(length);
        } else {
            all.write(0x82);
            all.write(length >> 8);
            all.write(length);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    /** Without the key: objects end up in logs. */
    @Override
    public String toString() {
        return "PracticeCertificate[]";
    }
}
