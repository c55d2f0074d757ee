// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import org.securecall.media.secret.SecretBytes;

/**
 * Elliptic-curve Diffie-Hellman over P-256, P-384 and P-521 (RFC 6189 §5.1.5). The result is the X coordinate, as long as the
 * field: 32, 48 and 66 octets.
 */
final class NistCurveShare extends JdkShare {

    private final ECParameterSpec curve;

    private NistCurveShare(KeyGroup group, PrivateKey privateKey, ECParameterSpec curve, Octets publicValue) {
        super(group, privateKey, publicValue);
        this.curve = curve;
    }

    /** @param curve the name of {@code group} in SEC 2 */
    static NistCurveShare generate(KeyGroup group, String curve, SecureRandom random) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curve));
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(parameters.getParameterSpec(ECParameterSpec.class), random);
            return of(group, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks the curve " + curve, e);
        }
    }

    static NistCurveShare of(KeyGroup group, KeyPair pair) {
        ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
        int coordinate = group.publicValueBytes() / 2;
        byte[] value = new byte[2 * coordinate];
        BigEndian.put(publicKey.getW().getAffineX(), value, 0, coordinate);
        BigEndian.put(publicKey.getW().getAffineY(), value, coordinate, coordinate);
        return new NistCurveShare(group, pair.getPrivate(), publicKey.getParams(), Octets.owning(value));
    }

    @Override
    SecretBytes result(Octets peerPublicValue) throws BadPublicValueException {
        int coordinate = group().publicValueBytes() / 2;
        BigInteger x = new BigInteger(1, peerPublicValue.first(coordinate).toArray());
        BigInteger y = new BigInteger(
                1, peerPublicValue.slice(coordinate, 2 * coordinate).toArray());
        checkOnCurve(x, y);
        return SecretBytes.owning(compute("EC", "ECDH", new ECPublicKeySpec(new ECPoint(x, y), curve)));
    }

    /** NIST SP 800-56A §5.6.2.6: coordinates within the field, and the point on the curve (RFC 6189 §5.1.5). */
    private void checkOnCurve(BigInteger x, BigInteger y) throws BadPublicValueException {
        EllipticCurve equation = curve.getCurve();
        BigInteger p = ((ECFieldFp) equation.getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            throw new BadPublicValueException("A coordinate is outside the field");
        }
        BigInteger right = x.modPow(BigInteger.valueOf(3), p)
                .add(equation.getA().multiply(x))
                .add(equation.getB())
                .mod(p);
        if (!y.multiply(y).mod(p).equals(right)) {
            throw new BadPublicValueException("The point is not on the curve");
        }
    }
}
