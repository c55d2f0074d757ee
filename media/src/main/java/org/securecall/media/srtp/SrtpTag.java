// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/** How packets are authenticated. A short tag is for SRTP alone: SRTCP has the long one (RFC 3711 §5.2). */
public enum SrtpTag {
    HMAC_SHA1_80(80, 80),
    HMAC_SHA1_32(32, 80),
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

    int bytes(KeyDerivation.Use use) {
        return switch (use) {
            case SRTP -> bits / 8;
            case SRTCP -> rtcpBits / 8;
        };
    }
}
