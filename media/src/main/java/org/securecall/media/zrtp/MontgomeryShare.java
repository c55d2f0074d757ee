// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import org.securecall.media.secret.SecretBytes;

/** X25519 and X448 (RFC 7748 §5). Coordinates travel little-endian, 32 and 56 octets. */
final class MontgomeryShare extends JdkShare {

    private final NamedParameterSpec curve;

    private MontgomeryShare(KeyGroup group, NamedParameterSpec curve, PrivateKey privateKey, Octets publicValue) {
        super(group, privateKey, publicValue);
        this.curve = curve;
    }

    static MontgomeryShare generate(KeyGroup group, NamedParameterSpec curve, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.getName());
            generator.initialize(curve, random);
            KeyPair pair = generator.generateKeyPair();
            BigInteger u = ((XECPublicKey) pair.getPublic()).getU();
            return new MontgomeryShare(group, curve, pair.getPrivate(), littleEndian(u, group.publicValueBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + curve.getName(), e);
        }
    }

    @Override
    SecretBytes result(Octets peerPublicValue) throws BadPublicValueException {
        byte[] result =
                compute(curve.getName(), curve.getName(), new XECPublicKeySpec(curve, coordinate(peerPublicValue)));
        // RFC 7748 §6.1, §6.2: an all-zero result comes from a point of small order. The JDK refuses it too; this
        // does not depend on that.
        int or = 0;
        for (byte b : result) {
            or |= b;
        }
        if (or == 0) {
            throw new BadPublicValueException("The public value of " + curve.getName() + " has small order");
        }
        return SecretBytes.owning(result);
    }

    /** RFC 7748 §5: the topmost bit for X25519 is ignored, and values of p and above are taken modulo p. */
    private BigInteger coordinate(Octets littleEndian) {
        byte[] bytes = littleEndian.toArray();
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        if (group() == KeyGroup.CURVE25519) {
            reversed[0] &= 0x7f;
        }
        return new BigInteger(1, reversed);
    }

    private static Octets littleEndian(BigInteger u, int width) {
        byte[] bigEndian = u.toByteArray();
        byte[] bytes = new byte[width];
        for (int i = 0; i < Math.min(width, bigEndian.length); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return Octets.owning(bytes);
    }
}
