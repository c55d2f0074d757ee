// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One packet of a compound RTCP packet (RFC 3550 §6.1), as far as this telephone makes use of it. */
public sealed interface RtcpPacket {

    int SENDER_REPORT = 200;
    int RECEIVER_REPORT = 201;
    int SOURCE_DESCRIPTION = 202;
    int BYE = 203;

    /**
     * RFC 3550 §6.4.1.
     *
     * @param ntp when it was sent: seconds since 1900 in the upper 32 bits, their fraction in the lower
     * @param timestamp the same moment in the stream's own units
     * @param packets sent so far, modulo 2^32
     * @param octets of payload sent so far, modulo 2^32
     */
    record SenderReport(int ssrc, long ntp, int timestamp, long packets, long octets, List<ReportBlock> blocks)
            implements RtcpPacket {
        public SenderReport {
            blocks = List.copyOf(blocks);
        }
    }

    /** RFC 3550 §6.4.2. */
    record ReceiverReport(int ssrc, List<ReportBlock> blocks) implements RtcpPacket {
        public ReceiverReport {
            blocks = List.copyOf(blocks);
        }
    }

    /** RFC 3550 §6.6: these streams end. */
    record Bye(List<Integer> ssrcs) implements RtcpPacket {
        public Bye {
            ssrcs = List.copyOf(ssrcs);
        }
    }

    /** Well-formed, and of no use here. */
    record Other(int type) implements RtcpPacket {}

    /**
     * What the other side received of one stream (RFC 3550 §6.4.1).
     *
     * @param ssrc of that stream
     * @param fractionLost since the last report, in 256ths, 0 to 255
     * @param lost since the beginning, 24 bits, signed
     * @param extendedHighest sequence number, with the count of its wraps in the upper 16 bits
     * @param jitter in units of the timestamp
     * @param lastReport the middle 32 bits of the NTP time in the last sender report from there; 0 for none
     * @param delaySinceLastReport in 65536ths of a second
     */
    record ReportBlock(
            int ssrc,
            int fractionLost,
            int lost,
            int extendedHighest,
            long jitter,
            int lastReport,
            long delaySinceLastReport) {

        static final int BYTES = 24;
    }

    /** Reads all packets of a compound packet; empty when it is malformed anywhere (RFC 3550 Appendix A.2). */
    static Optional<List<RtcpPacket>> parse(PacketBuffer compound) {
        List<RtcpPacket> packets = new ArrayList<>();
        int at = 0;
        while (at < compound.length()) {
            if (compound.length() - at < 4) {
                return Optional.empty();
            }
            int first = compound.bytes()[at] & 0xff;
            int end = at + 4 + 4 * compound.uint16(at + 2);
            if (first >>> 6 != 2 || end > compound.length()) {
                return Optional.empty();
            }
            Optional<RtcpPacket> packet = one(compound, at, end, first & 0x1f);
            if (packet.isEmpty()) {
                return Optional.empty();
            }
            packets.add(packet.get());
            at = end;
        }
        return packets.isEmpty() ? Optional.empty() : Optional.of(packets);
    }

    private static Optional<RtcpPacket> one(PacketBuffer compound, int at, int end, int count) {
        int type = compound.bytes()[at + 1] & 0xff;
        return switch (type) {
            case SENDER_REPORT -> {
                int blocksAt = at + 28;
                yield blocksAt + count * ReportBlock.BYTES > end
                        ? Optional.empty()
                        : Optional.of(new SenderReport(
                                compound.int32(at + 4),
                                (long) compound.int32(at + 8) << 32 | Integer.toUnsignedLong(compound.int32(at + 12)),
                                compound.int32(at + 16),
                                Integer.toUnsignedLong(compound.int32(at + 20)),
                                Integer.toUnsignedLong(compound.int32(at + 24)),
                                blocks(compound, blocksAt, count)));
            }
            case RECEIVER_REPORT -> {
                int blocksAt = at + 8;
                yield blocksAt + count * ReportBlock.BYTES > end
                        ? Optional.empty()
                        : Optional.of(new ReceiverReport(compound.int32(at + 4), blocks(compound, blocksAt, count)));
            }
            case BYE -> {
                if (at + 4 + 4 * count > end) {
                    yield Optional.empty();
                }
                List<Integer> ssrcs = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    ssrcs.add(compound.int32(at + 4 + 4 * i));
                }
                yield Optional.of(new Bye(ssrcs));
            }
            default -> Optional.of(new Other(type));
        };
    }

    private static List<ReportBlock> blocks(PacketBuffer compound, int at, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int block = at + i * ReportBlock.BYTES;
            int loss = compound.int32(block + 4);
            blocks.add(new ReportBlock(
                    compound.int32(block),
                    loss >>> 24,
                    // The lower 24 bits, with their sign.
                    loss << 8 >> 8,
                    compound.int32(block + 8),
                    Integer.toUnsignedLong(compound.int32(block + 12)),
                    compound.int32(block + 16),
                    Integer.toUnsignedLong(compound.int32(block + 20))));
        }
        return blocks;
    }
}
