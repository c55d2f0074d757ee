// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.rtp.PacketBuffer;

/** A packet costs no new memory, once a sender and a receiver are under way. */
class SrtpAllocationTest {

    private static final int PACKETS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Carries a packet there and back; answers whether it arrived. */
    private interface Carrier {
        boolean carry(int number);
    }

    @ParameterizedTest
    @EnumSource
    void voiceTakesNoNewMemory(SrtpProfile profile) {
        try (SrtpSender sender = SrtpPackets.sender(profile);
                SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, 0);
            assertThat(bytesPerPacket(number -> {
                        packet.bytes()[2] = (byte) (number >>> 8);
                        packet.bytes()[3] = (byte) number;
                        return sender.protect(packet) == SrtpOutcome.OK && receiver.unprotect(packet) == SrtpOutcome.OK;
                    }))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void controlPacketsTakeNoNewMemory(SrtpProfile profile) {
        try (SrtpSender sender = SrtpPackets.sender(profile);
                SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            PacketBuffer packet = SrtpPackets.rtcp(SrtpPackets.SSRC);
            assertThat(bytesPerPacket(number -> sender.protectRtcp(packet) == SrtpOutcome.OK
                            && receiver.unprotectRtcp(packet) == SrtpOutcome.OK))
                    .isZero();
        }
    }

    /** A forged packet must not cost more than an honest one: nobody shall fill memory from outside. */
    @ParameterizedTest
    @EnumSource
    void forgedPacketsTakeNoNewMemory(SrtpProfile profile) {
        try (SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, 0);
            assertThat(bytesPerPacket(number -> {
                        packet.bytes()[3] = (byte) number;
                        return receiver.unprotect(packet) == SrtpOutcome.NOT_AUTHENTIC;
                    }))
                    .isZero();
        }
    }

    private long bytesPerPacket(Carrier carrier) {
        run(carrier, 0);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(carrier, PACKETS);
        // Some bytes in all may be the virtual machine's own, on whatever thread it is at work.
        return (threads.getCurrentThreadAllocatedBytes() - before) / PACKETS;
    }

    private static void run(Carrier carrier, int first) {
        int lost = 0;
        for (int n = first; n < first + PACKETS; n++) {
            lost += carrier.carry(n) ? 0 : 1;
        }
        assertThat(lost).isZero();
    }
}
