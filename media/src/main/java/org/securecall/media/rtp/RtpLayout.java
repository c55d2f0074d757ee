// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

/** Where the parts of an RTP packet lie (RFC 3550 §5.1). */
public final class RtpLayout {

    /** Bytes of the header without contributing sources and extension. */
    public static final int FIXED_HEADER = 12;

    /** Bytes of an RTCP header up to and with the sender's SSRC (RFC 3550 §6.4.1). */
    public static final int RTCP_HEADER = 8;

    public static final int SEQUENCE_AT = 2;
    public static final int SSRC_AT = 8;
    public static final int RTCP_SSRC_AT = 4;

    /** What {@link #headerLength} answers for a packet that is no RTP. */
    public static final int MALFORMED = -1;

    private static final int VERSION_2 = 2;

    private RtpLayout() {}

    /**
     * Bytes before the payload: fixed header, contributing sources and header extension.
     *
     * @return {@link #MALFORMED} when the version is not 2 or the packet ends within its header
     */
    public static int headerLength(PacketBuffer packet) {
        if (packet.length() < FIXED_HEADER || version(packet) != VERSION_2) {
            return MALFORMED;
        }
        int first = packet.bytes()[0];
        int header = FIXED_HEADER + 4 * (first & 0x0f);
        if ((first & 0x10) != 0) {
            if (packet.length() < header + 4) {
                return MALFORMED;
            }
            header += 4 + 4 * packet.uint16(header + 2);
        }
        return packet.length() < header ? MALFORMED : header;
    }

    /** Whether it is long enough and of the version to be an RTCP packet. */
    public static boolean isRtcp(PacketBuffer packet) {
        return packet.length() >= RTCP_HEADER && version(packet) == VERSION_2;
    }

    private static int version(PacketBuffer packet) {
        return (packet.bytes()[0] & 0xff) >>> 6;
    }
}
