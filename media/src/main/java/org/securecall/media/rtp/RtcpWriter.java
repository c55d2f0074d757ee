// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.securecall.media.rtp.RtcpPacket.ReportBlock;

/** Writes a compound RTCP packet into a buffer, one packet after the other (RFC 3550 §6.1). */
public final class RtcpWriter {

    private static final int CNAME = 1;
    private static final int MOST_LOST = 0x7fffff;

    private final PacketBuffer packet;

    /** Begins a compound packet in this buffer. */
    public RtcpWriter(PacketBuffer packet) {
        this.packet = packet;
        packet.length(0);
    }

    /** A report must come first. At most 31 blocks. */
    @CanIgnoreReturnValue
    public RtcpWriter report(RtcpPacket.SenderReport report) {
        int at = begin(RtcpPacket.SENDER_REPORT, report.blocks().size());
        word(report.ssrc());
        word((int) (report.ntp() >>> 32));
        word((int) report.ntp());
        word(report.timestamp());
        word((int) report.packets());
        word((int) report.octets());
        blocks(report.blocks());
        return end(at);
    }

    /** A report must come first. At most 31 blocks. */
    @CanIgnoreReturnValue
    public RtcpWriter report(RtcpPacket.ReceiverReport report) {
        int at = begin(RtcpPacket.RECEIVER_REPORT, report.blocks().size());
        word(report.ssrc());
        blocks(report.blocks());
        return end(at);
    }

    private void blocks(List<ReportBlock> blocks) {
        for (ReportBlock block : blocks) {
            word(block.ssrc());
            int lost = Math.clamp(block.lost(), -MOST_LOST - 1, MOST_LOST);
            word(Math.clamp(block.fractionLost(), 0, 255) << 24 | (lost & 0xffffff));
            word(block.extendedHighest());
            word((int) block.jitter());
            word(block.lastReport());
            word((int) block.delaySinceLastReport());
        }
    }

    /**
     * The canonical name of the stream's source (RFC 3550 §6.5.1).
     *
     * @param name at most 255 bytes of UTF-8
     */
    @CanIgnoreReturnValue
    public RtcpWriter canonicalName(int ssrc, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (text.length > 255) {
            throw new IllegalArgumentException("A canonical name has 255 bytes at most");
        }
        int at = begin(RtcpPacket.SOURCE_DESCRIPTION, 1);
        word(ssrc);
        octet(CNAME);
        octet(text.length);
        for (byte b : text) {
            octet(b);
        }
        // §6.5: the list ends with a null octet, and goes on with more up to the next 32-bit boundary.
        do {
            octet(0);
        } while (packet.length() % 4 != 0);
        return end(at);
    }

    /** RFC 3550 §6.6. */
    @CanIgnoreReturnValue
    public RtcpWriter bye(int ssrc) {
        int at = begin(RtcpPacket.BYE, 1);
        word(ssrc);
        return end(at);
    }

    private int begin(int type, int count) {
        int at = packet.length();
        word((2 << 6 | count) << 24 | type << 16);
        return at;
    }

    @CanIgnoreReturnValue
    private RtcpWriter end(int at) {
        int words = (packet.length() - at) / 4 - 1;
        packet.bytes()[at + 2] = (byte) (words >>> 8);
        packet.bytes()[at + 3] = (byte) words;
        return this;
    }

    private void word(int value) {
        int at = packet.length();
        packet.length(at + 4);
        packet.int32(at, value);
    }

    private void octet(int value) {
        int at = packet.length();
        packet.length(at + 1);
        packet.bytes()[at] = (byte) value;
    }
}
