// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.securecall.media.secret.SecretBytes;

/**
 * A key encapsulation mechanism made of a curve, after DHKEM of RFC 9180 §4.1 but with labels of its own and with the
 * negotiated hash, as bzrtp has it: the ciphertext is the responder's public value, and the secret is derived from the
 * result with HKDF.
 */
enum EcdhKem {
    X25519(KeyGroup.CURVE25519, 0x20),
    X448(KeyGroup.CURVE448, 0x21);

    private static final byte[] EXTRACT_LABEL = ascii("ZRTPKEM");
    private static final byte[] EXTRACT_END = ascii("eae_prk");
    private static final byte[] EXPAND_LABEL = ascii("ZRTP-v1.1KEM");
    private static final byte[] EXPAND_END = ascii("shared_secret");

    private final KeyGroup group;
    private final int id;

    /** @param id of the mechanism in HPKE's registry (RFC 9180 §7.1) */
    EcdhKem(KeyGroup group, int id) {
        this.group = group;
        this.id = id;
    }

    KeyGroup group() {
        return group;
    }

    /**
     * The secret, as long as a public value.
     *
     * @param dh what both sides computed; stays the caller's
     * @param ciphertext the responder's public value
     * @param publicKey the initiator's
     * @return the caller's to wipe
     */
    SecretBytes derive(HashAlgorithm hash, SecretBytes dh, Octets ciphertext, Octets publicKey) {
        byte[] suite = {0, (byte) id};
        int length = group.publicValueBytes();
        // HKDF-Extract (RFC 5869 §2.2) without a salt, which stands for as many zeros as the hash is long.
        byte[] prk = hash.mac(new byte[hash.bytes()], EXTRACT_LABEL, suite, EXTRACT_END, dh.reveal());
        byte[] secret = new byte[length];
        byte[] block = new byte[0];
        try {
            // HKDF-Expand (RFC 5869 §2.3): X448 with a hash of 256 bits takes two blocks.
            for (int at = 0, counter = 1; at < length; counter++) {
                byte[] next = hash.mac(
                        prk,
                        block,
                        new byte[] {(byte) (length >> 8), (byte) length},
                        EXPAND_LABEL,
                        suite,
                        EXPAND_END,
                        ciphertext.toArray(),
                        publicKey.toArray(),
                        new byte[] {(byte) counter});
                Arrays.fill(block, (byte) 0);
                block = next;
                int part = Math.min(block.length, length - at);
                System.arraycopy(block, 0, secret, at, part);
                at += part;
            }
            return SecretBytes.owning(secret);
        } finally {
            Arrays.fill(prk, (byte) 0);
            Arrays.fill(block, (byte) 0);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
