// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;
import org.securecall.media.secret.SecretBytes;

/** ML-KEM (FIPS 203) as the JDK has it, with encapsulation keys and ciphertexts as the bare octets that travel. */
enum MlKem {
    ML_KEM_512("ML-KEM-512", 1, 800, 768),
    ML_KEM_768("ML-KEM-768", 2, 1184, 1088),
    ML_KEM_1024("ML-KEM-1024", 3, 1568, 1568);

    /** Octets of the shared secret, of every size (FIPS 203, Table 3). */
    static final int SECRET = 32;

    /** Coefficients are integers modulo this (FIPS 203 §2.3). */
    private static final int Q = 3329;

    /** Octets of rho, the seed at the end of an encapsulation key (FIPS 203 §7.1). */
    private static final int RHO = 32;

    private final String algorithm;
    private final int keyBytes;
    private final int ciphertextBytes;

    /** The SubjectPublicKeyInfo around an encapsulation key (RFC 9935 §4): all that comes before it. */
    private final Octets spkiPrefix;

    MlKem(String algorithm, int lastArc, int keyBytes, int ciphertextBytes) {
        this.algorithm = algorithm;
        this.keyBytes = keyBytes;
        this.ciphertextBytes = ciphertextBytes;
        // SEQUENCE { SEQUENCE { OBJECT IDENTIFIER 2.16.840.1.101.3.4.4.x }, BIT STRING without unused bits }
        this.spkiPrefix = Octets.owning(HexFormat.of()
                .parseHex("3082%04x300b06096086480165030404%02x0382%04x00"
                        .formatted(keyBytes + 1 + 4 + 13, lastArc, keyBytes + 1)));
    }

    int keyBytes() {
        return keyBytes;
    }

    int ciphertextBytes() {
        return ciphertextBytes;
    }

    KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(new NamedParameterSpec(algorithm), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    /** The encapsulation key of a pair made here, in its {@link #keyBytes()} octets. */
    Octets encapsulationKey(KeyPair pair) {
        Octets encoded = Octets.owning(pair.getPublic().getEncoded());
        int from = spkiPrefix.length();
        if (encoded.length() != from + keyBytes || !encoded.first(from).equals(spkiPrefix)) {
            throw new IllegalStateException("This Java runtime encodes " + algorithm + " otherwise");
        }
        return encoded.slice(from, encoded.length());
    }

    /** @throws BadPublicValueException when the key fails one of the two checks that FIPS 203 §7.2 demands */
    Encapsulated encapsulate(Octets encapsulationKey, SecureRandom random) throws BadPublicValueException {
        check(encapsulationKey);
        byte[] encoded = spkiPrefix.append(encapsulationKey).toArray();
        try {
            PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            KEM.Encapsulated made =
                    KEM.getInstance(algorithm).newEncapsulator(key, random).encapsulate();
            return new Encapsulated(
                    Octets.owning(made.encapsulation()),
                    SecretBytes.owning(made.key().getEncoded()));
        } catch (InvalidKeyException e) {
            throw refused("The key was refused", e);
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    /**
     * FIPS 203 §7.2: the type check, by length, and the modulus check, by which every coefficient is below q. The JDK makes
     * them too; this does not depend on that.
     */
    private void check(Octets key) throws BadPublicValueException {
        if (key.length() != keyBytes) {
            throw new BadPublicValueException("A key of " + algorithm + " has " + keyBytes + " octets");
        }
        byte[] bytes = key.toArray();
        // ByteEncode12 (Algorithm 5) puts two coefficients into three octets, the low bits first.
        for (int i = 0; i < keyBytes - RHO; i += 3) {
            int pair = (bytes[i] & 0xff) | (bytes[i + 1] & 0xff) << 8 | (bytes[i + 2] & 0xff) << 16;
            if ((pair & 0xfff) >= Q || pair >>> 12 >= Q) {
                throw new BadPublicValueException("A key of " + algorithm + " has a coefficient that is not reduced");
            }
        }
    }

    /**
     * The secret in a ciphertext. A ciphertext of the right length that was not made for this key gives another secret, and
     * no error (FIPS 203 §6.3).
     *
     * @throws BadPublicValueException when the ciphertext fails the type check of FIPS 203 §7.3
     */
    SecretBytes decapsulate(PrivateKey key, Octets ciphertext) throws BadPublicValueException {
        if (ciphertext.length() != ciphertextBytes) {
            throw new BadPublicValueException("A ciphertext of " + algorithm + " has " + ciphertextBytes + " octets");
        }
        try {
            return SecretBytes.owning(KEM.getInstance(algorithm)
                    .newDecapsulator(key)
                    .decapsulate(ciphertext.toArray())
                    .getEncoded());
        } catch (DecapsulateException e) {
            throw refused("The ciphertext was refused", e);
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    private static BadPublicValueException refused(String why, GeneralSecurityException cause) {
        BadPublicValueException refused = new BadPublicValueException(why);
        refused.initCause(cause);
        return refused;
    }

    private IllegalStateException lacking(GeneralSecurityException cause) {
        return new IllegalStateException("This Java runtime lacks " + algorithm, cause);
    }
}
