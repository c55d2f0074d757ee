// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.media.engine.Telephone.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.SdesSuite;
import org.securecall.media.net.PacketKind;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpOutcome;
import org.securecall.media.srtp.SrtpReceiver;

/** Two sessions whose keys come from SDP or from DTLS, with ZRTP and without. */
class SignalledKeysTest {

    private static final double HIGH = 1300;
    private static final double LOW = 500;

    /** An RTP packet of {@link LinearCodecs} with a tag of 80 bits, and with two. */
    private static final int ONE_LAYER = 12 + 321 + 10;

    private static final int TWO_LAYERS = ONE_LAYER + 10;

    private static final KeyingMethod[] ALL = KeyingMethod.values();

    @SideBySide
    @ParameterizedTest
    @EnumSource(SdesSuite.class)
    void eachSuiteOfSdesCarriesVoiceAndReports(SdesSuite suite) throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, KeyingMethod.SDES);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, KeyingMethod.SDES);
                TappedPath path = new TappedPath(one, other)) {
            PeerKeying.Sdes[] agreed = Telephone.sdes(one, other, suite);
            call(one, other, path, agreed[0], agreed[1], false);
            hear(one, other);
            assertThat(one.all(MediaEvent.Keyed.class))
                    .containsExactly(new MediaEvent.Keyed(KeyingMethod.SDES, suite.token()));
            awaitReports(one, other);
            assertThat(one.session.stats().rejected()).isZero();
            assertThat(path.passed(PacketKind.ZRTP)).isEmpty();
            allUnder(
                    agreed[0],
                    path.passed(PacketKind.RTP).stream()
                            .filter(TappedPath.Passed::fromOne)
                            .toList());
        }
    }

    @SideBySide
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dtlsCarriesVoiceAndReportsWhicheverSideIsActive(boolean active) throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, KeyingMethod.DTLS_SRTP);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, KeyingMethod.DTLS_SRTP);
                TappedPath path = new TappedPath(one, other)) {
            call(one, other, path, one.dtlsWith(other, active), other.dtlsWith(one, !active), false);
            hear(one, other);
            assertThat(one.all(MediaEvent.Keyed.class))
                    .containsExactly(new MediaEvent.Keyed(KeyingMethod.DTLS_SRTP, "AEAD_AES_256_GCM"));
            // The server's voice may come with its last message, and so before the client has the keys.
            long early = one.session.stats().rejected();
            assertThat(early).isLessThan(10);
            awaitReports(one, other);
            assertThat(one.session.stats().rejected()).isEqualTo(early);
            // The whole tag of GCM: nothing left in the clear.
            assertThat(path.passed(PacketKind.RTP)).isNotEmpty().allMatch(p -> p.bytes().length == 12 + 321 + 16);
        }
    }

    /** RFC 6189 revised, §8.2: where both announce ZRTP, its keys replace those of SDP. */
    @SideBySide
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whereBothAnnounceZrtpVoiceIsUnderItsKeysAlone(boolean sdes) throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, ALL);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, ALL);
                TappedPath path = new TappedPath(one, other)) {
            signal(one, other, path, sdes, true);
            hear(one, other);
            secured(one, other);
            awaitReports(one, other);
            assertThat(path.passed(PacketKind.RTP)).isNotEmpty().allMatch(p -> p.bytes().length <= ONE_LAYER);
            assertThat(one.session.stats().rejected()).isZero();
        }
    }

    /** Likewise: where one does not, they are a second layer around it, for voice and for RTCP. */
    @SideBySide
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whereZrtpIsNotAnnouncedVoiceIsEncryptedTwice(boolean sdes) throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, ALL);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, ALL);
                TappedPath path = new TappedPath(one, other)) {
            signal(one, other, path, sdes, false);
            secured(one, other);
            path.forget();
            hear(one, other);
            int layers = sdes ? TWO_LAYERS : ONE_LAYER + 16;
            await(
                    "two layers",
                    () -> path.passed(PacketKind.RTP).stream()
                                    .filter(p -> p.bytes().length == layers)
                                    .count()
                            > 50);
            awaitReports(one, other);
            one.ports.forget();
            other.ports.forget();
            hear(one, other);
        }
    }

    /** Linphone announces nothing and replaces its keys all the same: it is recognized by ZRTP's own keys, and followed. */
    @SideBySide
    @Test
    void aPeerThatReplacesItsKeysUnannouncedIsFollowed() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, ALL);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, ALL);
                TappedPath path = new TappedPath(one, other)) {
            PeerKeying.Sdes[] agreed = Telephone.sdes(one, other, SdesSuite.AES_CM_128_HMAC_SHA1_80);
            one.connect(path.otherFor(other, agreed[0], false));
            other.connect(path.oneFor(one, agreed[1], true));
            one.startVoice();
            other.startVoice();
            secured(one, other);
            hear(one, other);
            one.ports.forget();
            other.ports.forget();
            hear(one, other);
        }
    }

    /** A peer with both may take the keys that came last, as Linphone does: those are to be ZRTP's. */
    @SideBySide
    @Test
    void unannouncedZrtpBeginsAfterDtls() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, ALL);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, ALL);
                TappedPath path = new TappedPath(one, other)) {
            path.holdBack(packet -> packet.kind() == PacketKind.DTLS);
            signal(one, other, path, false, false);
            await("a repetition", () -> path.passed(PacketKind.DTLS).size() > 1);
            assertThat(path.passed(PacketKind.ZRTP)).isEmpty();
            path.holdBack(packet -> false);
            secured(one, other);
            hear(one, other);
            assertThat(path.passed(PacketKind.RTP)).isNotEmpty();
        }
    }

    /** Also with required ZRTP, where SDP's profile left no choice: nothing leaves before both layers are there. */
    @SideBySide
    @Test
    void withRequiredZrtpNothingLeavesUnderSdesAlone() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE, ALL);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE, ALL);
                TappedPath path = new TappedPath(one, other)) {
            signal(one, other, path, true, false);
            secured(one, other);
            hear(one, other);
            assertThat(path.passed(PacketKind.RTP)).isNotEmpty().allMatch(p -> p.bytes().length == TWO_LAYERS);
        }
    }

    /** A server that has the keys of SDES sees ZRTP fail by its own hand: that shall not give it the voice. */
    @SideBySide
    @Test
    void anAttackOnZrtpEndsTheVoiceUnderSdes() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, ALL);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, ALL);
                TappedPath path = new TappedPath(one, other)) {
            path.holdBack(p -> p.kind() == PacketKind.ZRTP);
            PeerKeying.Sdes[] agreed = Telephone.sdes(one, other, SdesSuite.AES_CM_128_HMAC_SHA1_80);
            call(one, other, path, agreed[0], agreed[1], false);
            hear(one, other);
            VoiceSession session = (VoiceSession) one.session;
            one.loop.run(() -> session.keying().zrtpReports(new MediaEvent.SecurityFailed("A forged message.", true)));
            long sent = one.session.stats().packetsSent();
            int frames = one.ports.framesPlayed();
            await("half a second more", () -> one.ports.framesPlayed() > frames + 50);
            assertThat(one.session.stats().packetsSent()).isLessThanOrEqualTo(sent + 1);
        }
    }

    @SideBySide
    @Test
    void theSamePairAgainChangesNothingAndAnotherPairDoes() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER, KeyingMethod.SDES);
                Telephone other = new Telephone(2, HIGH, Encryption.PREFER, KeyingMethod.SDES);
                TappedPath path = new TappedPath(one, other)) {
            PeerKeying.Sdes[] first = Telephone.sdes(one, other, SdesSuite.AES_CM_128_HMAC_SHA1_80);
            call(one, other, path, first[0], first[1], false);
            hear(one, other);
            one.connect(path.otherFor(other, first[0], false));
            other.connect(path.oneFor(one, first[1], false));
            PeerKeying.Sdes[] second = Telephone.sdes(one, other, SdesSuite.AEAD_AES_256_GCM);
            one.connect(path.otherFor(other, second[0], false));
            other.connect(path.oneFor(one, second[1], false));
            one.ports.forget();
            other.ports.forget();
            hear(one, other);
            // And back: the first key goes on where it was, so nothing is a replay.
            one.connect(path.otherFor(other, first[0], false));
            other.connect(path.oneFor(one, first[1], false));
            one.ports.forget();
            other.ports.forget();
            hear(one, other);
            assertThat(one.all(MediaEvent.Keyed.class).stream().map(MediaEvent.Keyed::suite))
                    .containsExactly("AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM", "AES_CM_128_HMAC_SHA1_80");
        }
    }

    @SideBySide
    @Test
    void requiredEncryptionWithoutZrtpIsRefused() {
        assertThatThrownBy(() -> new Telephone(1, LOW, Encryption.REQUIRE, KeyingMethod.SDES))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("ZRTP");
    }

    @SideBySide
    @Test
    void aSessionShowsOnlyWhatItsKeyingHas() throws Exception {
        try (Telephone off = new Telephone(1, LOW, Encryption.OFF, ALL);
                Telephone zrtp = new Telephone(2, LOW, Encryption.PREFER, KeyingMethod.ZRTP);
                Telephone all = new Telephone(3, LOW, Encryption.PREFER, ALL)) {
            assertThat(off.session.zrtpHash()).isEmpty();
            for (Telephone none : List.of(off, zrtp)) {
                assertThat(none.session.dtlsFingerprint()).isEmpty();
                assertThat(none.session.sdesKeys()).isEmpty();
            }
            assertThat(all.session.zrtpHash()).hasSize(64);
            assertThat(all.session.dtlsFingerprint()).isPresent().isEqualTo(all.session.dtlsFingerprint());
            assertThat(all.session.sdesKeys()).hasSameSizeAs(SdesSuite.values());
        }
    }

    private static void signal(Telephone one, Telephone other, TappedPath path, boolean sdes, boolean zrtpHash)
            throws InterruptedException {
        if (sdes) {
            PeerKeying.Sdes[] agreed = Telephone.sdes(one, other, SdesSuite.AES_CM_128_HMAC_SHA1_80);
            call(one, other, path, agreed[0], agreed[1], zrtpHash);
        } else {
            call(one, other, path, one.dtlsWith(other, true), other.dtlsWith(one, false), zrtpHash);
        }
    }

    private static void call(
            Telephone one, Telephone other, TappedPath path, PeerKeying ofOne, PeerKeying ofOther, boolean zrtpHash)
            throws InterruptedException {
        RemoteMedia forOne = path.otherFor(other, ofOne, zrtpHash);
        RemoteMedia forOther = path.oneFor(one, ofOther, zrtpHash);
        one.connect(forOne);
        other.connect(forOther);
        one.startVoice();
        other.startVoice();
    }

    private static void secured(Telephone one, Telephone other) throws InterruptedException {
        await("both secured", () -> one.secured().isPresent() && other.secured().isPresent());
    }

    private static void hear(Telephone one, Telephone other) throws InterruptedException {
        await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));
    }

    private static void awaitReports(Telephone one, Telephone other) throws InterruptedException {
        await(
                "the round trip is known",
                () -> one.session.stats().rttMs() >= 0 && other.session.stats().rttMs() >= 0);
    }

    /** Each packet is authentic under the key of SDES. */
    static void allUnder(PeerKeying.Sdes agreed, List<TappedPath.Passed> packets) {
        assertThat(packets).isNotEmpty();
        try (SrtpKeys keys = SdesKeying.keys(agreed.own());
                SrtpReceiver receiver = keys.receiver()) {
            PacketBuffer buffer = new PacketBuffer();
            for (TappedPath.Passed packet : packets) {
                buffer.set(packet.bytes());
                assertThat(receiver.unprotect(buffer)).isEqualTo(SrtpOutcome.OK);
                assertThat(buffer.bytes()[12]).isEqualTo((byte) 0x5a);
            }
        }
    }
}
