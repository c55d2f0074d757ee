// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.securecall.media.api.SasSigner;

/**
 * A public key of Ed25519 (RFC 8032 §5.1.2): a person's, or a device's. A point of the curve, written in the one canonical way,
 * and of no small order: with a key of small order, anybody can make signatures that hold.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record IdentityKey(String hex) {

    public static final int BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    /** RFC 8410: AlgorithmIdentifier, and a bit string of 32 octets. */
    private static final String SPKI = "302a300506032b6570032100";

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** The y coordinates of the eight points whose order divides 8. */
    private static final Set<BigInteger> SMALL_ORDER = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P.subtract(BigInteger.ONE),
            new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16),
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16));

    /** @throws IllegalArgumentException when this is no such key */
    public IdentityKey {
        hex = hex.toLowerCase(Locale.ROOT);
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("A key has 64 hexadecimal digits, not " + hex.length());
        }
        requirePoint(HexFormat.of().parseHex(hex));
    }

    /** @throws IdentityException when the octets are no such key */
    public static IdentityKey of(byte[] octets) throws IdentityException {
        try {
            return new IdentityKey(HexFormat.of().formatHex(octets));
        } catch (IllegalArgumentException e) {
            throw new IdentityException("The key is not a valid one", e);
        }
    }

    static IdentityKey of(PublicKey key) {
        String spki = HexFormat.of().formatHex(key.getEncoded());
        if (!spki.startsWith(SPKI)) {
            throw new IllegalArgumentException("A key of another kind");
        }
        return new IdentityKey(spki.substring(SPKI.length()));
    }

    private static void requirePoint(byte[] octets) {
        byte[] bigEndian = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bigEndian[i] = octets[BYTES - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        BigInteger y = new BigInteger(1, bigEndian);
        if (y.compareTo(P) >= 0 || SMALL_ORDER.contains(y)) {
            throw new IllegalArgumentException("Not in its canonical form, or of small order");
        }
        try {
            Signature.getInstance("Ed25519").initVerify(publicKey(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a point of the curve", e);
        }
    }

    private static PublicKey publicKey(byte[] octets) throws GeneralSecurityException {
        byte[] spki = HexFormat.of().parseHex(SPKI + HexFormat.of().formatHex(octets));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    }

    /** Whether the signature is this key's, over this message and for this purpose. */
    public boolean verifies(SignedFor purpose, byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_BYTES && verifiesBare(purpose.over(message), signature);
    }

    boolean verifiesBare(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey(bytes()));
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // No point of the curve, or a number out of range: as good as a wrong signature.
            return false;
        }
    }

    /** A fresh copy of the 32 octets. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** SubjectPublicKeyInfo, DER, 44 octets. */
    public byte[] subjectPublicKeyInfo() {
        return HexFormat.of().parseHex(SPKI + hex);
    }

    /** As {@link SasSigner#fingerprint} has it, and so as a call tells it of a peer that signed the code. */
    public String fingerprint() {
        return SasSigner.sha256(subjectPublicKeyInfo());
    }

    /** The first digits: records end up in logs. */
    @Override
    public String toString() {
        return "IdentityKey[" + hex.substring(0, 8) + "]";
    }
}
