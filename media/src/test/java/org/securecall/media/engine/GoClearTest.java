// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.SdesSuite;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.net.PacketKind;

/** What leaves two sessions of which one asks to end the encryption (RFC 6189 §4.7.2). */
class GoClearTest {

    private static final double HIGH = 1300;
    private static final double LOW = 500;
    private static final ZrtpOptions ALLOWING = ZrtpOptions.DEFAULT.withAllowClear(true);
    private static final KeyingMethod[] ZRTP_AND_SDES = {KeyingMethod.ZRTP, KeyingMethod.SDES};

    /** An RTP packet of {@link LinearCodecs} as it is. */
    private static final int CLEAR = 12 + 321;

    @SideBySide
    @Test
    void whereOneSideDoesNotAllowItTheCallStaysEncrypted() throws Exception {
        try (Telephone one = telephone(1, LOW, Encryption.PREFER, ALLOWING);
                Telephone other = telephone(2, HIGH, Encryption.PREFER, ZrtpOptions.DEFAULT);
                TappedPath path = new TappedPath(one, other)) {
            call(one, other, path);
            staysEncrypted(one, other, path);
        }
    }

    @SideBySide
    @Test
    void whereZrtpIsRequiredItIsNotAllowedWhateverTheOptionSays() throws Exception {
        try (Telephone one = telephone(1, LOW, Encryption.PREFER, ALLOWING);
                Telephone other = telephone(2, HIGH, Encryption.REQUIRE, ALLOWING);
                TappedPath path = new TappedPath(one, other)) {
            call(one, other, path);
            staysEncrypted(one, other, path);
        }
    }

    /** RFC 6189 revised, §8.2: "both ZRTP endpoints MUST clear the Allow Clear flag (A)". */
    @SideBySide
    @Test
    void whereZrtpReplacedTheKeysOfSdesNeitherSideAllowsIt() throws Exception {
        try (Telephone one = Telephone.withOptions(1, LOW, Encryption.PREFER, ALLOWING, ZRTP_AND_SDES);
                Telephone other = Telephone.withOptions(2, HIGH, Encryption.PREFER, ALLOWING, ZRTP_AND_SDES);
                TappedPath path = new TappedPath(one, other)) {
            PeerKeying.Sdes[] agreed = Telephone.sdes(one, other, SdesSuite.AES_CM_128_HMAC_SHA1_80);
            call(one, other, path, agreed, true);
            assertThat(allowed(one)).isFalse();
            assertThat(allowed(other)).isFalse();
            staysEncrypted(one, other, path);
        }
    }

    @SideBySide
    @Test
    void noClearPacketLeavesOrIsHeardBeforeTheUserConsents() throws Exception {
        try (Telephone one = telephone(1, LOW, Encryption.PREFER, ALLOWING);
                Telephone other = telephone(2, HIGH, Encryption.PREFER, ALLOWING);
                TappedPath path = new TappedPath(one, other)) {
            call(one, other, path);
            assertThat(allowed(one)).isTrue();
            // Consent given beforehand is none.
            one.loop.run(one.session::permitClear);
            goClear(one, other);
            silence(one, other, path);
            assertThat(path.passed()).noneMatch(GoClearTest::isClear);

            path.forget();
            one.loop.run(one.session::permitClear);
            await("one speaks", () -> clear(path, true).size() > 100);
            await("and reports", () -> clear(path, true).stream().anyMatch(p -> p.kind() == PacketKind.RTCP));
            assertThat(clear(path, false)).isEmpty();
            assertThat(other.ports.played(LOW)).isLessThan(0.1);
            assertThat(other.ports.loudest()).isZero();

            other.loop.run(other.session::permitClear);
            one.ports.forget();
            other.ports.forget();
            hear(one, other);
            assertThat(clear(path, false)).isNotEmpty();
        }
    }

    @SideBySide
    @Test
    void keysAgreedAgainEndClearVoiceAndTheConsent() throws Exception {
        try (Telephone one = telephone(1, LOW, Encryption.PREFER, ALLOWING);
                Telephone other = telephone(2, HIGH, Encryption.PREFER, ALLOWING);
                TappedPath path = new TappedPath(one, other)) {
            call(one, other, path);
            goClear(one, other);
            one.loop.run(one.session::permitClear);
            other.loop.run(other.session::permitClear);
            await(
                    "clear voice",
                    () -> !clear(path, true).isEmpty() && !clear(path, false).isEmpty());
            other.loop.run(other.session::goSecure);
            await("secure again", () -> secured(one) == 2 && secured(other) == 2);
            // One from before may still be on its way.
            int frames = one.ports.framesPlayed();
            await("half a second", () -> one.ports.framesPlayed() > frames + 50);
            path.forget();
            one.ports.forget();
            other.ports.forget();
            hear(one, other);
            assertThat(path.passed(PacketKind.RTP)).isNotEmpty();
            assertThat(path.passed()).noneMatch(GoClearTest::isClear);

            goClear(one, other, 2);
            path.forget();
            silence(one, other, path);
            assertThat(path.passed()).noneMatch(GoClearTest::isClear);
        }
    }

