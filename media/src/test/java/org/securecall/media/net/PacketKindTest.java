// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.rtp.PacketBuffer;

/** First bytes as the RFCs show them. */
class PacketKindTest {

    @ParameterizedTest
    @CsvSource({
        // RFC 6189 §5: the version field looks like 0, then X, and the cookie "ZRTP".
        "100000015a52545001020304, ZRTP",
        "100000015a52545101020304, OTHER",
        // A fragment of a ZRTP message, as bzrtp marks it; nobody uses 18 and 19 of what RFC 7983 §7 leaves to ZRTP.
        "110000015a52545001020304, ZRTP",
        "110000015a52545101020304, OTHER",
        "120000015a52545001020304, OTHER",
        // RTP with payload types 0, 96 and 127, with and without marker.
        "800000010000000000000007, RTP",
        "80e000010000000000000007, RTP",
        "80ff00010000000000000007, RTP",
        // RFC 5761 §4: 64 to 95 is RTCP, with the marker bit as SR 200 and RR 201 have it, and around it.
        "80c800060000000700000000, RTCP",
        "80c900010000000700000000, RTCP",
        "80cf00010000000700000000, RTCP",
        "80c000010000000700000000, RTCP",
        "80df00010000000700000000, RTCP",
        "80bf00010000000700000000, RTP",
        // RFC 7983 §7: STUN 0 to 3, DTLS 20 to 63, TURN channels 64 to 79, nothing above 191.
        "000100002112a44200000000, STUN",
        "030100002112a44200000000, STUN",
        "16fefd000000000000000000, DTLS",
        "3ffefd000000000000000000, DTLS",
        "400000040000000000000000, OTHER",
        "c00000040000000000000000, OTHER",
        "ff0000040000000000000000, OTHER",
        // Too short for anything.
        "80000001000000, OTHER",
        "'', OTHER",
    })
    void packetsAreToldApartByTheirFirstBytes(String hex, PacketKind kind) {
        assertThat(PacketKind.of(packet(hex))).isEqualTo(kind);
    }

    @Test
    void everyFirstByteHasAKind() {
        for (int first = 0; first < 256; first++) {
            PacketBuffer packet = packet("000000000000000000000000");
            packet.bytes()[0] = (byte) first;
            boolean rtp = first >= 128 && first <= 191;
            assertThat(PacketKind.of(packet) == PacketKind.RTP).isEqualTo(rtp);
        }
    }

    private static PacketBuffer packet(String hex) {
        PacketBuffer packet = new PacketBuffer();
        packet.set(HexFormat.of().parseHex(hex));
        return packet;
    }
}
