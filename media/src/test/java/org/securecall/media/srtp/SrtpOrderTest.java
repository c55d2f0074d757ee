// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/** Packets that come twice, late, not at all, or after 65,536 others. */
@ParameterizedClass
@EnumSource
class SrtpOrderTest {

    private final SrtpProfile profile;
    private final SrtpSender sender;
    private final SrtpReceiver receiver;

    SrtpOrderTest(SrtpProfile profile) {
        this.profile = profile;
        sender = SrtpPackets.sender(profile);
        receiver = SrtpPackets.receiver(profile);
    }

    @AfterEach
    void wipe() {
        sender.close();
        receiver.close();
    }

    @Test
    void whatIsReceivedIsWhatWasSent() {
        PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, 1);
        byte[] sent = packet.copy();
        assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
        assertThat(Arrays.copyOf(packet.bytes(), 12)).isEqualTo(Arrays.copyOf(sent, 12));
        assertThat(Arrays.copyOfRange(packet.bytes(), 12, 45)).isNotEqualTo(Arrays.copyOfRange(sent, 12, 45));
        assertThat(receiver.unprotect(packet)).isEqualTo(SrtpOutcome.OK);
        assertThat(packet.copy()).isEqualTo(sent);
    }

    @Test
    void replayedPacketIsDropped() {
        PacketBuffer packet = sent(7);
        PacketBuffer again = SrtpPackets.copy(packet);
        assertThat(receiver.unprotect(packet)).isEqualTo(SrtpOutcome.OK);
        assertThat(receiver.unprotect(again)).isEqualTo(SrtpOutcome.REPLAYED);
    }

    @Test
    void replayedControlPacketIsDropped() {
        PacketBuffer packet = SrtpPackets.rtcp(SrtpPackets.SSRC);
        assertThat(sender.protectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
        PacketBuffer again = SrtpPackets.copy(packet);
        assertThat(receiver.unprotectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
        assertThat(receiver.unprotectRtcp(again)).isEqualTo(SrtpOutcome.REPLAYED);
    }

    @Test
    void latePacketsAreTakenWithinTheWindowAndDroppedBeyondIt() {
        List<PacketBuffer> packets = new ArrayList<>();
        for (int sequence = 1000; sequence <= 1000 + ReplayWindow.SIZE; sequence++) {
            packets.add(sent(sequence));
        }
        PacketBuffer newest = packets.removeLast();
        assertThat(receiver.unprotect(newest)).isEqualTo(SrtpOutcome.OK);
        assertThat(receiver.unprotect(packets.removeFirst())).isEqualTo(SrtpOutcome.REPLAYED);
        for (PacketBuffer late : packets.reversed()) {
            assertThat(receiver.unprotect(late)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @Test
    void rollOverIsFollowedInSpiteOfLossAndReordering() {
        // A stream leaps ahead by quarters of the range, and walks where the counter rolls over.
        for (int rollOver = 65_536; rollOver <= 3 * 65_536; rollOver += 65_536) {
            for (int n = rollOver - 0xc000; n < rollOver - 200; n += 0x3fff) {
                assertThat(receiver.unprotect(sent(n & 0xffff))).isEqualTo(SrtpOutcome.OK);
            }
            List<PacketBuffer> packets = new ArrayList<>();
            for (int n = rollOver - 190; n < rollOver + 200; n++) {
                PacketBuffer packet = sent(n & 0xffff);
                if (n % 3 != 0) {
                    packets.add(packet);
                }
                if (packets.size() == 20) {
                    for (int i = 0; i < 20; i++) {
                        assertThat(receiver.unprotect(packets.get(i * 7 % 20))).isEqualTo(SrtpOutcome.OK);
                    }
                    packets.clear();
                }
            }
        }
    }

    @Test
    void damagedPacketAcrossTheRollOverDoesNotMoveTheCounter() {
        assertThat(receiver.unprotect(sent(65_535))).isEqualTo(SrtpOutcome.OK);
        PacketBuffer next = sent(0);
        PacketBuffer damaged = SrtpPackets.copy(next);
        damaged.bytes()[20] ^= 1;
        byte[] before = damaged.copy();
        assertThat(receiver.unprotect(damaged)).isEqualTo(SrtpOutcome.NOT_AUTHENTIC);
        assertThat(damaged.copy()).isEqualTo(before);
        assertThat(receiver.unprotect(next)).isEqualTo(SrtpOutcome.OK);
    }

    @Test
    void sendingTheSameSequenceNumberTwiceIsRefused() {
        PacketBuffer first = sent(9);
        assertThat(first.length()).isEqualTo(45 + profile.tagBytes());
        assertThat(sender.protect(SrtpPackets.rtp(SrtpPackets.SSRC, 9))).isEqualTo(SrtpOutcome.REPLAYED);
    }

    @Test
    void anotherSourceStartsItsOwnCount() {
        assertThat(receiver.unprotect(sent(65_535))).isEqualTo(SrtpOutcome.OK);
        assertThat(receiver.unprotect(sent(0))).isEqualTo(SrtpOutcome.OK);
        PacketBuffer other = SrtpPackets.rtp(5, 3);
        assertThat(sender.protect(other)).isEqualTo(SrtpOutcome.OK);
        assertThat(receiver.unprotect(other)).isEqualTo(SrtpOutcome.OK);
        assertThat(receiver.unprotect(sent(1))).isEqualTo(SrtpOutcome.OK);
    }

    @Test
    void moreSourcesThanACallHasAreRefused() {
        for (int ssrc = 0; ssrc < Sources.MAXIMUM; ssrc++) {
            assertThat(sender.protect(SrtpPackets.rtp(ssrc, 1))).isEqualTo(SrtpOutcome.OK);
        }
        assertThat(sender.protect(SrtpPackets.rtp(99, 1))).isEqualTo(SrtpOutcome.TOO_MANY_SOURCES);
    }

    @Test
    void anotherKeyIsNotAuthentic() {
        try (SrtpReceiver stranger =
                new SrtpReceiver(profile, SrtpPackets.key(profile, 2), SrtpPackets.salt(profile, 2))) {
            assertThat(stranger.unprotect(sent(1))).isEqualTo(SrtpOutcome.NOT_AUTHENTIC);
        }
    }

    @Test
    void forgedControlPacketLeavesTheWindowAndThePacketAsTheyWere() {
        PacketBuffer packet = SrtpPackets.rtcp(SrtpPackets.SSRC);
        assertThat(sender.protectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
        PacketBuffer forged = SrtpPackets.copy(packet);
        forged.bytes()[10] ^= 1;
        byte[] before = forged.copy();
        assertThat(receiver.unprotectRtcp(forged)).isEqualTo(SrtpOutcome.NOT_AUTHENTIC);
        assertThat(forged.copy()).isEqualTo(before);
        assertThat(receiver.unprotectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
        assertThat(packet.copy()).isEqualTo(SrtpPackets.rtcp(SrtpPackets.SSRC).copy());
    }

    @Test
    void controlPacketWithoutEncryptionIsRefusedThoughAuthentic() {
        PacketBuffer packet = SrtpPackets.rtcp(SrtpPackets.SSRC);
        try (SecretBytes key = SrtpPackets.key(profile, 1);
                SecretBytes salt = SrtpPackets.salt(profile, 1);
                SrtpTransform transform = SrtpTransform.of(profile, key, salt, KeyDerivation.Use.SRTCP)) {
            transform.protectRtcp(packet, SrtpPackets.SSRC, 5);
            PacketBuffer known = SrtpPackets.copy(packet);
            assertThat(transform.unprotectRtcp(known, SrtpPackets.SSRC, transform.trailer(known)))
                    .isTrue();
            assertThat(known.copy())
                    .isEqualTo(SrtpPackets.rtcp(SrtpPackets.SSRC).copy());
        }
        assertThat(receiver.unprotectRtcp(packet)).isEqualTo(SrtpOutcome.NOT_AUTHENTIC);
    }

    @Test
    void packetWithoutRoomForItsTagIsNotSent() {
        PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, 1);
        packet.length(PacketBuffer.CAPACITY - profile.tagBytes() + 1);
        assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.TOO_LONG);
    }

    private PacketBuffer sent(int sequence) {
        PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, sequence);
        assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
        return packet;
    }
}
