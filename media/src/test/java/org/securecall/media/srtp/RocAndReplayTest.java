// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.rtp.PacketBuffer;

/** ROC and replay across hold, re-key and SSRC change: where other stacks went wrong. */
class RocAndReplayTest {

    private static final SrtpProfile PROFILE = SrtpProfile.AES_CM_256_HMAC_SHA1_80;
    private static final int SSRC = SrtpPackets.SSRC;

    private static SrtpSender sender(SrtpProfile profile, int seed) {
        return new SrtpSender(profile, SrtpPackets.key(profile, seed), SrtpPackets.salt(profile, seed));
    }

    private static SrtpReceiver receiver(SrtpProfile profile, int seed) {
        return new SrtpReceiver(profile, SrtpPackets.key(profile, seed), SrtpPackets.salt(profile, seed));
    }

    private static PacketBuffer sent(SrtpSender sender, int ssrc, int sequence) {
        PacketBuffer packet = SrtpPackets.rtp(ssrc, sequence);
        assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
        return packet;
    }

    private static SrtpOutcome carry(SrtpSender sender, SrtpReceiver receiver, int ssrc, int sequence) {
        return receiver.unprotect(sent(sender, ssrc, sequence));
    }

    /** Takes both through as many roll-overs. */
    private static void roll(SrtpSender sender, SrtpReceiver receiver, int times) {
        for (int i = 0; i < times; i++) {
            for (int sequence = 0; sequence < 0x10000; sequence += 0x4000) {
                assertThat(carry(sender, receiver, SSRC, sequence)).isEqualTo(SrtpOutcome.OK);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rollOverCounterGoesOnUnderNewKeys(SrtpProfile profile) {
        try (SrtpSender former = sender(profile, 1);
                SrtpReceiver formerReceiver = receiver(profile, 1);
                SrtpSender next = sender(profile, 2);
                SrtpReceiver nextReceiver = receiver(profile, 2)) {
            roll(former, formerReceiver, 3);
            next.replaces(former);
            nextReceiver.replaces(formerReceiver);
            assertThat(carry(next, nextReceiver, SSRC, 0xc001)).isEqualTo(SrtpOutcome.OK);
            // Were one of the two at 0, this packet would be another's.
            assertThat(carry(next, nextReceiver, SSRC, 0xffff)).isEqualTo(SrtpOutcome.OK);
            assertThat(carry(next, nextReceiver, SSRC, 1)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @Test
    void rollOverThatIsLostBetweenOldAndNewKeysIsStillCounted() {
        try (SrtpSender former = sender(PROFILE, 1);
                SrtpReceiver formerReceiver = receiver(PROFILE, 1);
                SrtpSender next = sender(PROFILE, 2);
                SrtpReceiver nextReceiver = receiver(PROFILE, 2)) {
            assertThat(carry(former, formerReceiver, SSRC, 0xfff0)).isEqualTo(SrtpOutcome.OK);
            next.replaces(former);
            nextReceiver.replaces(formerReceiver);
            // The last ones before the roll-over never arrive.
            sent(next, SSRC, 0xfffe);
            sent(next, SSRC, 0xffff);
            assertThat(carry(next, nextReceiver, SSRC, 0)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @Test
    void packetsUnderOldKeysThatComeLateMoveNothingUnderTheNew() {
        try (SrtpSender former = sender(PROFILE, 1);
                SrtpReceiver formerReceiver = receiver(PROFILE, 1);
                SrtpSender next = sender(PROFILE, 2);
                SrtpReceiver nextReceiver = receiver(PROFILE, 2)) {
            assertThat(carry(former, formerReceiver, SSRC, 10)).isEqualTo(SrtpOutcome.OK);
            PacketBuffer late = sent(former, SSRC, 11);
            PacketBuffer replayed = SrtpPackets.copy(late);
            next.replaces(former);
            nextReceiver.replaces(formerReceiver);
            assertThat(carry(next, nextReceiver, SSRC, 12)).isEqualTo(SrtpOutcome.OK);
            assertThat(nextReceiver.unprotect(late)).isEqualTo(SrtpOutcome.NOT_AUTHENTIC);
            assertThat(formerReceiver.unprotect(late)).isEqualTo(SrtpOutcome.OK);
            assertThat(formerReceiver.unprotect(replayed)).isEqualTo(SrtpOutcome.REPLAYED);
            assertThat(carry(next, nextReceiver, SSRC, 13)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @Test
    void keysThatChangeTwiceOnHoldGoOnFromTheLastPacketThereWas() {
        try (SrtpSender first = sender(PROFILE, 1);
                SrtpReceiver firstReceiver = receiver(PROFILE, 1);
                SrtpSender unused = sender(PROFILE, 2);
                SrtpReceiver unusedReceiver = receiver(PROFILE, 2);
                SrtpSender last = sender(PROFILE, 3);
                SrtpReceiver lastReceiver = receiver(PROFILE, 3)) {
            roll(first, firstReceiver, 2);
            unused.replaces(first);
            unusedReceiver.replaces(firstReceiver);
            last.replaces(unused);
            lastReceiver.replaces(unusedReceiver);
            PacketBuffer resumed = sent(last, SSRC, 0xc001);
            assertThat(lastReceiver.unprotect(SrtpPackets.copy(resumed))).isEqualTo(SrtpOutcome.OK);
            assertThat(lastReceiver.unprotect(resumed)).isEqualTo(SrtpOutcome.REPLAYED);
        }
    }

    @Test
    void keysAreNotUsedTwiceForAnIndexAfterAHold() {
        try (SrtpSender sender = sender(PROFILE, 1);
                SrtpReceiver receiver = receiver(PROFILE, 1)) {
            roll(sender, receiver, 1);
            // However long nothing came, the stream goes on, and nothing that was recorded counts again.
            PacketBuffer before = sent(sender, SSRC, 0xc001);
            assertThat(receiver.unprotect(SrtpPackets.copy(before))).isEqualTo(SrtpOutcome.OK);
            assertThat(carry(sender, receiver, SSRC, 0x0002)).isEqualTo(SrtpOutcome.OK);
            assertThat(receiver.unprotect(before)).isEqualTo(SrtpOutcome.REPLAYED);
            assertThat(sender.protect(SrtpPackets.rtp(SSRC, 0x0002))).isEqualTo(SrtpOutcome.REPLAYED);
        }
    }

    @Test
    void peerThatBeginsToCountAnewWithNewKeysIsUnderstoodAndCannotBeReplayed() {
        try (SrtpSender former = sender(PROFILE, 1);
                SrtpReceiver formerReceiver = receiver(PROFILE, 1);
                SrtpSender next = sender(PROFILE, 2);
                SrtpReceiver nextReceiver = receiver(PROFILE, 2)) {
            roll(former, formerReceiver, 2);
            nextReceiver.replaces(formerReceiver);
            PacketBuffer packet = sent(next, SSRC, 0xc001);
            PacketBuffer again = SrtpPackets.copy(packet);
            assertThat(nextReceiver.unprotect(packet)).isEqualTo(SrtpOutcome.OK);
            assertThat(nextReceiver.unprotect(again)).isEqualTo(SrtpOutcome.REPLAYED);
            assertThat(carry(next, nextReceiver, SSRC, 0xc002)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @Test
    void newSsrcCountsFromZeroUnderTheSameKeysAndTheOldOneGoesOn() {
        try (SrtpSender sender = sender(PROFILE, 1);
                SrtpReceiver receiver = receiver(PROFILE, 1)) {
            roll(sender, receiver, 2);
            PacketBuffer recorded = sent(sender, SSRC, 0xc001);
            assertThat(receiver.unprotect(SrtpPackets.copy(recorded))).isEqualTo(SrtpOutcome.OK);
            assertThat(carry(sender, receiver, SSRC + 1, 5)).isEqualTo(SrtpOutcome.OK);
            assertThat(receiver.unprotect(recorded)).isEqualTo(SrtpOutcome.REPLAYED);
            // Nor does another SSRC written over it make it a new one.
            PacketBuffer renamed = sent(sender, SSRC, 0xc002);
            renamed.int32(8, SSRC + 2);
            assertThat(receiver.unprotect(renamed)).isEqualTo(SrtpOutcome.NOT_AUTHENTIC);
            assertThat(carry(sender, receiver, SSRC, 0xc003)).isEqualTo(SrtpOutcome.OK);
        }
    }

    @Test
    void indexOfReportsGoesOnUnderNewKeys() {
        try (SrtpSender former = sender(PROFILE, 1);
                SrtpSender next = sender(PROFILE, 2);
                SrtpReceiver nextReceiver = receiver(PROFILE, 2)) {
            List<Integer> indices = new ArrayList<>();
            next.replaces(former);
            for (SrtpSender sender : List.of(former, former, next)) {
                PacketBuffer packet = SrtpPackets.rtcp(SSRC);
                assertThat(sender.protectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
                indices.add(packet.int32(packet.length() - 14) & 0x7fff_ffff);
                if (sender == next) {
                    assertThat(nextReceiver.unprotectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
                }
            }
            assertThat(indices).containsExactly(0, 1, 2);
        }
    }

    /** The index goes on, and what a key may protect is counted for each key. */
    @ParameterizedTest
    @ValueSource(longs = {8, 64})
    void eachKeyHasALifeOfItsOwn(long lifetime) {
        SrtpSender former = limited(1, lifetime);
        int sequence = 100;
        for (int key = 2; key < 5; key++) {
            int first = sequence;
            while (!former.isNearExhaustion()) {
                sent(former, SSRC, sequence++);
            }
            assertThat(sequence - first).isBetween((int) lifetime * 7 / 8 - 1, (int) lifetime);
            SrtpSender next = limited(key, lifetime);
            next.replaces(former);
            sent(next, SSRC, sequence++);
            assertThat(next.isNearExhaustion()).isFalse();
            former.close();
            former = next;
        }
        former.close();
    }

    @Test
    void keyThatIsUsedUpProtectsNothingMoreAndSaysSo() {
        try (SrtpSender sender = limited(1, 8)) {
            // The first index of all counts as well.
            int sent = 0;
            while (sender.protect(SrtpPackets.rtp(SSRC, sent)) == SrtpOutcome.OK) {
                sent++;
            }
            assertThat(sent).isEqualTo(8);
            assertThat(sender.isExhausted()).isTrue();
            assertThat(sender.protect(SrtpPackets.rtp(SSRC, 100))).isEqualTo(SrtpOutcome.KEY_EXHAUSTED);
        }
    }

    private static SrtpSender limited(int seed, long lifetime) {
        return new SrtpSender(
                PROFILE,
                SrtpPackets.key(PROFILE, seed),
                SrtpPackets.salt(PROFILE, seed),
                new Sources(new SrtpLifetime(lifetime, lifetime)));
    }
}
