// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.HexFormat;

/**
 * This side's signing key with its certificate (RFC 6189 §7.2.2). Of the certificate only the key counts to a peer like this
 * one; who issued it does not matter (§7.2.3). Immutable; any thread may use it.
 */
public final class SasSigner {

    /** The kinds of keys; how the signature is written goes with the kind. */
    public enum Algorithm {
        /** RFC 8032: 64 octets. Not in RFC 6189, which is older; see docs/zrtp-extensions.md. */
        ED25519("Ed25519", 64),
        /** r and s, 32 octets each. */
        ECDSA_P256("SHA256withECDSAinP1363Format", 64),
        /** r and s, 48 octets each. */
        ECDSA_P384("SHA384withECDSAinP1363Format", 96);

        private final String jca;
        private final int signatureBytes;

        Algorithm(String jca, int signatureBytes) {
            this.jca = jca;
            this.signatureBytes = signatureBytes;
        }

        /** The name that the Java Cryptography Architecture has for it. */
        public String jca() {
            return jca;
        }

        public int signatureBytes() {
            return signatureBytes;
        }
    }

    /**
     * So that the Confirm message is not fragmented on the way: §7.2 recommends not to send a signature that would be. The RFC's
     * own limit for certificate and signature is 2044 octets.
     */
    public static final int LONGEST_CERTIFICATE = 1024;

    private final PrivateKey key;
    private final byte[] certificate;
    private final Algorithm algorithm;
    private final String fingerprint;

    private SasSigner(PrivateKey key, byte[] certificate, Algorithm algorithm, String fingerprint) {
        this.key = key;
        this.certificate = certificate;
        this.algorithm = algorithm;
        this.fingerprint = fingerprint;
    }

    /**
     * @param key Ed25519, or EC on P-256 or P-384
     * @param certificate of the same key, DER at most {@link #LONGEST_CERTIFICATE} octets
     * @throws IllegalArgumentException when the key is of another kind, or not the certificate's, or that is too long
     */
    public static SasSigner of(PrivateKey key, X509Certificate certificate) {
        Algorithm algorithm = algorithm(certificate.getPublicKey());
        byte[] der;
        try {
            der = certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("The certificate of the signing key cannot be written", e);
        }
        if (der.length > LONGEST_CERTIFICATE) {
            throw new IllegalArgumentException("The certificate of the signing key has " + der.length + " octets; "
                    + LONGEST_CERTIFICATE + " are allowed");
        }
        byte[] spki = certificate.getPublicKey().getEncoded();
        SasSigner signer = new SasSigner(key, der, algorithm, sha256(spki));
        signer.checkPair(certificate.getPublicKey());
        return signer;
    }

    private static Algorithm algorithm(PublicKey key) {
        if (key.getAlgorithm().equals("Ed25519") || key.getAlgorithm().equals("EdDSA")) {
            if (key.getEncoded().length == 44) {
                return Algorithm.ED25519;
            }
        } else if (key instanceof ECKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            if (bits == 256) {
                return Algorithm.ECDSA_P256;
            } else if (bits == 384) {
                return Algorithm.ECDSA_P384;
            }
        }
        throw new IllegalArgumentException("A signing key is Ed25519, or EC on P-256 or P-384");
    }

    private void checkPair(PublicKey publicKey) {
        byte[] probe = new byte[32];
        try {
            Signature check = Signature.getInstance(algorithm.jca());
            check.initVerify(publicKey);
            check.update(probe);
            if (check.verify(sign(probe))) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The signing key cannot be used", e);
        }
        throw new IllegalArgumentException("The signing key is not the one of the certificate");
    }

    /**
     * @param sashash 32 octets
     * @return {@link Algorithm#signatureBytes} octets
     * @throws IllegalArgumentException when the key does not sign
     */
    public byte[] sign(byte[] sashash) {
        try {
            Signature signature = Signature.getInstance(algorithm.jca());
            signature.initSign(key);
            signature.update(sashash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The signing key cannot be used", e);
        }
    }

    /** DER. */
    public byte[] certificate() {
        return certificate.clone();
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /** SHA-256 of the certificate's SubjectPublicKeyInfo, 64 hexadecimal digits in lower case. */
    public String fingerprint() {
        return fingerprint;
    }

    /** As {@link #fingerprint}, for any key: a key's DER as SubjectPublicKeyInfo. */
    public static String sha256(byte[] subjectPublicKeyInfo) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(subjectPublicKeyInfo));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SasSigner[" + algorithm + "]";
    }
}
