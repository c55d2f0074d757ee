// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * One RTP payload format as SDP names it (RFC 8866 §6.6).
 *
 * @param payloadType 0 to 127
 * @param encoding such as {@code opus}, {@code PCMU}, {@code PCMA}, {@code telephone-event}; compared without case
 * @param clockRate RTP timestamp units per second
 * @param channels as in rtpmap: Opus always says 2 (RFC 7587)
 * @param parameters the fmtp line's text, possibly empty
 */
public record PayloadFormat(int payloadType, String encoding, int clockRate, int channels, String parameters) {

    public PayloadFormat {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("Payload type " + payloadType + " is not within 0 to 127");
        }
    }

    public boolean is(String otherEncoding) {
        return encoding.equalsIgnoreCase(otherEncoding);
    }
}
