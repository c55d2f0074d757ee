// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** The authentication tag of SRTP (RFC 6189 §5.1.4). */
public enum AuthTag implements ZrtpAlgorithm {
    HS32("HS32", 32),
    HS80("HS80", 80);

    private final String wire;
    private final int bits;

    AuthTag(String wire, int bits) {
        this.wire = wire;
        this.bits = bits;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** Length of the tag on SRTP packets, in bits. SRTCP always has 80 (RFC 3711 §5.2). */
    public int bits() {
        return bits;
    }
}
