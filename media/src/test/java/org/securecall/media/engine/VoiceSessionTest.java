// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.media.engine.Telephone.await;

import java.net.DatagramSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.Levels;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.codec.NativeVoiceCodecs;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.net.PacketKind;
import org.securecall.media.zrtp.MemoryCache;

/** Two sessions over loopback in one process. */
class VoiceSessionTest {

    private static final double HIGH = 1200;
    private static final double LOW = 500;

    @Test
    void opusCarriesTheToneToo() throws Exception {
        VoiceCodecs opus = new NativeVoiceCodecs();
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE, opus);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE, opus)) {
            Telephone.call(one, other);
            await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));
            assertThat(one.session.stats().codec()).isEqualTo("opus");
            assertThat(one.session.stats().lost()).isZero();
        }
    }

    @Test
    void twoSessionsBecomeSecureWithTheSameSasAndHearEachOther() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.PREFER);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            Telephone.call(one, other);
            await(
                    "both secured",
                    () -> one.secured().isPresent() && other.secured().isPresent());
            await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));

            assertThat(one.secured().orElseThrow().sas())
                    .isEqualTo(other.secured().orElseThrow().sas());
            assertThat(one.all(MediaEvent.Securing.class)).hasSize(1);
            await("the round trip is known", () -> one.session.stats().rttMs() >= 0);
            MediaStats stats = one.session.stats();
            assertThat(stats.codec()).isEqualTo("L16");
            assertThat(stats.packetsSent()).isPositive();
            assertThat(stats.packetsReceived()).isPositive();
            assertThat(stats.lost()).isZero();
            assertThat(stats.rejected()).isZero();
            assertThat(stats.jitterMs()).isBetween(0.0, 20.0);
            assertThat(stats.rttMs()).isBetween(0.0, 50.0);
            assertThat(stats.playoutDelayMs()).isBetween(1.0, 80.0);
            assertThat(one.session.levels().microphone()).isBetween(-30f, -5f);
            assertThat(one.session.levels().speaker()).isBetween(-30f, -5f);
        }
    }

    @Test
    void mutedIsSilenceOnTheWireAndDeafenedIsSilenceInTheEar() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.OFF);
                Telephone other = new Telephone(2, HIGH, Encryption.OFF)) {
            one.loop.run(() -> one.session.setMuted(true));
            one.loop.run(() -> one.session.setDeafened(true));
            Telephone.call(one, other);
            await(
                    "packets flow",
                    () -> other.session.stats().packetsReceived() > 50
                            && one.session.stats().packetsReceived() > 50);
            await("they are played", () -> one.ports.framesPlayed() > 120 && other.ports.framesPlayed() > 120);
            assertThat(other.ports.loudest()).isZero();
            assertThat(one.ports.loudest()).isZero();
            assertThat(one.session.levels()).isEqualTo(Levels.SILENT);
            one.loop.run(() -> one.session.setMuted(false));
            one.loop.run(() -> one.session.setDeafened(false));
            await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));
        }
    }

    @Test
    void digitsAreHeardOnceEachInOrderInBothDirections() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            Telephone.call(one, other);
            await(
                    "both secured",
                    () -> one.secured().isPresent() && other.secured().isPresent());
            one.loop.run(() -> one.session.sendDigits("1123*#D"));
            other.loop.run(() -> other.session.sendDigits("90"));
            await("all digits", () -> digits(other).length() >= 7 && digits(one).length() >= 2);
            assertThat(digits(other)).isEqualTo("1123*#D");
            assertThat(digits(one)).isEqualTo("90");
            await("the tone comes back", () -> other.ports.hears(LOW));
            assertThat(other.session.stats().lost()).isZero();
            // A character that is no key is refused, and nothing of its text is sent.
            assertThat(one.loop.call(() -> {
                        try {
                            one.session.sendDigits("1x");
                            return "taken";
                        } catch (IllegalArgumentException e) {
                            return "refused";
                        }
                    }))
                    .isEqualTo("refused");
        }
    }

    private static String digits(Telephone telephone) {
        return telephone.all(MediaEvent.DigitReceived.class).stream()
                .map(d -> String.valueOf(d.digit()))
                .collect(Collectors.joining());
    }

    @Test
    void theEchoSaysAgainWhatItHearsHalfASecondLater() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
                Telephone echo =
                        new Telephone(2, HIGH, Encryption.REQUIRE, MediaParameters.ECHO, MediaParameters.ECHO)) {
            Telephone.call(one, echo);
            await("the own tone comes back", () -> one.ports.hears(LOW));
            long before = System.nanoTime();
            one.loop.run(() -> one.session.setMuted(true));
            // Of the last 200 ms that were played: a gap in the voice of a busy machine is no end.
            await("the echo ends", () -> one.ports.played(LOW) < 0.1);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(600));
            assertThat(echo.ports.timesOpened(AudioDevice.DEFAULT)).isZero();
            assertThat(echo.all(MediaEvent.DeviceLost.class)).isEmpty();
        }
    }

    @Test
    void onHoldNothingIsSentAndItGoesOnAfterwardsUnderTheSameKeys() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            Telephone.call(one, other);
            await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));
            RemoteMedia normal = other.description(true);
            one.connect(new RemoteMedia(
                    normal.rtp(), normal.rtcp(), true, normal.formats(), normal.zrtpHash(), false, false));
            await("nothing is sent", () -> {
                long before = one.session.stats().packetsSent();
                int frames = one.ports.framesPlayed();
                awaitFrames(one, frames + 20);
                return one.session.stats().packetsSent() == before;
            });
            one.connect(normal);
            other.ports.forget();
            await("the tone is back", () -> other.ports.framesPlayed() > 40 && other.ports.hears(LOW));
            assertThat(one.all(MediaEvent.Secured.class)).hasSize(1);
            assertThat(other.session.stats().rejected()).isZero();
        }
    }

    private static void awaitFrames(Telephone telephone, int frames) {
        try {
            await("frames", () -> telephone.ports.framesPlayed() > frames);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void reportsGoToTheirOwnPortWithoutMultiplexing() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            one.connect(other.description(false));
            other.connect(one.description(false));
            one.startVoice();
            other.startVoice();
            await(
                    "round trips",
                    () -> one.session.stats().rttMs() >= 0
                            && other.session.stats().rttMs() >= 0);
            assertThat(one.session.stats().rejected()).isZero();
        }
    }

    @Test
    void voiceFollowsThePeerWhoseSignalledAddressWasWrongOnceItIsAuthentic() throws Exception {
        try (WireTap wrong = new WireTap();
                Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
                Telephone behindNat = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            RemoteMedia real = behindNat.description(true);
            one.connect(new RemoteMedia(
                    wrong.address(), wrong.address(), true, real.formats(), real.zrtpHash(), true, true));
            behindNat.connect(one.description(true));
            one.startVoice();
            behindNat.startVoice();
            await("the tones arrive", () -> one.ports.hears(HIGH) && behindNat.ports.hears(LOW));
            assertThat(wrong.heard(PacketKind.RTP)).isEmpty();
        }
    }

    @Test
    void silenceOfThePeerIsToldOnceAnOutage() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.OFF);
                Telephone other = new Telephone(2, HIGH, Encryption.OFF)) {
            Telephone.call(one, other);
            await("the tone arrives", () -> one.ports.hears(HIGH));
            RemoteMedia normal = one.description(true);
            RemoteMedia held =
                    new RemoteMedia(normal.rtp(), normal.rtcp(), true, normal.formats(), Optional.empty(), false, true);
            other.connect(held);
            await("the outage is told", () -> !one.all(MediaEvent.NoMedia.class).isEmpty());
            int frames = one.ports.framesPlayed();
            awaitFrames(one, frames + 250);
            assertThat(one.all(MediaEvent.NoMedia.class)).hasSize(1);
        }
    }

    @Test
    void closingStopsTheThreadsAndFreesThePort() throws Exception {
        Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
        Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE);
        Telephone.call(one, other);
        await("both secured", () -> one.secured().isPresent() && other.secured().isPresent());
        one.close();
        other.close();
        await(
                "the threads end",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(t ->
                                t.getName().startsWith("media-") || t.getName().startsWith("net-rx")));
        try (DatagramSocket again = new DatagramSocket(one.session.localAddress())) {
            assertThat(again.getLocalPort() % 2).isZero();
        }
    }

    @Test
    void aFileThatCannotBeReadIsRefusedAtOnce() {
        try (TestLoop loop = new TestLoop();
                VoiceEngine engine = new VoiceEngine(new FakePorts(LOW), new LinearCodecs())) {
            String missing = AudioDevice.FILE_PREFIX + "/nowhere/at-all.wav";
            MediaParameters parameters = new MediaParameters(
                    Telephone.LOOPBACK,
                    missing,
                    AudioDevice.DEFAULT,
                    Encryption.OFF,
                    new MemoryCache(1, InstantSource.system()));
            assertThatThrownBy(() -> engine.open(parameters, loop, event -> {}))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("cannot be read");
        }
    }
}
