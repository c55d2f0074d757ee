// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;
import org.securecall.media.secret.SecretBytes;

/** X25519 (RFC 7748 §5). Coordinates travel little-endian, 32 octets. */
final class Curve25519Share implements KeyShare {

    private static final int BYTES = 32;

    private final PrivateKey privateKey;
    private final Octets publicValue;

    private Curve25519Share(PrivateKey privateKey, Octets publicValue) {
        this.privateKey = privateKey;
        this.publicValue = publicValue;
    }

    static Curve25519Share generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
            generator.initialize(NamedParameterSpec.X25519, random);
            KeyPair pair = generator.generateKeyPair();
            return new Curve25519Share(pair.getPrivate(), littleEndian(((XECPublicKey) pair.getPublic()).getU()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks X25519", e);
        }
    }

    @Override
    public KeyGroup group() {
        return KeyGroup.CURVE25519;
    }

    @Override
    public Octets publicValue() {
        return publicValue;
    }

    @Override
    public SecretBytes agree(Octets peerPublicValue) throws BadPublicValueException {
        if (peerPublicValue.length() != BYTES) {
            throw new BadPublicValueException("An X25519 public value has 32 octets");
        }
        try {
            PublicKey peer = KeyFactory.getInstance("X25519")
                    .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(peerPublicValue)));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(privateKey);
            agreement.doPhase(peer, true);
            byte[] result = agreement.generateSecret();
            // RFC 7748 §6.1: an all-zero result comes from a point of small order. The JDK refuses it too; this does
            // not
            // depend on that.
            int or = 0;
            for (byte b : result) {
                or |= b;
            }
            if (or == 0) {
                throw new BadPublicValueException("The X25519 public value has small order");
            }
            return SecretBytes.owning(result);
        } catch (InvalidKeyException e) {
            BadPublicValueException refused = new BadPublicValueException("The X25519 public value was refused");
            refused.initCause(e);
            throw refused;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks X25519", e);
        }
    }

    /** RFC 7748 §5: the topmost bit is ignored, and values of p and above are taken modulo p. */
    private static BigInteger coordinate(Octets littleEndian) {
        byte[] bytes = littleEndian.toArray();
        byte[] reversed = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            reversed[i] = bytes[BYTES - 1 - i];
        }
        reversed[0] &= 0x7f;
        return new BigInteger(1, reversed);
    }

    private static Octets littleEndian(BigInteger u) {
        byte[] bigEndian = u.toByteArray();
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < Math.min(BYTES, bigEndian.length); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return Octets.owning(bytes);
    }

    /** The JDK's private keys cannot be wiped: dropping the reference is all there is. */
    @Override
    public void close() {}
}
