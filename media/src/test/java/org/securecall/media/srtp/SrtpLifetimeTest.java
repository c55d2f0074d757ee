// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.securecall.media.rtp.PacketBuffer;

/** Keys that come to the end of what they may protect (RFC 3711 §9.2). */
class SrtpLifetimeTest {

    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_256_GCM;

    @Test
    void newKeysAreAskedForInTheLastEighthOfThePackets() {
        long soft = Sources.SRTP_LIFETIME / 8 * 7;
        Sources sending = at(soft - 2, -1);
        Sources receiving = at(soft - 2, -1);
        try (SrtpSender sender = sender(sending);
                SrtpReceiver receiver = receiver(receiving)) {
            assertThat(exchange(sender, receiver, (int) (soft - 1) & 0xffff)).isEqualTo(SrtpOutcome.OK);
            assertThat(sender.isNearExhaustion()).isFalse();
            assertThat(receiver.isNearExhaustion()).isFalse();
            assertThat(exchange(sender, receiver, (int) soft & 0xffff)).isEqualTo(SrtpOutcome.OK);
            assertThat(sender.isNearExhaustion()).isTrue();
            assertThat(receiver.isNearExhaustion()).isTrue();
        }
    }

    @Test
    void newKeysAreAskedForInTheLastEighthOfTheControlPackets() {
        long soft = Sources.SRTCP_LIFETIME / 8 * 7;
        try (SrtpSender sender = sender(at(-1, soft - 2));
                SrtpReceiver receiver = receiver(at(-1, soft - 2))) {
            assertThat(exchangeRtcp(sender, receiver)).isEqualTo(SrtpOutcome.OK);
            assertThat(sender.isNearExhaustion() || receiver.isNearExhaustion()).isFalse();
            assertThat(exchangeRtcp(sender, receiver)).isEqualTo(SrtpOutcome.OK);
            assertThat(sender.isNearExhaustion() && receiver.isNearExhaustion()).isTrue();
        }
    }

    @Test
    void lastPacketOfAKeyIsCarriedAndNoOtherAfterIt() {
        long last = Sources.SRTP_LIFETIME - 1;
        try (SrtpSender sender = sender(at(last - 1, -1));
                SrtpReceiver receiver = receiver(at(last - 1, -1))) {
            assertThat(exchange(sender, receiver, 0xffff)).isEqualTo(SrtpOutcome.OK);
            assertThat(sender.protect(SrtpPackets.rtp(SrtpPackets.SSRC, 0))).isEqualTo(SrtpOutcome.KEY_EXHAUSTED);
            PacketBuffer beyond = SrtpPackets.rtp(SrtpPackets.SSRC, 0);
            beyond.length(beyond.length() + PROFILE.tagBytes());
            assertThat(receiver.unprotect(beyond)).isEqualTo(SrtpOutcome.KEY_EXHAUSTED);
        }
    }

    @Test
    void lastControlPacketOfAKeyIsCarriedAndNoOtherAfterIt() {
        long last = Sources.SRTCP_LIFETIME - 1;
        try (SrtpSender sender = sender(at(-1, last - 1));
                SrtpReceiver receiver = receiver(at(-1, last - 1))) {
            assertThat(exchangeRtcp(sender, receiver)).isEqualTo(SrtpOutcome.OK);
            assertThat(sender.protectRtcp(SrtpPackets.rtcp(SrtpPackets.SSRC))).isEqualTo(SrtpOutcome.KEY_EXHAUSTED);
        }
    }

    private static SrtpOutcome exchange(SrtpSender sender, SrtpReceiver receiver, int sequence) {
        PacketBuffer packet = SrtpPackets.rtp(SrtpPackets.SSRC, sequence);
        assertThat(sender.protect(packet)).isEqualTo(SrtpOutcome.OK);
        return receiver.unprotect(packet);
    }

    private static SrtpOutcome exchangeRtcp(SrtpSender sender, SrtpReceiver receiver) {
        PacketBuffer packet = SrtpPackets.rtcp(SrtpPackets.SSRC);
        assertThat(sender.protectRtcp(packet)).isEqualTo(SrtpOutcome.OK);
        return receiver.unprotectRtcp(packet);
    }

    private static Sources at(long rtp, long rtcp) {
        Sources sources = new Sources();
        Sources.Source source = sources.add(SrtpPackets.SSRC);
        if (rtp >= 0) {
            source.rtp.commit(rtp);
        }
        if (rtcp >= 0) {
            source.rtcp.commit(rtcp);
        }
        return sources;
    }

    private static SrtpSender sender(Sources sources) {
        return new SrtpSender(PROFILE, SrtpPackets.key(PROFILE, 1), SrtpPackets.salt(PROFILE, 1), sources);
    }

    private static SrtpReceiver receiver(Sources sources) {
        return new SrtpReceiver(PROFILE, SrtpPackets.key(PROFILE, 1), SrtpPackets.salt(PROFILE, 1), sources);
    }
}
