// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.securecall.media.rtp.PacketBuffer;

/** Whole packets as GNU ZRTP C++ protects them: the peer for Twofish and Skein, of which no packets are published. */
class GnuZrtpVectorTest {

    private static final String RTP = "800f1234decafbadcafebabe" + "ab".repeat(20);
    private static final String RTCP = "81c8000bcafebabe" + "ab".repeat(16);

    @ParameterizedTest
    @CsvFileSource(resources = "gnu-zrtp-packets.csv", useHeadersInDisplayName = true)
    void packetsOfGnuZrtpAreMadeAndUnderstood(SrtpProfile profile, String srtp, String srtcp) {
        PacketBuffer voice = SrtpPackets.hex(RTP);
        PacketBuffer control = SrtpPackets.hex(RTCP);
        try (SrtpSender sender = SrtpPackets.sender(profile);
                SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            assertThat(sender.protect(voice)).isEqualTo(SrtpOutcome.OK);
            assertThat(hex(voice)).isEqualTo(srtp);
            assertThat(receiver.unprotect(voice)).isEqualTo(SrtpOutcome.OK);
            // Those of GNU ZRTP begin with index 1.
            assertThat(sender.protectRtcp(SrtpPackets.hex(RTCP))).isEqualTo(SrtpOutcome.OK);
            assertThat(sender.protectRtcp(control)).isEqualTo(SrtpOutcome.OK);
            assertThat(hex(control)).isEqualTo(srtcp);
            assertThat(receiver.unprotectRtcp(control)).isEqualTo(SrtpOutcome.OK);
        }
        assertThat(hex(voice)).isEqualTo(RTP);
        assertThat(hex(control)).isEqualTo(RTCP);
    }

    private static String hex(PacketBuffer packet) {
        return HexFormat.of().formatHex(packet.copy());
    }
}
