// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.securecall.media.rtp.RtcpPacket.ReportBlock;

/** The figures of RFC 3550 §6.4 to §6.6 put into octets by hand, and the example of Figure 2. */
class RtcpVectorTest {

    private static final String SENDER_REPORT = "81c8000c" // V=2, one block, SR, 12 words
            + "11223344" // SSRC
            + "b44db70520000000" // NTP: the report's time in Figure 2
            + "00015f90" // RTP timestamp
            + "00000123" // packets
            + "0000abcd" // octets
            + "55667788" // SSRC of the block
            + "40ffffff" // a quarter lost, -1 in total
            + "0001fffe" // extended highest
            + "0000002a" // jitter
            + "b7108000" // last SR
            + "00054000"; // delay since: 5.25 s
    private static final String DESCRIPTION = "81ca0003" + "11223344" + "0103" + "616263" + "000000";
    private static final String BYE = "81cb0001" + "11223344";

    private static final ReportBlock BLOCK =
            new ReportBlock(0x55667788, 64, -1, 0x0001fffe, 42, 0xb7108000, 0x00054000);

    @Test
    void aCompoundPacketIsWrittenOctetForOctet() {
        PacketBuffer packet = new PacketBuffer();
        new RtcpWriter(packet)
                .report(new RtcpPacket.SenderReport(
                        0x11223344, 0xb44db70520000000L, 90_000, 0x123, 0xabcd, List.of(BLOCK)))
                .canonicalName(0x11223344, "abc")
                .bye(0x11223344);
        assertThat(HexFormat.of().formatHex(packet.copy())).isEqualTo(SENDER_REPORT + DESCRIPTION + BYE);
    }

    @Test
    void theSamePacketIsReadBack() {
        assertThat(RtcpPacket.parse(of(SENDER_REPORT + DESCRIPTION + BYE)).orElseThrow())
                .containsExactly(
                        new RtcpPacket.SenderReport(
                                0x11223344, 0xb44db70520000000L, 90_000, 0x123, 0xabcd, List.of(BLOCK)),
                        new RtcpPacket.Other(RtcpPacket.SOURCE_DESCRIPTION),
                        new RtcpPacket.Bye(List.of(0x11223344)));
    }

    @Test
    void aReceiverReportMayBeEmptyAndMayCarryAnExtension() {
        assertThat(RtcpPacket.parse(of("80c9000111223344")).orElseThrow())
                .containsExactly(new RtcpPacket.ReceiverReport(0x11223344, List.of()));
        assertThat(RtcpPacket.parse(of("80c900021122334400000000"))).isPresent();
    }

    @Test
    void aNameThatFillsItsWordsIsStillEndedByANull() {
        PacketBuffer packet = new PacketBuffer();
        new RtcpWriter(packet).canonicalName(1, "ab");
        // Four octets with type and length: another word of nulls has to follow (§6.5).
        assertThat(HexFormat.of().formatHex(packet.copy()))
                .isEqualTo("81ca0003" + "00000001" + "01026162" + "00000000");
    }

    @Test
    void everyTruncationIsMalformedUnlessItEndsBetweenPackets() {
        String whole = SENDER_REPORT + DESCRIPTION + BYE;
        List<Integer> ends = List.of(52, 68, 76);
        for (int length = 0; length < whole.length() / 2; length++) {
            assertThat(RtcpPacket.parse(of(whole.substring(0, 2 * length))).isPresent())
                    .as("%d octets", length)
                    .isEqualTo(ends.contains(length));
        }
    }

    @Test
    void aBlockCountThatDoesNotFitIsMalformed() {
        assertThat(RtcpPacket.parse(of("9f" + SENDER_REPORT.substring(2)))).isEmpty();
        assertThat(RtcpPacket.parse(of("82cb000111223344"))).isEmpty();
        assertThat(RtcpPacket.parse(of("80c80000"))).isEmpty();
        assertThat(RtcpPacket.parse(of("80c90000"))).isEmpty();
        // Another version.
        assertThat(RtcpPacket.parse(of("40c9000111223344"))).isEmpty();
    }

    private static PacketBuffer of(String hex) {
        PacketBuffer packet = new PacketBuffer();
        packet.set(HexFormat.of().parseHex(hex));
        return packet;
    }
}
