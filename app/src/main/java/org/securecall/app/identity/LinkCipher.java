// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.secret.SecretBytes;

/**
 * Encrypts one message to the X25519 key of a {@link LinkRequest}.
 *
 * <pre>
 * R = SHA-256(request as it stands encoded)
 * shared = X25519(ephemeral, key of the request)                                    RFC 7748
 * key (32 octets) || nonce (12) = HKDF-SHA-256(salt = R, ikm = shared,              RFC 5869
 *                                     info = "securecall device link v1" || ephemeral public key, 44)
 * message = version 1 (1 octet) || ephemeral public key (32) || AES-256-GCM(key, nonce, aad = R, text)
 * </pre>
 */
final class LinkCipher {

    static final int PUBLIC_BYTES = 32;

    /** Version, public key, and the tag of Galois/counter mode. */
    static final int OVERHEAD = 1 + PUBLIC_BYTES + 16;

    private static final int VERSION = 1;
    private static final byte[] INFO = "securecall device link v1".getBytes(StandardCharsets.US_ASCII);

    /** RFC 8410: AlgorithmIdentifier, and a bit string of 32 octets. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b656e032100");

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private LinkCipher() {}

    static KeyPair keyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
            generator.initialize(NamedParameterSpec.X25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    static byte[] publicBytes(PublicKey key) {
        byte[] spki = key.getEncoded();
        return Arrays.copyOfRange(spki, SPKI.length, spki.length);
    }

    /** @throws IdentityException when the request's key agrees on nothing */
    static byte[] seal(LinkRequest request, byte[] text, SecureRandom random) throws IdentityException {
        KeyPair ephemeral = keyPair(random);
        byte[] ephemeralPublic = publicBytes(ephemeral.getPublic());
        try (SecretBytes keys = keys(request, ephemeral.getPrivate(), request.agreementBytes(), ephemeralPublic)) {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys, request).doFinal(text);
            byte[] message = new byte[1 + PUBLIC_BYTES + sealed.length];
            message[0] = VERSION;
            System.arraycopy(ephemeralPublic, 0, message, 1, PUBLIC_BYTES);
            System.arraycopy(sealed, 0, message, 1 + PUBLIC_BYTES, sealed.length);
            return message;
        } catch (GeneralSecurityException e) {
            throw new IdentityException("The code of the new device cannot be answered", e);
        }
    }

    /**
     * @param pkcs8 the private key that belongs to the request
     * @throws IdentityException when the message is not for this request, or was changed
     */
    static byte[] open(LinkRequest request, SecretBytes pkcs8, byte[] message) throws IdentityException {
        if (message.length < OVERHEAD || message[0] != VERSION) {
            throw new IdentityException("The answer is incomplete, or from another version of the program");
        }
        byte[] ephemeralPublic = Arrays.copyOfRange(message, 1, 1 + PUBLIC_BYTES);
        try {
            PrivateKey own = KeyFactory.getInstance("X25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8.reveal()));
            try (SecretBytes keys = keys(request, own, ephemeralPublic, ephemeralPublic)) {
                return cipher(Cipher.DECRYPT_MODE, keys, request)
                        .doFinal(message, 1 + PUBLIC_BYTES, message.length - 1 - PUBLIC_BYTES);
            }
        } catch (GeneralSecurityException e) {
            throw new IdentityException("The answer is for another device, or was changed", e);
        }
    }

    private static SecretBytes keys(LinkRequest request, PrivateKey own, byte[] peer, byte[] ephemeralPublic)
            throws GeneralSecurityException {
        byte[] spki = Arrays.copyOf(SPKI, SPKI.length + PUBLIC_BYTES);
        System.arraycopy(peer, 0, spki, SPKI.length, PUBLIC_BYTES);
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own);
        agreement.doPhase(KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(spki)), true);
        byte[] info = Arrays.copyOf(INFO, INFO.length + PUBLIC_BYTES);
        System.arraycopy(ephemeralPublic, 0, info, INFO.length, PUBLIC_BYTES);
        try (SecretBytes shared = SecretBytes.owning(agreement.generateSecret())) {
            HKDFParameterSpec derivation = HKDFParameterSpec.ofExtract()
                    .addIKM(shared.reveal())
                    .addSalt(hash(request))
                    .thenExpand(info, KEY_BYTES + NONCE_BYTES);
            return SecretBytes.owning(KDF.getInstance("HKDF-SHA256").deriveData(derivation));
        }
    }

    private static Cipher cipher(int mode, SecretBytes keys, LinkRequest request) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(keys.reveal(), 0, KEY_BYTES, "AES"),
                new GCMParameterSpec(TAG_BITS, keys.reveal(), KEY_BYTES, NONCE_BYTES));
        cipher.updateAAD(hash(request));
        return cipher;
    }

    private static byte[] hash(LinkRequest request) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(request.encode());
    }

    private static IllegalStateException lacking(GeneralSecurityException e) {
        return new IllegalStateException("This Java runtime lacks X25519", e);
    }
}
