// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.rtp.PacketBuffer;

/** What a packet costs in memory, once a sender and a receiver are under way. */
class SrtpAllocationTest {

    private static final int PACKETS = 10_000;

    @ParameterizedTest
    @EnumSource
    void packetAllocatesNothingOfOurs(SrtpProfile profile) {
        // What is left is made within the libraries' own code, and said in the classes that use them.
        long limit = switch (profile.tag()) {
            case HMAC_SHA1_80, HMAC_SHA1_32 -> 0;
            case SKEIN_64, SKEIN_32 -> 2 * 104;
            case GCM_128 -> 2 * 1_200;
        };
        try (SrtpSender sender = SrtpPackets.sender(profile);
                SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, 0);
            carry(sender, receiver, packet, 0);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            carry(sender, receiver, packet, PACKETS);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            // Some bytes may be the virtual machine's own, on whatever thread it is at work.
            assertThat(bytes / PACKETS).as("bytes per packet there and back").isLessThanOrEqualTo(limit);
        }
    }

    private static void carry(SrtpSender sender, SrtpReceiver receiver, PacketBuffer packet, int first) {
        int refused = 0;
        for (int n = first; n < first + PACKETS; n++) {
            packet.bytes()[2] = (byte) (n >>> 8);
            packet.bytes()[3] = (byte) n;
            if (sender.protect(packet) != SrtpOutcome.OK || receiver.unprotect(packet) != SrtpOutcome.OK) {
                refused++;
            }
        }
        assertThat(refused).isZero();
    }
}
