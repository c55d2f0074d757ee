// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.net.PacketKind;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtcpPacket;
import org.securecall.media.rtp.RtpLayout;

/** A peer that sends under this side's SSRC, and own packets that come back (RFC 3550 §8.2). */
class OwnSourceTest {

    private static final double TONE = 700;

    private static PacketBuffer buffer(WireTap.Heard heard) {
        PacketBuffer buffer = new PacketBuffer();
        buffer.set(heard.array());
        return buffer;
    }

    private static int ssrc(WireTap.Heard heard) {
        return RtpLayout.ssrc(buffer(heard));
    }

    private static int latest(WireTap peer) {
        return ssrc(peer.heard(PacketKind.RTP).getLast());
    }

    private static Set<Integer> ssrcs(WireTap peer) {
        Set<Integer> all = new HashSet<>();
        peer.heard(PacketKind.RTP).forEach(heard -> all.add(ssrc(heard)));
        return all;
    }

    private static List<Integer> byes(WireTap peer) {
        return peer.heard(PacketKind.RTCP).stream()
                .map(heard -> RtcpPacket.parse(buffer(heard)))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .filter(RtcpPacket.Bye.class::isInstance)
                .flatMap(bye -> ((RtcpPacket.Bye) bye).ssrcs().stream())
                .toList();
    }

    private static Telephone calling(WireTap peer, Encryption encryption) throws Exception {
        Telephone telephone = new Telephone(1, TONE, encryption);
        telephone.connect(Telephone.plainPeer(peer.address()));
        telephone.startVoice();
        await("clear voice", () -> peer.heard(PacketKind.RTP).size() > 5);
        return telephone;
    }

    @Test
    void aPeerWithTheSameSsrcMakesThisSideTakeAnotherAndIsHeardThen() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = calling(peer, Encryption.OFF)) {
            InetSocketAddress to = telephone.session.localAddress();
            WireTap.Heard before = peer.heard(PacketKind.RTP).getLast();
            int first = ssrc(before);
            peer.send(WireTap.rtp(1, 960, first, 5000), to);
            await("another SSRC", () -> latest(peer) != first);
            await("the BYE of the former one", () -> byes(peer).equals(List.of(first)));
            WireTap.Heard after = peer.heard(PacketKind.RTP).stream()
                    .filter(heard -> ssrc(heard) != first)
                    .findFirst()
                    .orElseThrow();
            // Another stream: it begins with the marker, and with numbers of its own.
            assertThat(RtpLayout.marker(buffer(after))).isTrue();
            assertThat(RtpLayout.timestamp(buffer(after)) - RtpLayout.timestamp(buffer(before)))
                    .matches(gap -> gap < 0 || gap > 48_000, "far from the former ones");
            for (int i = 2; i < 100; i++) {
                peer.send(WireTap.rtp(i, i * 960, first, 5000), to);
            }
            await("the peer is heard", () -> telephone.ports.loudest() > 4000);
            assertThat(ssrcs(peer)).hasSize(2);
        }
    }

    @Test
    void ownPacketsThatComeBackChangeItOnceAndThenNeverAgain() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = calling(peer, Encryption.OFF)) {
            InetSocketAddress to = telephone.session.localAddress();
            int reflected = 0;
            int end = peer.heard(PacketKind.RTP).size() + 100;
            while (reflected < end) {
                int next = reflected;
                await("one more packet", () -> peer.heard(PacketKind.RTP).size() > next);
                peer.send(peer.heard(PacketKind.RTP).get(reflected++).array(), to);
            }
            await("they are refused", () -> telephone.session.stats().rejected() > 80);
            assertThat(ssrcs(peer)).hasSize(2);
            assertThat(byes(peer)).hasSize(1);
        }
    }

    @Test
    void aStrangerCannotMakeThisSideChange() throws Exception {
        try (WireTap peer = new WireTap();
                WireTap stranger = new WireTap();
                Telephone telephone = calling(peer, Encryption.OFF)) {
            InetSocketAddress to = telephone.session.localAddress();
            int first = latest(peer);
            peer.send(WireTap.rtp(1, 960, 7, 5000), to);
            for (int i = 0; i < 20; i++) {
                stranger.send(WireTap.rtp(i, i * 960, first, 5000), to);
            }
            await("they are refused", () -> telephone.session.stats().rejected() >= 20);
            int heard = peer.heard(PacketKind.RTP).size();
            await("voice goes on", () -> peer.heard(PacketKind.RTP).size() > heard + 20);
            assertThat(ssrcs(peer)).containsExactly(first);
        }
    }

    @Test
    void underKeysAForgedPacketWithTheOwnSsrcCountsForNothing() throws Exception {
        try (Telephone one = new Telephone(1, TONE, Encryption.REQUIRE);
                Telephone other = new Telephone(2, 1300, Encryption.REQUIRE);
                TappedPath path = new TappedPath(one, other)) {
            one.connect(path.otherFor(other, new PeerKeying.Nothing(), true));
            other.connect(path.oneFor(one, new PeerKeying.Nothing(), true));
            one.startVoice();
            other.startVoice();
            await("the tone arrives", () -> one.ports.hears(1300));
            PacketBuffer own = new PacketBuffer();
            own.set(path.passed(PacketKind.RTP).stream()
                    .filter(TappedPath.Passed::fromOne)
                    .findFirst()
                    .orElseThrow()
                    .bytes());
            int ssrc = RtpLayout.ssrc(own);
            for (int i = 0; i < 20; i++) {
                path.toOne(own.copy(), one);
                path.toOne(WireTap.rtp(i, i * 960, ssrc, 5000), one);
            }
            await("they are refused", () -> one.session.stats().rejected() >= 40);
            path.forget();
            await("voice goes on", () -> path.passed(PacketKind.RTP).size() > 40);
            assertThat(path.passed(PacketKind.RTP).stream().filter(TappedPath.Passed::fromOne))
                    .allMatch(p -> {
                        own.set(p.bytes());
                        return RtpLayout.ssrc(own) == ssrc;
                    });
        }
    }

    @Test
    void anAddressIsForgottenWhenItIsQuietForTenReportIntervals() {
        OwnSource own = new OwnSource();
        InetSocketAddress there = new InetSocketAddress(Telephone.LOOPBACK, 4000);
        long quiet = OwnSource.FORGOTTEN_NANOS;
        assertThat(own.isCollision(there, 0)).isTrue();
        assertThat(own.isCollision(there, quiet - 1)).isFalse();
        assertThat(own.isCollision(there, 2 * quiet - 2)).isFalse();
        assertThat(own.isCollision(there, 3 * quiet)).isTrue();
    }
}
