// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.securecall.media.api.DtlsFingerprint;

/**
 * This side's key and self-signed certificate, ECDSA on P-256, for one call. DTLS 1.2 shows certificates to everyone on the way:
 * one that lasted would tell which calls are made by the same telephone.
 */
public final class DtlsIdentity {

    /** Nobody judges the dates (RFC 5763 §5), but some libraries refuse a certificate out of them. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final Duration AFTER = Duration.ofDays(30);
    private static final int SERIAL_BITS = 64;
    private static final AlgorithmIdentifier ECDSA_SHA256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private final PrivateKey key;
    private final byte[] certificate;

    private DtlsIdentity(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Makes a key and certificate; takes about a millisecond, and some 100 ms the first time. */
    public static DtlsIdentity create(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            return new DtlsIdentity(pair.getPrivate(), certify(pair, random));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java has no ECDSA on P-256", e);
        }
    }

    private static byte[] certify(KeyPair pair, SecureRandom random) throws GeneralSecurityException, IOException {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        // The name says nothing of the user, of the program or of the machine.
        X500Name name = new X500Name("CN=srtp");
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE)));
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setStartDate(new Time(Date.from(today.minus(BEFORE))));
        generator.setEndDate(new Time(Date.from(today.plus(AFTER))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        generator.setSignature(ECDSA_SHA256);
        TBSCertificate content = generator.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate(), random);
        signature.update(content.getEncoded(ASN1Encoding.DER));
        return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    content, ECDSA_SHA256, new DERBitString(signature.sign())
                })
                .getEncoded(ASN1Encoding.DER);
    }

    /** What this side's SDP says of the certificate, by SHA-256, as RFC 8122 §5 wants it at least. */
    public DtlsFingerprint fingerprint() {
        return fingerprint(DtlsFingerprint.Function.SHA_256, certificate);
    }

    static DtlsFingerprint fingerprint(DtlsFingerprint.Function function, byte[] certificate) {
        try {
            return DtlsFingerprint.of(
                    function, MessageDigest.getInstance(function.algorithm()).digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + function.algorithm(), e);
        }
    }

    PrivateKey key() {
        return key;
    }

    byte[] certificate() {
        return certificate.clone();
    }
}
