// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

/** Where the parts of an RTP packet lie (RFC 3550 §5.1). */
public final class RtpLayout {

    /** Bytes of the header without contributing sources and extension. */
    public static final int FIXED_HEADER = 12;

    /** Bytes of an RTCP header up to and with the sender's SSRC (RFC 3550 §6.4.1). */
    public static final int RTCP_HEADER = 8;

    public static final int SEQUENCE_AT = 2;
    public static final int TIMESTAMP_AT = 4;
    public static final int SSRC_AT = 8;
    public static final int RTCP_SSRC_AT = 4;

    /** What {@link #headerLength} answers for a packet that is no RTP. */
    public static final int MALFORMED = -1;

    private static final int VERSION_2 = 2;
    private static final int PADDING = 0x20;
    private static final int MARKER = 0x80;

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

    /**
     * Where the payload of a packet ends: at its end, or before its padding.
     *
     * @param header what {@link #headerLength} answered
     * @return {@link #MALFORMED} when the padding says that it is longer than all there is, or empty
     */
    public static int payloadEnd(PacketBuffer packet, int header) {
        if ((packet.bytes()[0] & PADDING) == 0) {
            return packet.length();
        }
        int padding = packet.length() > header ? packet.bytes()[packet.length() - 1] & 0xff : 0;
        int end = packet.length() - padding;
        return padding == 0 || end < header ? MALFORMED : end;
    }

    public static boolean marker(PacketBuffer packet) {
        return (packet.bytes()[1] & MARKER) != 0;
    }

    /** 0 to 127. */
    public static int payloadType(PacketBuffer packet) {
        return packet.bytes()[1] & 0x7f;
    }

    /** 0 to 65535. */
    public static int sequence(PacketBuffer packet) {
        return packet.uint16(SEQUENCE_AT);
    }

    /** 32 bits of the payload format's clock. */
    public static int timestamp(PacketBuffer packet) {
        return packet.int32(TIMESTAMP_AT);
    }

    public static int ssrc(PacketBuffer packet) {
        return packet.int32(SSRC_AT);
    }

    /** Begins a packet: a fixed header without padding, extension and contributing sources. The payload goes after it. */
    public static void write(
            PacketBuffer packet, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        byte[] bytes = packet.bytes();
        bytes[0] = (byte) (VERSION_2 << 6);
        bytes[1] = (byte) ((marker ? MARKER : 0) | payloadType);
        bytes[SEQUENCE_AT] = (byte) (sequence >>> 8);
        bytes[SEQUENCE_AT + 1] = (byte) sequence;
        packet.int32(TIMESTAMP_AT, timestamp);
        packet.int32(SSRC_AT, ssrc);
        packet.length(FIXED_HEADER);
    }

    /** Whether it is long enough and of the version to be an RTCP packet. */
    public static boolean isRtcp(PacketBuffer packet) {
        return packet.length() >= RTCP_HEADER && version(packet) == VERSION_2;
    }

    private static int version(PacketBuffer packet) {
        return (packet.bytes()[0] & 0xff) >>> 6;
    }
}
