// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import javax.crypto.KeyAgreement;
import org.securecall.media.secret.SecretBytes;

/** Elliptic-curve Diffie-Hellman over P-256 (RFC 6189 §5.1.5). The result is the X coordinate, 32 octets. */
final class P256Share implements KeyShare {

    private static final int COORDINATE = 32;

    private final PrivateKey privateKey;
    private final ECParameterSpec curve;
    private final Octets publicValue;

    private P256Share(PrivateKey privateKey, ECParameterSpec curve, Octets publicValue) {
        this.privateKey = privateKey;
        this.curve = curve;
        this.publicValue = publicValue;
    }

    static P256Share generate(SecureRandom random) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(curve, random);
            KeyPair pair = generator.generateKeyPair();
            ECPoint w = ((ECPublicKey) pair.getPublic()).getW();
            byte[] value = new byte[2 * COORDINATE];
            BigEndian.put(w.getAffineX(), value, 0, COORDINATE);
            BigEndian.put(w.getAffineY(), value, COORDINATE, COORDINATE);
            return new P256Share(pair.getPrivate(), curve, Octets.owning(value));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks the curve P-256", e);
        }
    }

    @Override
    public KeyGroup group() {
        return KeyGroup.P256;
    }

    @Override
    public Octets publicValue() {
        return publicValue;
    }

    @Override
    public SecretBytes agree(Octets peerPublicValue) throws BadPublicValueException {
        if (peerPublicValue.length() != 2 * COORDINATE) {
            throw new BadPublicValueException("An ECDH-256 public value has 64 octets");
        }
        BigInteger x = new BigInteger(1, peerPublicValue.slice(0, COORDINATE).toArray());
        BigInteger y = new BigInteger(
                1, peerPublicValue.slice(COORDINATE, 2 * COORDINATE).toArray());
        checkOnCurve(x, y);
        try {
            PublicKey peer = KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(privateKey);
            agreement.doPhase(peer, true);
            return SecretBytes.owning(agreement.generateSecret());
        } catch (InvalidKeyException e) {
            BadPublicValueException refused = new BadPublicValueException("The ECDH-256 public value was refused");
            refused.initCause(e);
            throw refused;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks the curve P-256", e);
        }
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

    /** The JDK's private keys cannot be wiped: dropping the reference is all there is. */
    @Override
    public void close() {}
}
