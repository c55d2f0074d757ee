// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * One moment of one stream.
 *
 * @param codec such as {@code opus} or {@code PCMU}; empty before voice flows
 * @param lost packets that the sequence numbers show missing (RFC 3550 §6.4.1)
 * @param concealed frames that were played without their packet
 * @param rejected packets that failed authentication, replay protection or parsing
 * @param jitterMs interarrival jitter, milliseconds (RFC 3550 §6.4.1)
 * @param rttMs round trip by RTCP, milliseconds; negative while unknown
 * @param playoutDelayMs from a packet's arrival to its playing, milliseconds
 */
public record MediaStats(
        String codec,
        long packetsSent,
        long packetsReceived,
        long lost,
        long concealed,
        long rejected,
        double jitterMs,
        double rttMs,
        double playoutDelayMs) {

    public static final MediaStats NONE = new MediaStats("", 0, 0, 0, 0, 0, 0, -1, 0);
}
