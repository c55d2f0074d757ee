// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * ZRTP's key derivation function with the context of one exchange (RFC 6189 §4.5.1): KDF(KI, Label, Context, L) = HMAC(KI,
 * 00000001 || Label || 00 || Context || L), cut to L bits.
 */
final class KeyDerivation {

    private final HashAlgorithm hash;
    private final byte[] context;

    /** @param totalHash over the messages of this exchange (§4.4.1.4, §4.4.3.2) */
    KeyDerivation(HashAlgorithm hash, Zid initiator, Zid responder, Octets totalHash) {
        this(hash, concat(initiator.bytes(), responder.bytes(), totalHash.toArray()));
    }

    /** For what belongs to the whole session and to no stream (§4.7.2.1, §7.3.1): the context is ZIDi || ZIDr. */
    static KeyDerivation ofSession(HashAlgorithm hash, Zid initiator, Zid responder) {
        return new KeyDerivation(hash, concat(initiator.bytes(), responder.bytes()));
    }

    KeyDerivation(HashAlgorithm hash, byte[] context) {
        this.hash = hash;
        this.context = context.clone();
    }

    /**
     * @param bits a multiple of 8, at most the length of the hash
     * @return the caller's to wipe
     */
    SecretBytes derive(SecretBytes key, String label, int bits) {
        if (bits % 8 != 0 || bits > 8 * hash.bytes()) {
            throw new IllegalArgumentException(bits + " bits cannot be derived with " + hash);
        }
        byte[] full = hash.mac(
                key.reveal(),
                BigEndian.int32(1),
                label.getBytes(StandardCharsets.US_ASCII),
                new byte[1],
                context,
                BigEndian.int32(bits));
        SecretBytes cut = SecretBytes.owning(Arrays.copyOf(full, bits / 8));
        Arrays.fill(full, (byte) 0);
        return cut;
    }

    /** As long as the hash, which is what the RFC calls the negotiated hash length. */
    SecretBytes derive(SecretBytes key, String label) {
        return derive(key, label, 8 * hash.bytes());
    }

    /**
     * s0 of Diffie-Hellman mode (§4.4.1.4): hash(counter || DHResult || "ZRTP-HMAC-KDF" || ZIDi || ZIDr || total_hash ||
     * len(s1) || s1 || len(s2) || s2 || len(s3) || s3). A secret that the two sides do not share is null, and its length is 0.
     *
     * @param dhResult at full width; stays the caller's, as do the three secrets
     * @param s1 the retained secret that both sides have
     * @param s2 the auxiliary secret that both sides have
     * @param s3 the secret that both sides have from enrolment with a trusted device in the middle (§7.3.1)
     */
    SecretBytes s0(SecretBytes dhResult, @Nullable SecretBytes s1, @Nullable SecretBytes s2, @Nullable SecretBytes s3) {
        return SecretBytes.owning(hash.hashBytes(
                BigEndian.int32(1),
                dhResult.reveal(),
                "ZRTP-HMAC-KDF".getBytes(StandardCharsets.US_ASCII),
                context,
                length(s1),
                value(s1),
                length(s2),
                value(s2),
                length(s3),
                value(s3)));
    }

    /** Before each secret that is hashed goes its length in octets, 32 bits (§4.4.1.4, §4.4.2.2). */
    static byte[] length(@Nullable SecretBytes secret) {
        return BigEndian.int32(secret == null ? 0 : secret.length());
    }

    static byte[] value(@Nullable SecretBytes secret) {
        return secret == null ? new byte[0] : secret.reveal();
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
