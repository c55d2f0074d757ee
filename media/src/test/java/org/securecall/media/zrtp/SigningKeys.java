// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.securecall.media.api.SasSigner;

/** Signing keys with certificates that they signed themselves (RFC 5280 §4.1), written here octet by octet. */
public final class SigningKeys {

    /** AlgorithmIdentifiers of signatures: RFC 8410, RFC 5758. */
    private static byte[] identifier(SasSigner.Algorithm algorithm) {
        return HexFormat.of()
                .parseHex(
                        switch (algorithm) {
                            case ED25519 -> "300506032b6570";
                            case ECDSA_P256 -> "300a06082a8648ce3d040302";
                            case ECDSA_P384 -> "300a06082a8648ce3d040303";
                        });
    }

    private static String jca(SasSigner.Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> "Ed25519";
            case ECDSA_P256 -> "SHA256withECDSA";
            case ECDSA_P384 -> "SHA384withECDSA";
        };
    }

    private SigningKeys() {}

    public static SasSigner signer(SasSigner.Algorithm algorithm) {
        KeyPair pair = pair(algorithm);
        return SasSigner.of(pair.getPrivate(), certificate(algorithm, pair, "Somebody"));
    }

    static KeyPair pair(SasSigner.Algorithm algorithm) {
        try {
            if (algorithm == SasSigner.Algorithm.ED25519) {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(
                    new ECGenParameterSpec(algorithm == SasSigner.Algorithm.ECDSA_P256 ? "secp256r1" : "secp384r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate certificate(SasSigner.Algorithm algorithm, KeyPair pair, String commonName) {
        byte[] identifier = identifier(algorithm);
        byte[] name = element(
                0x30,
                element(
                        0x31,
                        element(
                                0x30,
                                element(0x06, new byte[] {0x55, 4, 3}),
                                element(0x0c, commonName.getBytes(StandardCharsets.UTF_8)))));
        byte[] validity = element(
                0x30,
                element(0x17, "260101000000Z".getBytes(StandardCharsets.US_ASCII)),
                element(0x17, "360101000000Z".getBytes(StandardCharsets.US_ASCII)));
        byte[] tbs = element(
                0x30,
                element(0xa0, element(0x02, new byte[] {2})),
                element(0x02, new byte[] {7}),
                identifier,
                name,
                validity,
                name,
                pair.getPublic().getEncoded());
        try {
            Signature signature = Signature.getInstance(jca(algorithm));
            signature.initSign(pair.getPrivate());
            signature.update(tbs);
            byte[] whole = element(0x30, tbs, identifier, element(0x03, new byte[1], signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (length >= 0x100) {
            whole.write(0x82);
            whole.write(length >> 8);
        } else if (length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(length);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
