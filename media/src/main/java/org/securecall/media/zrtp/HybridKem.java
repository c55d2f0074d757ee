// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;
import java.util.Arrays;
import org.securecall.media.secret.SecretBytes;

/**
 * A curve and ML-KEM together: whoever wants the secret has to break both. Public keys and ciphertexts are those of the
 * parts, the curve's first. The ones with ML-KEM-512 and ML-KEM-1024 are bzrtp's; the one with ML-KEM-768 is described in
 * {@code docs/zrtp-x25519-mlkem768.md}. All of them have sizes that are multiples of four, so no padding is needed.
 */
enum HybridKem implements KeyScheme<KemKeyPair> {
    X25519_ML_KEM_512(EcdhKem.X25519, MlKem.ML_KEM_512),
    X25519_ML_KEM_768(EcdhKem.X25519, MlKem.ML_KEM_768),
    X448_ML_KEM_1024(EcdhKem.X448, MlKem.ML_KEM_1024);

    /** Octets of the nonce that stands in DHPart2 where a public value would. */
    static final int NONCE = 16;

    private final EcdhKem classic;
    private final MlKem postQuantum;

    HybridKem(EcdhKem classic, MlKem postQuantum) {
        this.classic = classic;
        this.postQuantum = postQuantum;
    }

    EcdhKem classic() {
        return classic;
    }

    MlKem postQuantum() {
        return postQuantum;
    }

    @Override
    public Class<KemKeyPair> keyType() {
        return KemKeyPair.class;
    }

    @Override
    public KemKeyPair generate(SecureRandom random) {
        return new KemKeyPair(this, classic.group().generate(random), postQuantum.generate(random));
    }

    @Override
    public int committedBytes() {
        return classic.group().publicValueBytes() + postQuantum.keyBytes();
    }

    @Override
    public int pvrBytes() {
        return classic.group().publicValueBytes() + postQuantum.ciphertextBytes();
    }

    @Override
    public int pviBytes() {
        return NONCE;
    }

    /** @throws BadPublicValueException when either part of the public key is none that an honest peer sends */
    Encapsulated encapsulate(Octets publicKey, HashAlgorithm hash, SecureRandom random) throws BadPublicValueException {
        if (publicKey.length() != committedBytes()) {
            throw new BadPublicValueException("A public key of " + this + " has " + committedBytes() + " octets");
        }
        int split = classic.group().publicValueBytes();
        Octets classicKey = publicKey.first(split);
        try (KeyShare own = classic.group().generate(random);
                SecretBytes dh = own.agree(classicKey);
                SecretBytes classicSecret = classic.derive(hash, dh, own.publicValue(), classicKey);
                Encapsulated quantum = postQuantum.encapsulate(publicKey.slice(split, publicKey.length()), random)) {
            Octets ciphertext = own.publicValue().append(quantum.ciphertext());
            return new Encapsulated(ciphertext, combine(hash, classicSecret, quantum.secret(), ciphertext));
        }
    }

    /**
     * One secret from two, good as long as one of them is: T = MAC("", ss1); T = MAC(T, ss2); MAC(T, ciphertexts). bzrtp
     * names its source: Bindel et al., "Hybrid Key Encapsulation Mechanisms and Authenticated Key Exchange", §3.3.
     *
     * @return as long as the hash; the caller's to wipe
     */
    static SecretBytes combine(HashAlgorithm hash, SecretBytes classic, SecretBytes postQuantum, Octets ciphertext) {
        // To HMAC, an empty key and one of zeros are the same (RFC 2104 §2).
        byte[] first = hash.mac(new byte[hash.bytes()], classic.reveal());
        byte[] second = hash.mac(first, postQuantum.reveal());
        try {
            return SecretBytes.owning(hash.mac(second, ciphertext.toArray()));
        } finally {
            Arrays.fill(first, (byte) 0);
            Arrays.fill(second, (byte) 0);
        }
    }
}
