// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.rtp.PacketBuffer;

/** Whatever is done to a packet on its way, it is refused, and the untouched packet is still accepted afterwards. */
class SrtpTamperPropertyTest {

    @ParameterizedTest
    @EnumSource
    void everyTruncationIsRefused(SrtpProfile profile) {
        try (SrtpSender sender = SrtpPackets.sender(profile);
                SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            PacketBuffer voice = voice(sender);
            for (int length = 0; length < voice.length(); length++) {
                PacketBuffer cut = SrtpPackets.of(Arrays.copyOf(voice.bytes(), length));
                assertThat(receiver.unprotect(cut)).isNotEqualTo(SrtpOutcome.OK);
            }
            PacketBuffer control = control(sender);
            for (int length = 0; length < control.length(); length++) {
                PacketBuffer cut = SrtpPackets.of(Arrays.copyOf(control.bytes(), length));
                assertThat(receiver.unprotectRtcp(cut)).isNotEqualTo(SrtpOutcome.OK);
            }
            assertThat(receiver.unprotect(voice)).isEqualTo(SrtpOutcome.OK);
            assertThat(receiver.unprotectRtcp(control)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFlippedBitIsRefused(SrtpProfile profile) {
        try (SrtpSender sender = SrtpPackets.sender(profile);
                SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            PacketBuffer voice = voice(sender);
            PacketBuffer control = control(sender);
            for (int bit = 0; bit < 8 * voice.length(); bit++) {
                assertThat(receiver.unprotect(flipped(voice, bit))).isNotEqualTo(SrtpOutcome.OK);
            }
            for (int bit = 0; bit < 8 * control.length(); bit++) {
                assertThat(receiver.unprotectRtcp(flipped(control, bit))).isNotEqualTo(SrtpOutcome.OK);
            }
            assertThat(receiver.unprotect(voice)).isEqualTo(SrtpOutcome.OK);
            assertThat(receiver.unprotectRtcp(control)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsRefusedAndNeverThrows(SrtpProfile profile) {
        SplittableRandom random = new SplittableRandom(20261123);
        try (SrtpReceiver receiver = SrtpPackets.receiver(profile)) {
            for (int round = 0; round < 20_000; round++) {
                byte[] noise = new byte[random.nextInt(0, 200)];
                random.nextBytes(noise);
                if (noise.length > 0) {
                    noise[0] = (byte) (0x80 | (noise[0] & 0x3f));
                }
                assertThat(receiver.unprotect(SrtpPackets.of(noise))).isNotEqualTo(SrtpOutcome.OK);
                assertThat(receiver.unprotectRtcp(SrtpPackets.of(noise))).isNotEqualTo(SrtpOutcome.OK);
            }
        }
    }

    private static PacketBuffer voice(SrtpSender sender) {
        PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, 4711);
        assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
        return packet;
    }

    private static PacketBuffer control(SrtpSender sender) {
        PacketBuffer packet = SrtpPackets.rtcp(SrtpPackets.SSRC);
        assertThat(sender.protectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
        return packet;
    }

    private static PacketBuffer flipped(PacketBuffer packet, int bit) {
        byte[] bytes = packet.copy();
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        return SrtpPackets.of(bytes);
    }
}
