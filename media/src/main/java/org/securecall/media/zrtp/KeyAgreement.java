// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.jspecify.annotations.Nullable;

/**
 * How the two sides come to a shared secret (RFC 6189 §5.1.5). X25519 has two names in the field, X255 and E255, for the
 * same octets: the u coordinate of RFC 7748, little-endian.
 */
public enum KeyAgreement implements ZrtpAlgorithm {
    X255("X255", KeyGroup.CURVE25519, 1),
    E255("E255", KeyGroup.CURVE25519, 1),
    EC25("EC25", KeyGroup.P256, 2),
    DH3K("DH3k", KeyGroup.MODP3072, 3),
    /** Keys for a further stream, from the session key of the first one (RFC 6189 §4.4.3). */
    MULT("Mult", null, 0);

    private final String wire;
    private final @Nullable KeyGroup group;
    private final int rank;

    KeyAgreement(String wire, @Nullable KeyGroup group, int rank) {
        this.wire = wire;
        this.group = group;
        this.rank = rank;
    }

    @Override
    public String wire() {
        return wire;
    }

    boolean isDiffieHellman() {
        return group != null;
    }

    /** @throws IllegalStateException for Multistream, which has no group */
    KeyGroup group() {
        if (group == null) {
            throw new IllegalStateException(wire + " is no Diffie-Hellman key agreement");
        }
        return group;
    }

    /**
     * Of two, the one that RFC 6189 §4.1.2 has both sides choose. The RFC ranks DH-2048, ECDH-256, DH-3072, ECDH-384,
     * ECDH-521, fastest first; X25519 comes before ECDH-256, as it does at bzrtp.
     */
    static KeyAgreement faster(KeyAgreement one, KeyAgreement other) {
        if (one.rank == other.rank) {
            return one.compareTo(other) <= 0 ? one : other;
        }
        return one.rank < other.rank ? one : other;
    }
}
