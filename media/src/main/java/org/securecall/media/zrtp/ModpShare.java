// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.securecall.media.secret.SecretBytes;

/** Diffie-Hellman in the 2048-bit and the 3072-bit group of RFC 3526 with generator 2 (RFC 6189 §5.1.5). */
final class ModpShare extends JdkShare {

    /** RFC 3526 §3: 2^2048 - 2^1984 - 1 + 2^64 * ( [2^1918 pi] + 124476 ). */
    static final BigInteger P_2048 = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
                    + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
                    + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
                    + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
                    + "3995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
            16);

    /** RFC 3526 §4: 2^3072 - 2^3008 - 1 + 2^64 * ( [2^2942 pi] + 1690314 ). */
    static final BigInteger P_3072 = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
                    + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
                    + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
                    + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
                    + "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33"
                    + "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
                    + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
                    + "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2"
                    + "08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
            16);

    private static final BigInteger G = BigInteger.TWO;

    /** Twice the longest AES key, as RFC 6189 §5.1.5 asks: which key length comes is not yet known here. */
    private static final int EXPONENT_BITS = 512;

    private final BigInteger p;

    private ModpShare(KeyGroup group, BigInteger p, PrivateKey privateKey, Octets publicValue) {
        super(group, privateKey, publicValue);
        this.p = p;
    }

    /** @param p the prime of {@code group} */
    static ModpShare generate(KeyGroup group, BigInteger p, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
            generator.initialize(new DHParameterSpec(p, G, EXPONENT_BITS), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] value = new byte[group.publicValueBytes()];
            BigEndian.put(((DHPublicKey) pair.getPublic()).getY(), value, 0, value.length);
            return new ModpShare(group, p, pair.getPrivate(), Octets.owning(value));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks Diffie-Hellman", e);
        }
    }

    @Override
    SecretBytes result(Octets peerPublicValue) throws BadPublicValueException {
        BigInteger y = new BigInteger(1, peerPublicValue.toArray());
        // RFC 6189 §4.4.1.2: "the responder checks that the initiator's DH public value is not equal to 1 or p-1"; 0
        // and what is not below p are as bad.
        if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(p.subtract(BigInteger.ONE)) >= 0) {
            throw new BadPublicValueException("The public value of " + group() + " is not between 1 and p-1");
        }
        return fullWidth(compute("DH", "DH", new DHPublicKeySpec(y, p, G)));
    }

    /** RFC 6189 §4.4.1.4: "fixed to the width of the DH prime; leading zeros MUST NOT be truncated". */
    private SecretBytes fullWidth(byte[] result) {
        int width = group().publicValueBytes();
        if (result.length == width) {
            return SecretBytes.owning(result);
        }
        byte[] padded = new byte[width];
        System.arraycopy(result, 0, padded, width - result.length, result.length);
        Arrays.fill(result, (byte) 0);
        return SecretBytes.owning(padded);
    }
}
