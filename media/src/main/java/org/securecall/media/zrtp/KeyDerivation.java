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
     * len(s1) || s1 || len(s2) || s2 || len(s3) || s3). s2 and s3, the auxiliary and the PBX secret, are null here.
     *
     * @param dhResult at full width; stays the caller's
     * @param s1 the retained secret that both sides have, if there is one; stays the caller's
     */
    SecretBytes s0(SecretBytes dhResult, @Nullable SecretBytes s1) {
        byte[] none = BigEndian.int32(0);
        byte[] length1 = s1 == null ? none : BigEndian.int32(s1.length());
        byte[] value1 = s1 == null ? new byte[0] : s1.reveal();
        return SecretBytes.owning(hash.hashBytes(
                BigEndian.int32(1),
                dhResult.reveal(),
                "ZRTP-HMAC-KDF".getBytes(StandardCharsets.US_ASCII),
                context,
                length1,
                value1,
                none,
                none));
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
