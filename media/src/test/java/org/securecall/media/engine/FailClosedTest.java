// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.net.PacketKind;

/** What leaves the socket, and what is believed, when the peer has no ZRTP or somebody forges (docs/decisions/0005). */
class FailClosedTest {

    private static final double TONE = 700;
    private static final Duration SEARCH = Duration.ofSeconds(30);

    @SideBySide
    @Test
    void withRequiredEncryptionNothingButZrtpEverLeaves() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.REQUIRE)) {
            telephone.connect(Telephone.plainPeer(peer.address()));
            telephone.startVoice();
            telephone.loop.run(() -> telephone.session.sendDigits("12"));
            await(
                    "the search is over",
                    SEARCH,
                    () -> !telephone.all(MediaEvent.PeerHasNoZrtp.class).isEmpty());
            // Long enough for voice, for digits and for a report.
            int frames = telephone.ports.framesPlayed();
            await("two more seconds", () -> telephone.ports.framesPlayed() > frames + 200);
            telephone.loop.run(telephone.session::close);
            assertThat(peer.heard()).isNotEmpty().allMatch(h -> h.kind() == PacketKind.ZRTP);
            assertThat(telephone.session.stats().packetsSent()).isZero();
        }
    }

    @SideBySide
    @Test
    void withPreferredEncryptionVoiceWaitsUntilTheSearchIsOver() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER)) {
            telephone.connect(Telephone.plainPeer(peer.address()));
            telephone.startVoice();
            await("clear voice", SEARCH, () -> !peer.heard(PacketKind.RTP).isEmpty());
            assertThat(telephone.all(MediaEvent.PeerHasNoZrtp.class)).hasSize(1);
            long firstVoice = peer.heard(PacketKind.RTP).getFirst().at();
            long firstHello = peer.heard(PacketKind.ZRTP).getFirst().at();
            // RFC 6189 §6: 20 Hellos, most of them 200 ms apart.
            assertThat(firstVoice - firstHello)
                    .isGreaterThan(Duration.ofSeconds(3).toNanos());
            assertThat(peer.heard(PacketKind.RTCP)).allMatch(h -> h.at() >= firstVoice - 100_000_000);

            // Now the peer is heard in the clear, too.
            InetSocketAddress to = telephone.session.localAddress();
            for (int i = 0; i < 100; i++) {
                peer.send(WireTap.rtp(i, i * 960, 7, 5000), to);
            }
            await("the peer is heard", () -> telephone.ports.loudest() > 4000);
        }
    }

    @SideBySide
    @Test
    void whereThePeersSdpAnnouncedZrtpVoiceStaysWithheld() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER)) {
            RemoteMedia plain = Telephone.plainPeer(peer.address());
            telephone.connect(new RemoteMedia(
                    plain.rtp(), plain.rtcp(), true, plain.formats(), Optional.of("ab".repeat(32)), true, true));
            telephone.startVoice();
            await(
                    "the failure is told",
                    SEARCH,
                    () -> !telephone.all(MediaEvent.SecurityFailed.class).isEmpty());
            int frames = telephone.ports.framesPlayed();
            await("a second more", () -> telephone.ports.framesPlayed() > frames + 100);
            assertThat(peer.heard()).isNotEmpty().allMatch(h -> h.kind() == PacketKind.ZRTP);
            assertThat(telephone.all(MediaEvent.PeerHasNoZrtp.class)).isEmpty();
        }
    }

    @SideBySide
    @Test
    void aPeerFoundAfterTheSearchEndsClearVoice() throws Exception {
        try (Telephone early = new Telephone(1, TONE, Encryption.PREFER);
                Telephone late = new Telephone(2, 1300, Encryption.REQUIRE)) {
            RemoteMedia announced = late.description(true);
            RemoteMedia silent = new RemoteMedia(
                    announced.rtp(), announced.rtcp(), true, announced.formats(), Optional.empty(), true, true);
            early.connect(silent);
            early.startVoice();
            await("clear voice", SEARCH, () -> early.session.stats().packetsSent() > 0);
            late.connect(early.description(true));
            late.startVoice();
            await(
                    "both secured",
                    () -> early.secured().isPresent() && late.secured().isPresent());
            await("the tone arrives under the keys", () -> early.ports.hears(1300));
            // What came in the clear was not believed, and not played.
            assertThat(late.session.stats().rejected()).isPositive();
        }
    }

    @SideBySide
    @Test
    void forgedPlainVoiceInASecureCallIsRejectedAndNotPlayed() throws Exception {
        try (WireTap attacker = new WireTap();
                Telephone one = new Telephone(1, TONE, Encryption.PREFER);
                Telephone other = new Telephone(2, 1300, Encryption.PREFER)) {
            Telephone.call(one, other);
            await("the tones arrive", () -> one.ports.hears(1300) && other.ports.hears(TONE));
            one.ports.forget();
            for (int i = 0; i < 100; i++) {
                attacker.send(WireTap.rtp(i, i * 960, 7, 30_000), one.session.localAddress());
                attacker.send(new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 7}, one.session.localAddress());
            }
            // Reports over a bound are dropped unread, so not all of them are counted.
            await("all voice was refused", () -> one.session.stats().rejected() > 100);
            await("half a second is played", () -> one.ports.framesPlayed() > 50);
            assertThat(one.ports.loudest()).isLessThan(10_000);
            assertThat(one.ports.played(1300)).isGreaterThan(0.9);
            // Nor is anything sent where the forged packets come from.
            assertThat(attacker.heard()).isEmpty();
        }
    }

    @SideBySide
    @Test
    void withEncryptionOffThereIsNoZrtp() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.OFF)) {
            telephone.connect(Telephone.plainPeer(peer.address()));
            assertThat(telephone.session.zrtpHash()).isEmpty();
            telephone.startVoice();
            await("voice", () -> peer.heard(PacketKind.RTP).size() > 50);
            await("a report", () -> !peer.heard(PacketKind.RTCP).isEmpty());
            List<WireTap.Heard> all = peer.heard();
            assertThat(all).allMatch(h -> h.kind() == PacketKind.RTP || h.kind() == PacketKind.RTCP);
        }
    }

    @SideBySide
    @Test
    void atAnotherAddressZrtpIsLookedForAgainBeforeVoiceGoesThere() throws Exception {
        try (WireTap gateway = new WireTap();
                WireTap person = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER)) {
            telephone.connect(Telephone.plainPeer(gateway.address()));
            telephone.startVoice();
            await("clear voice", SEARCH, () -> !gateway.heard(PacketKind.RTP).isEmpty());
            telephone.connect(Telephone.plainPeer(person.address()));
            await(
                    "clear voice there",
                    SEARCH,
                    () -> !person.heard(PacketKind.RTP).isEmpty());
            long firstVoice = person.heard(PacketKind.RTP).getFirst().at();
            List<WireTap.Heard> hellos = person.heard(PacketKind.ZRTP);
            assertThat(hellos).hasSize(20);
            assertThat(firstVoice - hellos.getFirst().at())
                    .isGreaterThan(Duration.ofSeconds(3).toNanos());
            assertThat(telephone.all(MediaEvent.PeerHasNoZrtp.class)).hasSize(1);
        }
    }

    @SideBySide
    @Test
    void clearVoiceMovesOnceToWhereThePeerReallyIsAndThenStays() throws Exception {
        try (WireTap signalled = new WireTap();
                WireTap real = new WireTap();
                WireTap attacker = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.OFF)) {
            telephone.connect(Telephone.plainPeer(signalled.address()));
            telephone.startVoice();
            await("voice", () -> !signalled.heard(PacketKind.RTP).isEmpty());
            real.send(WireTap.rtp(1, 0, 7, 100), telephone.session.localAddress());
            await("voice follows", () -> real.heard(PacketKind.RTP).size() > 10);
            for (int i = 0; i < 20; i++) {
                attacker.send(WireTap.rtp(2 + i, 960, 7, 100), telephone.session.localAddress());
            }
            int before = real.heard(PacketKind.RTP).size();
            await("voice stays", () -> real.heard(PacketKind.RTP).size() > before + 25);
            assertThat(attacker.heard()).isEmpty();
        }
    }

    @SideBySide
    @Test
    void whereEarlyMediaHadNoZrtpItIsLookedForOnceMoreAtTheAnswer() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER)) {
            telephone.connect(Telephone.plainPeer(peer.address()));
            await(
                    "the search is over",
                    SEARCH,
                    () -> !telephone.all(MediaEvent.PeerHasNoZrtp.class).isEmpty());
            long answered = System.nanoTime();
            telephone.startVoice();
            await("clear voice", () -> !peer.heard(PacketKind.RTP).isEmpty());
            assertThat(peer.heard(PacketKind.RTP).getFirst().at() - answered)
                    .isGreaterThan(Duration.ofMillis(900).toNanos());
            assertThat(peer.heard(PacketKind.ZRTP).stream().filter(h -> h.at() > answered))
                    .hasSize(5);
        }
    }
}
