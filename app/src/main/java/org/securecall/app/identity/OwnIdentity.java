// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.securecall.media.api.SasSigner;
import org.securecall.media.secret.SecretBytes;

/**
 * A key pair of Ed25519: the user's, or that of one device of the user. Whoever made it closes it; a {@link SasSigner} goes on
 * afterwards, as it has a key of its own. Any thread may use it until it is closed.
 */
public final class OwnIdentity implements AutoCloseable {

    private static final int VERSION = 1;

    /** RFC 8410 §7: PrivateKeyInfo with an octet string of 32 octets. */
    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final int PKCS8_BYTES = 48;

    /** Of {@link #encode}: a version, the public key, and the private key in PKCS#8. */
    public static final int ENCODED_BYTES = 1 + IdentityKey.BYTES + PKCS8_BYTES;

    private final IdentityKey key;
    private final SecretBytes pkcs8;

    private OwnIdentity(IdentityKey key, SecretBytes pkcs8) {
        this.key = key;
        this.pkcs8 = pkcs8;
    }

    public static OwnIdentity create(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            return new OwnIdentity(
                    IdentityKey.of(pair.getPublic()),
                    SecretBytes.owning(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param encoded stays the caller's to close
     * @throws IdentityException when it is something else, or the two keys do not belong together
     */
    public static OwnIdentity decode(SecretBytes encoded) throws IdentityException {
        byte[] octets = encoded.reveal();
        int privateAt = 1 + IdentityKey.BYTES;
        if (octets.length != ENCODED_BYTES
                || octets[0] != VERSION
                || Arrays.mismatch(octets, privateAt, privateAt + PKCS8.length, PKCS8, 0, PKCS8.length) >= 0) {
            throw new IdentityException("The stored identity cannot be read");
        }
        OwnIdentity identity = new OwnIdentity(
                IdentityKey.of(Arrays.copyOfRange(octets, 1, privateAt)),
                SecretBytes.owning(Arrays.copyOfRange(octets, privateAt, octets.length)));
        byte[] probe = new byte[IdentityKey.BYTES];
        if (!identity.key.verifiesBare(probe, identity.signBare(probe))) {
            identity.close();
            throw new IdentityException("The stored identity is damaged: its two keys do not belong together");
        }
        return identity;
    }

    /**
     * For an encrypted record.
     *
     * @return the caller's to close
     */
    public SecretBytes encode() {
        byte[] octets = new byte[ENCODED_BYTES];
        octets[0] = VERSION;
        System.arraycopy(key.bytes(), 0, octets, 1, IdentityKey.BYTES);
        System.arraycopy(pkcs8.reveal(), 0, octets, 1 + IdentityKey.BYTES, PKCS8_BYTES);
        return SecretBytes.owning(octets);
    }

    public IdentityKey key() {
        return key;
    }

    /** @return {@link IdentityKey#SIGNATURE_BYTES} octets, the same each time for the same message */
    public byte[] sign(SignedFor purpose, byte[] message) {
        return signBare(purpose.over(message));
    }

    byte[] signBare(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8.reveal());
        return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
    }

    /** Signed by its own key; always the same for the same key, so that it need not be stored. */
    public X509Certificate certificate() {
        return SelfSignedCertificate.of(this, Optional.empty());
    }

    /** For {@link org.securecall.media.api.ZrtpOptions#withSigner}. */
    public SasSigner sasSigner() {
        return sasSigner(Optional.empty());
    }

    /**
     * Likewise, with what says whose device this is.
     *
     * @throws IllegalArgumentException when that is about another device
     */
    public SasSigner sasSigner(Optional<DeviceCertificate> device) {
        if (device.filter(certificate -> !certificate.device().equals(key)).isPresent()) {
            throw new IllegalArgumentException("The certificate is of another device");
        }
        try {
            return SasSigner.of(privateKey(), SelfSignedCertificate.of(this, device));
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    @Override
    public void close() {
        pkcs8.close();
    }

    private static IllegalStateException lacking(GeneralSecurityException e) {
        return new IllegalStateException("This Java runtime lacks Ed25519", e);
    }

    @Override
    public String toString() {
        return "OwnIdentity[" + key + "]";
    }
}
