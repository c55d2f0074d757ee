// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import org.securecall.media.api.SasSigner;
import org.securecall.media.api.SasSigner.Algorithm;

/**
 * The public key out of a certificate that a peer sent. Nothing else of the certificate is believed, nor even read: whose key it
 * is, the user says (RFC 6189 §7.2.3). So this walks to the key and leaves names, dates, extensions and issuers alone.
 *
 * @param spki its SubjectPublicKeyInfo, in DER
 */
record SigningKey(Algorithm algorithm, Octets spki) {

    /** RFC 8410: AlgorithmIdentifier, and a bit string of 32 octets. */
    private static final String ED25519 = "302a300506032b6570032100";

    /** RFC 5480: id-ecPublicKey with secp256r1, and a bit string with an uncompressed point. */
    private static final String P256 = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

    /** RFC 5480: id-ecPublicKey with secp384r1, likewise. */
    private static final String P384 = "3076301006072a8648ce3d020106052b8104002203620004";

    /** @return empty for a key of another kind, or octets that are no certificate */
    static Optional<SigningKey> of(Octets certificate) {
        return subjectPublicKeyInfo(certificate).flatMap(SigningKey::known);
    }

    /** RFC 5280 §4.1: Certificate, tbsCertificate, then version, serial number, signature, issuer, validity, subject. */
    private static Optional<Octets> subjectPublicKeyInfo(Octets certificate) {
        Optional<Der> whole = Der.at(certificate, 0, certificate.length()).filter(d -> d.tag() == Der.SEQUENCE);
        Optional<Der> tbs = whole.flatMap(d -> d.firstInside(certificate)).filter(d -> d.tag() == Der.SEQUENCE);
        if (tbs.isEmpty()) {
            return Optional.empty();
        }
        Optional<Der> field = tbs.get().firstInside(certificate);
        if (field.filter(f -> f.tag() == Der.CONTEXT_0).isPresent()) {
            field = field.flatMap(f -> f.next(certificate, tbs.get()));
        }
        field = field.filter(f -> f.tag() == Der.INTEGER);
        for (int i = 0; i < 5; i++) {
            field = field.flatMap(f -> f.next(certificate, tbs.get())).filter(f -> f.tag() == Der.SEQUENCE);
        }
        return field.map(f -> certificate.slice(f.start(), f.end()));
    }

    private static Optional<SigningKey> known(Octets spki) {
        String hex = HexFormat.of().formatHex(spki.toArray());
        if (hex.startsWith(ED25519) && spki.length() == 44) {
            return Optional.of(new SigningKey(Algorithm.ED25519, spki));
        } else if (hex.startsWith(P256) && spki.length() == 91) {
            return Optional.of(new SigningKey(Algorithm.ECDSA_P256, spki));
        } else if (hex.startsWith(P384) && spki.length() == 120) {
            return Optional.of(new SigningKey(Algorithm.ECDSA_P384, spki));
        }
        return Optional.empty();
    }

    /** Whether {@code signature} is this key's over {@code sashash}. */
    boolean verifies(Octets sashash, Octets signature) {
        if (signature.length() != algorithm.signatureBytes()) {
            return false;
        }
        try {
            PublicKey key = KeyFactory.getInstance(algorithm == Algorithm.ED25519 ? "Ed25519" : "EC")
                    .generatePublic(new X509EncodedKeySpec(spki.toArray()));
            Signature check = Signature.getInstance(algorithm.jca());
            check.initVerify(key);
            check.update(sashash.toArray());
            return check.verify(signature.toArray());
        } catch (GeneralSecurityException e) {
            // No point of the curve, or r and s out of range: as good as a wrong signature.
            return false;
        }
    }

    /** SHA-256 of the SubjectPublicKeyInfo, 64 hexadecimal digits. */
    String fingerprint() {
        return SasSigner.sha256(spki.toArray());
    }
}
