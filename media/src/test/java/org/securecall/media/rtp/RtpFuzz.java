// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

/** RTP headers, telephone events and compound RTCP: a fuzz target. */
public final class RtpFuzz {

    private RtpFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > PacketBuffer.CAPACITY) {
            return;
        }
        PacketBuffer packet = new PacketBuffer();
        packet.set(data);
        RtcpPacket.parse(packet);
        if (RtpLayout.isRtcp(packet)) {
            return;
        }
        int header = RtpLayout.headerLength(packet);
        if (header == RtpLayout.MALFORMED) {
            return;
        }
        int end = RtpLayout.payloadEnd(packet, header);
        if (end == RtpLayout.MALFORMED) {
            return;
        }
        if (header > end || end > data.length) {
            throw new IllegalStateException("The payload lies outside of the packet");
        }
        TelephoneEvent.digit(packet, header, end);
    }
}