    /** Without a=zrtp-hash, SDES protects below ZRTP: what is left then is that, and unasked not even that. */
    @SideBySide
    @Test
    void whereSdesIsALayerBelowVoiceWaitsAndThenGoesUnderIt() throws Exception {
        try (Telephone one = Telephone.withOptions(1, LOW, Encryption.PREFER, ALLOWING, ZRTP_AND_SDES);
                Telephone other = Telephone.withOptions(2, HIGH, Encryption.PREFER, ALLOWING, ZRTP_AND_SDES);
                TappedPath path = new TappedPath(one, other)) {
            PeerKeying.Sdes[] agreed = Telephone.sdes(one, other, SdesSuite.AES_CM_128_HMAC_SHA1_80);
            call(one, other, path, agreed, false);
            goClear(one, other);
            silence(one, other, path);
            one.loop.run(one.session::permitClear);
            other.loop.run(other.session::permitClear);
            one.ports.forget();
            other.ports.forget();
            path.forget();
            hear(one, other);
            assertThat(path.passed(PacketKind.RTP)).isNotEmpty().allMatch(p -> p.bytes().length == CLEAR + 10);
        }
    }

    private static Telephone telephone(int id, double tone, Encryption encryption, ZrtpOptions options)
            throws Exception {
        return Telephone.withOptions(id, tone, encryption, options, KeyingMethod.ZRTP);
    }

    private static void call(Telephone one, Telephone other, TappedPath path) throws InterruptedException {
        PeerKeying nothing = new PeerKeying.Nothing();
        call(one, other, path, new PeerKeying[] {nothing, nothing}, true);
    }

    private static void call(Telephone one, Telephone other, TappedPath path, PeerKeying[] keying, boolean announced)
            throws InterruptedException {
        one.connect(path.otherFor(other, keying[0], announced));
        other.connect(path.oneFor(one, keying[1], announced));
        one.startVoice();
        other.startVoice();
        await("both secured", () -> secured(one) == 1 && secured(other) == 1);
        hear(one, other);
    }

    private static void hear(Telephone one, Telephone other) throws InterruptedException {
        await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));
    }

    private static long secured(Telephone telephone) {
        return telephone.all(MediaEvent.Secured.class).size();
    }

    private static boolean allowed(Telephone telephone) {
        return telephone.secured().orElseThrow().declarations().allowsClear();
    }

    private static void goClear(Telephone one, Telephone other) throws InterruptedException {
        goClear(one, other, 1);
    }

    private static void goClear(Telephone one, Telephone other, int times) throws InterruptedException {
        one.loop.run(one.session::goClear);
        await(
                "both are told",
                () -> one.all(MediaEvent.WentClear.class).size() == times
                        && other.all(MediaEvent.WentClear.class).size() == times);
        assertThat(one.all(MediaEvent.WentClear.class)).containsOnly(new MediaEvent.WentClear(false));
        assertThat(other.all(MediaEvent.WentClear.class)).containsOnly(new MediaEvent.WentClear(true));
    }

    /** Longer than voice, reports and what is in the buffers need. */
    private static void silence(Telephone one, Telephone other, TappedPath path) throws InterruptedException {
        int before = one.ports.framesPlayed();
        await("what is on its way is played", () -> one.ports.framesPlayed() > before + 100);
        int passed = path.passed(PacketKind.RTP).size();
        one.ports.forget();
        other.ports.forget();
        int frames = one.ports.framesPlayed();
        await("six seconds", () -> one.ports.framesPlayed() > frames + 600);
        assertThat(path.passed(PacketKind.RTP)).hasSize(passed);
        assertThat(one.ports.loudest()).isZero();
        assertThat(other.ports.loudest()).isZero();
    }

    private static void staysEncrypted(Telephone one, Telephone other, TappedPath path) throws InterruptedException {
        for (Telephone asking : List.of(one, other)) {
            asking.loop.run(asking.session::goClear);
            asking.loop.run(asking.session::permitClear);
        }
        path.forget();
        one.ports.forget();
        other.ports.forget();
        await(
                "two seconds",
                () -> one.ports.framesPlayed() > 200
                        && path.passed(PacketKind.RTP).size() > 150);
        hear(one, other);
        assertThat(path.passed()).noneMatch(GoClearTest::isClear).noneMatch(GoClearTest::isGoClear);
        for (Telephone telephone : List.of(one, other)) {
            assertThat(telephone.all(MediaEvent.WentClear.class)).isEmpty();
        }
    }

    private static List<TappedPath.Passed> clear(TappedPath path, boolean fromOne) {
        return path.passed().stream()
                .filter(p -> p.fromOne() == fromOne && isClear(p))
                .toList();
    }

    private static boolean isGoClear(TappedPath.Passed packet) {
        byte[] bytes = packet.bytes();
        return packet.kind() == PacketKind.ZRTP
                && new String(bytes, 16, 8, StandardCharsets.US_ASCII).equals("GoClear ");
    }

    private static boolean isClear(TappedPath.Passed packet) {
        byte[] bytes = packet.bytes();
        return switch (packet.kind()) {
            case RTP -> bytes.length == CLEAR;
            case RTCP -> isWholeCompound(bytes);
            case ZRTP, STUN, DTLS, OTHER -> false;
        };
    }

    /** A report and an SDES after it (RFC 3550 §6.1), and nothing behind: under SRTCP the second header is not readable. */
    private static boolean isWholeCompound(byte[] bytes) {
        int at = 0;
        int packets = 0;
        boolean described = false;
        while (at + 4 <= bytes.length) {
            described |= (bytes[at + 1] & 0xff) == 202;
            at += 4 * (((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff)) + 4;
            packets++;
        }
        return at == bytes.length && packets > 1 && described;
    }
}
