// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.jspecify.annotations.Nullable;

/**
 * How the two sides come to a shared secret (RFC 6189 §5.1.5). X25519 has two names in the field, X255 and E255, for the
 * same octets: the u coordinate of RFC 7748, little-endian. X448 is bzrtp's; GNU ZRTP's E414 is another curve (Curve41417).
 */
public enum KeyAgreement implements ZrtpAlgorithm {
    DH2K("DH2k", KeyGroup.MODP2048, 1),
    X255("X255", KeyGroup.CURVE25519, 2),
    E255("E255", KeyGroup.CURVE25519, 2),
    EC25("EC25", KeyGroup.P256, 3),
    X448("X448", KeyGroup.CURVE448, 4),
    DH3K("DH3k", KeyGroup.MODP3072, 5),
    EC38("EC38", KeyGroup.P384, 6),
    /** "SHOULD NOT be used, due to disruptive computational delays": for peers that have nothing else of this strength. */
    EC52("EC52", KeyGroup.P521, 7),
    /** bzrtp's hybrid of X25519 and ML-KEM-512. */
    X1M1("X1M1", HybridKem.X25519_ML_KEM_512, 8),
    /** This program's own, of X25519 and ML-KEM-768: see {@code docs/zrtp-x25519-mlkem768.md}. */
    X1M2("X1M2", HybridKem.X25519_ML_KEM_768, 9),
    /** bzrtp's hybrid of X448 and ML-KEM-1024. */
    X3M3("X3M3", HybridKem.X448_ML_KEM_1024, 10),
    /** Keys for a further stream, from the session key of the first one (RFC 6189 §4.4.3). */
    MULT("Mult", null, 0),
    /**
     * Keys from the secret of earlier calls alone (RFC 6189 §4.4.2): sooner there, but whoever gets that secret later can read
     * what was recorded. Never offered unless it is listed by name.
     */
    PRESHARED("Prsh", null, 0);

    private final String wire;
    private final @Nullable KeyScheme<?> scheme;
    private final int rank;

    KeyAgreement(String wire, @Nullable KeyScheme<?> scheme, int rank) {
        this.wire = wire;
        this.scheme = scheme;
        this.rank = rank;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** Whether this is for Diffie-Hellman mode, of which the exchange with a KEM is a variant. */
    boolean isDiffieHellman() {
        return scheme != null;
    }

    /** Whether this withstands somebody who records the call now and has a quantum computer later. */
    public boolean isPostQuantum() {
        return scheme instanceof HybridKem;
    }

    /** @throws IllegalStateException for Multistream and Preshared, which have none */
    KeyScheme<?> scheme() {
        if (scheme == null) {
            throw new IllegalStateException(wire + " is no Diffie-Hellman key agreement");
        }
        return scheme;
    }

    /**
     * Of two, the one that RFC 6189 §4.1.2 has both sides choose. The RFC ranks DH-2048, ECDH-256, DH-3072, ECDH-384,
     * ECDH-521, fastest first. It does not know X25519 and X448: they stand where bzrtp has them, X25519 before ECDH-256 and
     * X448 before DH-3072, and the hybrids after all others, though they are faster than most: one is chosen when both sides
     * put one first. To choose otherwise is worse than slow: bzrtp does not always recover when the two sides begin with
     * different ones.
     */
    static KeyAgreement faster(KeyAgreement one, KeyAgreement other) {
        if (one.rank == other.rank) {
            return one.compareTo(other) <= 0 ? one : other;
        }
        return one.rank < other.rank ? one : other;
    }

    /**
     * Whether the hash goes with this: "If ECDH-384 (EC38) is chosen as the key agreement, the negotiated hash algorithm
     * MUST be either SHA-384 or the corresponding SHA-3 successor" (RFC 6189 §5.1.5). That successor has no implementation
     * in the field.
     */
    boolean allows(HashAlgorithm hash) {
        return this != EC38 || hash == HashAlgorithm.S384;
    }

    /**
     * Whether the cipher goes with this: "If EC38 is chosen as the key agreement, AES-256 (AES3) SHOULD be used but AES-192
     * MAY be used. If DH3k or EC25 is chosen, any AES key size MAY be used." Other ciphers stand "in place of the AES" with
     * the same key size (RFC 6189 §5.1.5, §5.1.3).
     */
    boolean allows(CipherAlgorithm cipher) {
        return this != EC38 || cipher.keyBits() >= 192;
    }

    /** Whether the hash is one that this SHOULD go with: at bzrtp a hybrid goes with SHA-512 or SHA-384, if it can. */
    boolean favours(HashAlgorithm hash) {
        return !isPostQuantum() || hash.bytes() >= 48;
    }

    /**
     * Whether the cipher is one that this SHOULD go with: 256 bits with EC38, 128 bits with DH2k (RFC 6189 §5.1.5), and 256
     * bits with the hybrids, as at bzrtp: a quantum computer halves what the bits of a key are worth.
     */
    boolean favours(CipherAlgorithm cipher) {
        return switch (this) {
            case EC38, X1M1, X1M2, X3M3 -> cipher.keyBits() == 256;
            case DH2K -> cipher.keyBits() == 128;
            case X255, E255, EC25, DH3K, X448, EC52, MULT, PRESHARED -> true;
        };
    }
}
