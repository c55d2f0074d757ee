// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/**
 * How many packets of one source a master key may protect. New keys are asked for in the last eighth.
 *
 * @param srtp 8 to 2^48
 * @param srtcp 8 to 2^31
 */
public record SrtpLifetime(long srtp, long srtcp) {

    /** What RFC 3711 §9.2 allows. */
    public static final SrtpLifetime FULL = new SrtpLifetime(1L << 48, 1L << 31);

    /** @throws IllegalArgumentException when a number is outside its range */
    public SrtpLifetime {
        if (srtp < Sources.LAST_PART || srtp > 1L << 48 || srtcp < Sources.LAST_PART || srtcp > 1L << 31) {
            throw new IllegalArgumentException("A key protects 8 to 2^48 packets of SRTP and 8 to 2^31 of SRTCP");
        }
    }
}
