// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Arrays;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/**
 * What the session keys of SRTP or of SRTCP in one direction do to a packet, in place. It knows nothing of order: that each
 * index is used once, and that a packet is fresh, is for {@link SrtpSender} and {@link SrtpReceiver} to see to.
 */
@CheckReturnValue
sealed interface SrtpTransform extends AutoCloseable permits CounterModeTransform, GcmTransform {

    /** The E flag of RFC 3711 §3.4 in an SRTCP trailer: this packet is encrypted. */
    int ENCRYPTED = 0x8000_0000;

    /** Bytes of the trailer with the E flag and the index of an SRTCP packet. */
    int TRAILER_BYTES = 4;

    /**
     * Derives the session keys.
     *
     * @param masterKey {@link SrtpProfile#keyBytes()} long; stays the caller's to wipe
     * @param masterSalt {@link SrtpProfile#saltBytes()} long; likewise
     * @throws IllegalArgumentException when a length is another
     */
    static SrtpTransform of(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt, KeyDerivation.Use use) {
        if (masterKey.length() != profile.keyBytes() || masterSalt.length() != profile.saltBytes()) {
            throw new IllegalArgumentException(profile + " has a key of " + profile.keyBytes() + " and a salt of "
                    + profile.saltBytes() + " bytes");
        }
        try (KeyDerivation derivation = new KeyDerivation(profile.cipher(), masterKey, masterSalt)) {
            byte[] key = derivation.derive(use.encryption(), profile.keyBytes());
            byte[] salt = derivation.derive(use.salt(), profile.saltBytes());
            try {
                return switch (profile.cipher()) {
                    case AEAD_AES_GCM -> new GcmTransform(key, salt);
                    case AES_CM, TWOFISH_CM ->
                        new CounterModeTransform(
                                new CounterMode(profile.cipher().blocks(key)),
                                salt,
                                mac(profile.tag(), derivation, use),
                                profile.tag().bytes(use));
                };
            } finally {
                Arrays.fill(key, (byte) 0);
                Arrays.fill(salt, (byte) 0);
            }
        }
    }

    private static PacketMac mac(SrtpTag tag, KeyDerivation derivation, KeyDerivation.Use use) {
        byte[] key = derivation.derive(use.authentication(), tag.keyBytes());
        try {
            return switch (tag) {
                case HMAC_SHA1_80, HMAC_SHA1_32 -> new HmacSha1(key);
                case SKEIN_64, SKEIN_32 -> new Skein512(key, tag.bytes(use));
                case GCM_128 -> throw new IllegalArgumentException(tag + " has no key of its own");
            };
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    int tagBytes();

    /**
     * Encrypts all after the header and appends the tag, for which there must be room.
     *
     * @param header bytes at the packet's beginning that stay readable
     * @param index 48 bits: roll-over counter and sequence number
     */
    void protect(PacketBuffer packet, int header, int ssrc, long index);

    /**
     * Undoes {@link #protect}, if the tag is right, and takes the same time for every wrong one. The packet has at least
     * header and tag.
     *
     * @return whether it is; if not, the packet is as it was
     */
    boolean unprotect(PacketBuffer packet, int header, int ssrc, long index);

    /** Like {@link #protect}, for a packet that {@link Cryptex#mark} has marked. */
    void protectHidden(PacketBuffer packet, int ssrc, long index);

    /** Undoes {@link #protectHidden}, as {@link #unprotect} does. */
    boolean unprotectHidden(PacketBuffer packet, int ssrc, long index);

    /**
     * Encrypts an RTCP packet after the sender's SSRC if the trailer's E flag says so, and appends trailer and tag, for
     * which there must be room.
     *
     * @param trailer E flag and index
     */
    void protectRtcp(PacketBuffer packet, int ssrc, int trailer);

    /**
     * Undoes {@link #protectRtcp}, as {@link #unprotect} does. The packet has at least header, trailer and tag.
     *
     * @param trailer as {@link #trailer} found it in this packet
     */
    boolean unprotectRtcp(PacketBuffer packet, int ssrc, int trailer);

    /** E flag and index of an SRTCP packet that has at least trailer and tag. Not yet authentic. */
    int trailer(PacketBuffer packet);

    /** Wipes what can be wiped; the runtime's own copies of the keys go when they are collected. */
    @Override
    void close();
}
