// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/** How packets are authenticated. A short tag is for SRTP alone: SRTCP has the long one (RFC 3711 §5.2). */
public enum SrtpTag {
    HMAC_SHA1_80(80, 80),
    HMAC_SHA1_32(32, 80),
    /** Skein-512-MAC made for an output of 64 bits: what ZRTP calls SK64 (RFC 6189 §5.1.4). */
    SKEIN_64(64, 64),
    /** Likewise of 32 bits: SK32. */
    SKEIN_32(32, 64),
    /** That of Galois/counter mode, always whole (RFC 7714 §13.2). */
    GCM_128(128, 128);

    private final int bits;
    private final int rtcpBits;

    SrtpTag(int bits, int rtcpBits) {
        this.bits = bits;
        this.rtcpBits = rtcpBits;
    }

    int bits() {
        return bits;
    }

    /** Of the session key that makes tags; 0 where the cipher's makes them. */
    int keyBytes() {
        return switch (this) {
            case HMAC_SHA1_80, HMAC_SHA1_32 -> HmacSha1.KEY_BYTES;
            case SKEIN_64, SKEIN_32 -> Skein512.KEY_BYTES;
            case GCM_128 -> 0;
        };
    }

    int bytes(KeyDerivation.Use use) {
        return switch (use) {
            case SRTP -> bits / 8;
            case SRTCP -> rtcpBits / 8;
        };
    }
}
