// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Arrays;

/**
 * The hash, and the MAC built on it (RFC 6189 §5.1.2). S512 is bzrtp's; SKN2 and SKN3, Skein with 256 and 384 bits, are GNU
 * ZRTP's.
 */
public enum HashAlgorithm implements ZrtpAlgorithm {
    S256("S256", 32, new HashFunction.Sha2("SHA-256", "HmacSHA256")),
    S384("S384", 48, new HashFunction.Sha2("SHA-384", "HmacSHA384")),
    S512("S512", 64, new HashFunction.Sha2("SHA-512", "HmacSHA512")),
    SKN2("SKN2", 32, new HashFunction.Skein512(256)),
    SKN3("SKN3", 48, new HashFunction.Skein512(384));

    /** What is hashed before anything is negotiated: hash chain, Hello hash, message MACs (RFC 6189 §5.1.2.2). */
    static final HashAlgorithm IMPLICIT = S256;

    private final String wire;
    private final int bytes;
    private final HashFunction function;

    HashAlgorithm(String wire, int bytes, HashFunction function) {
        this.wire = wire;
        this.bytes = bytes;
        this.function = function;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** Length of the output in octets. */
    int bytes() {
        return bytes;
    }

    Octets hash(Octets... parts) {
        return Octets.owning(
                function.hash(Arrays.stream(parts).map(Octets::toArray).toArray(byte[][]::new)));
    }

    /** The caller wipes the result when it is a secret. */
    byte[] hashBytes(byte[]... parts) {
        return function.hash(parts);
    }

    /** The caller wipes the result when it is a secret. */
    byte[] mac(byte[] key, byte[]... parts) {
        return function.mac(key, parts);
    }

    /** The leftmost 64 bits of the MAC, as everything in ZRTP messages uses it. */
    Octets mac64(byte[] key, byte[] message) {
        return Octets.owning(Arrays.copyOf(mac(key, message), 8));
    }
}
