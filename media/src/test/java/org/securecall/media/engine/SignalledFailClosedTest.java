// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.SdesSuite;
import org.securecall.media.net.PacketKind;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpOutcome;
import org.securecall.media.srtp.SrtpReceiver;
import org.securecall.media.srtp.SrtpSender;

/** What leaves the socket, and what is believed, where SDP promised SRTP and the keys fail to come, or others forge. */
class SignalledFailClosedTest {

    private static final double TONE = 700;
    private static final Duration SEARCH = Duration.ofSeconds(30);
    private static final KeyingMethod[] ALL = KeyingMethod.values();

    /** The peer has no ZRTP: voice leaves under the keys of SDES from the first packet on, and RTCP too. */
    @SideBySide
    @Test
    void withSdesNoPacketIsEverClear() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER, ALL)) {
            PeerKeying.Sdes agreed = agreed(telephone);
            telephone.connect(at(peer, agreed, false));
            telephone.startVoice();
            await(
                    "the search is over",
                    SEARCH,
                    () -> !telephone.all(MediaEvent.PeerHasNoZrtp.class).isEmpty());
            await("a report", () -> !peer.heard(PacketKind.RTCP).isEmpty());
            try (SrtpKeys keys = SdesKeying.keys(agreed.own());
                    SrtpReceiver receiver = keys.receiver()) {
                PacketBuffer buffer = new PacketBuffer();
                for (WireTap.Heard heard : peer.heard()) {
                    buffer.set(heard.array());
                    switch (heard.kind()) {
                        case RTP -> assertThat(receiver.unprotect(buffer)).isEqualTo(SrtpOutcome.OK);
                        case RTCP -> assertThat(receiver.unprotectRtcp(buffer)).isEqualTo(SrtpOutcome.OK);
                        case ZRTP -> assertThat(buffer.length()).isPositive();
                        case STUN, DTLS, OTHER -> throw new AssertionError(heard.kind());
                    }
                }
            }
            // What is in force is told last.
            assertThat(telephone.events.stream().reduce((first, second) -> second))
                    .contains(new MediaEvent.Keyed(KeyingMethod.SDES, "AES_CM_128_HMAC_SHA1_80"));

            // Nor is anything clear believed, whereas what is under the keys is.
            InetSocketAddress to = telephone.session.localAddress();
            for (int i = 0; i < 100; i++) {
                peer.send(WireTap.rtp(i, i * 960, 7, 30_000), to);
            }
            await("all was refused", () -> telephone.session.stats().rejected() >= 100);
            assertThat(telephone.ports.loudest()).isLessThan(10_000);
            try (SrtpKeys keys = SdesKeying.keys(agreed.peer());
                    SrtpSender sender = keys.sender()) {
                PacketBuffer buffer = new PacketBuffer();
                for (int i = 0; i < 100; i++) {
                    buffer.set(WireTap.rtp(i, i * 960, 7, 5000));
                    assertThat(sender.protect(buffer)).isEqualTo(SrtpOutcome.OK);
                    peer.send(buffer.copy(), to);
                }
            }
            await("the peer is heard", () -> telephone.ports.loudest() > 4000);
        }
    }

    @SideBySide
    @ParameterizedTest
    @EnumSource(
            value = Encryption.class,
            names = {"PREFER", "REQUIRE"})
    void wherePromisedKeysAreUnusableNothingButZrtpLeaves(Encryption encryption) throws Exception {
        onlyKeying(encryption, new PeerKeying.Unusable(), false, false);
    }

    /** A method that this side did not offer gives no keys, whatever a description says. */
    @SideBySide
    @Test
    void whatThisSideDoesNotHaveGivesNoKeys() throws Exception {
        try (Telephone another = new Telephone(2, TONE, Encryption.PREFER, ALL);
                WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER, KeyingMethod.ZRTP)) {
            telephone.connect(at(peer, agreed(another), false));
            telephone.startVoice();
            nothingButZrtp(telephone, peer);
        }
    }

    @SideBySide
    @Test
    void withRequiredEncryptionSdesAloneLetsNothingOut() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.REQUIRE, ALL)) {
            telephone.connect(at(peer, agreed(telephone), false));
            telephone.startVoice();
            nothingButZrtp(telephone, peer);
        }
    }

    /** A server that holds ZRTP back shall not get the voice for it. */
    @SideBySide
    @Test
    void whereZrtpWasAnnouncedSdesAloneLetsNothingOut() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER, ALL)) {
            telephone.connect(at(peer, agreed(telephone), true));
            telephone.startVoice();
            nothingButZrtp(telephone, peer);
            assertThat(telephone.all(MediaEvent.SecurityFailed.class)).isNotEmpty();
        }
    }

    @SideBySide
    @Test
    void aDescriptionThatTakesSdesBackEndsTheVoice() throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER, KeyingMethod.SDES)) {
            telephone.connect(at(peer, agreed(telephone), false));
            telephone.startVoice();
            await("voice", () -> peer.heard(PacketKind.RTP).size() > 20);
            telephone.connect(at(peer, new PeerKeying.Nothing(), false));
            await(
                    "it is told",
                    () -> !telephone.all(MediaEvent.SecurityFailed.class).isEmpty());
            long before = telephone.session.stats().packetsSent();
            int frames = telephone.ports.framesPlayed();
            await("a second more", () -> telephone.ports.framesPlayed() > frames + 100);
            assertThat(telephone.session.stats().packetsSent()).isLessThanOrEqualTo(before + 1);
            // What was encrypted comes back, and goes on.
            telephone.connect(at(peer, agreed(telephone), false));
            await("voice again", () -> telephone.session.stats().packetsSent() > before + 20);
        }
    }

    /** Whoever it rang at said something else: only what holds when the call is answered is a promise. */
    @SideBySide
    @Test
    void aPromiseOfEarlyMediaBindsNobodyElse() throws Exception {
        try (WireTap early = new WireTap();
                WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, Encryption.PREFER, KeyingMethod.SDES)) {
            telephone.connect(at(early, agreed(telephone), false));
            telephone.connect(at(peer, new PeerKeying.Nothing(), false));
            telephone.startVoice();
            await("clear voice", () -> peer.heard(PacketKind.RTP).size() > 20);
            assertThat(early.heard(PacketKind.RTP)).isEmpty();
        }
    }

    @SideBySide
    @ParameterizedTest
    @EnumSource(
            value = Encryption.class,
            names = {"PREFER", "REQUIRE"})
    void whereTheDtlsHandshakeFailsNoVoiceEverLeaves(Encryption encryption) throws Exception {
        DtlsFingerprint nobodys = new DtlsFingerprint(DtlsFingerprint.Function.SHA_256, "ab".repeat(32));
        onlyKeying(encryption, new PeerKeying.Dtls(List.of(nobodys), true), true, true);
    }

    /** Somebody else answers in the media path. */
    @SideBySide
    @Test
    void anotherCertificateEndsTheCallsVoiceAsAnAttack() throws Exception {
        try (Telephone one = new Telephone(1, TONE, Encryption.PREFER, ALL);
                Telephone mallory = new Telephone(2, 1300, Encryption.PREFER, ALL);
                Telephone bob = new Telephone(3, 900, Encryption.PREFER, ALL);
                TappedPath path = new TappedPath(one, mallory)) {
            one.connect(path.otherFor(mallory, one.dtlsWith(bob, true), false));
            mallory.connect(path.oneFor(one, mallory.dtlsWith(one, false), false));
            one.startVoice();
            mallory.startVoice();
            await(
                    "the attack is told",
                    () -> one.all(MediaEvent.SecurityFailed.class).stream()
                            .anyMatch(MediaEvent.SecurityFailed::attack));
            // The attacker may even have ZRTP of its own.
            int frames = one.ports.framesPlayed();
            await("a second more", () -> one.ports.framesPlayed() > frames + 100);
            assertThat(one.session.stats().packetsSent()).isZero();
            assertThat(path.passed(PacketKind.RTP).stream().filter(TappedPath.Passed::fromOne))
                    .isEmpty();
            assertThat(one.ports.loudest()).isZero();
        }
    }

    private static void onlyKeying(Encryption encryption, PeerKeying keying, boolean dtls, boolean failed)
            throws Exception {
        try (WireTap peer = new WireTap();
                Telephone telephone = new Telephone(1, TONE, encryption, ALL)) {
            telephone.connect(at(peer, keying, false));
            telephone.startVoice();
            await(
                    "the search is over",
                    SEARCH,
                    () -> !telephone.all(MediaEvent.PeerHasNoZrtp.class).isEmpty());
            if (failed) {
                await(
                        "the failure is told",
                        SEARCH,
                        () -> !telephone.all(MediaEvent.SecurityFailed.class).isEmpty());
            }
            int frames = telephone.ports.framesPlayed();
            await("two seconds more", () -> telephone.ports.framesPlayed() > frames + 200);
            assertThat(peer.heard(PacketKind.DTLS).isEmpty()).isEqualTo(!dtls);
            assertThat(peer.heard())
                    .isNotEmpty()
                    .allMatch(h -> h.kind() == PacketKind.ZRTP || h.kind() == PacketKind.DTLS);
            assertThat(telephone.session.stats().packetsSent()).isZero();
        }
    }

    private static void nothingButZrtp(Telephone telephone, WireTap peer) throws InterruptedException {
        await(
                "the search is over",
                SEARCH,
                () -> !telephone.all(MediaEvent.PeerHasNoZrtp.class).isEmpty()
                        || !telephone.all(MediaEvent.SecurityFailed.class).isEmpty());
        int frames = telephone.ports.framesPlayed();
        await("two seconds more", () -> telephone.ports.framesPlayed() > frames + 200);
        assertThat(peer.heard()).isNotEmpty().allMatch(h -> h.kind() == PacketKind.ZRTP);
        assertThat(telephone.session.stats().packetsSent()).isZero();
    }

    /** A pair of keys as a peer would answer with. */
    private static PeerKeying.Sdes agreed(Telephone telephone) throws Exception {
        try (Telephone answerer = new Telephone(9, TONE, Encryption.PREFER, KeyingMethod.SDES)) {
            return Telephone.sdes(telephone, answerer, SdesSuite.AES_CM_128_HMAC_SHA1_80)[0];
        }
    }

    private static RemoteMedia at(WireTap peer, PeerKeying keying, boolean zrtpAnnounced) {
        RemoteMedia plain = Telephone.plainPeer(peer.address());
        return new RemoteMedia(
                plain.rtp(),
                plain.rtcp(),
                true,
                plain.formats(),
                zrtpAnnounced ? Optional.of("ab".repeat(32)) : Optional.empty(),
                true,
                true,
                keying);
    }
}
