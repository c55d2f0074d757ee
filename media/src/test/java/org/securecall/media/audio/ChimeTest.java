// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Chime;

class ChimeTest {

    private static final long LIMIT_SECONDS = 30;

    @ParameterizedTest
    @EnumSource(Chime.class)
    void chimeIsShortSwellsAndFadesAndNeverClips(Chime chime) {
        short[] samples = ChimeTones.samples(chime);
        assertThat(samples.length).isBetween(48 * 150, 48 * 1_200);
        assertThat(samples[0]).isZero();
        assertThat(samples[samples.length - 1]).isZero();
        int peak = 0;
        int jump = 0;
        for (int i = 0; i < samples.length; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
            jump = i == 0 ? 0 : Math.max(jump, Math.abs(samples[i] - samples[i - 1]));
        }
        assertThat(peak).isBetween(ChimeTones.PEAK * 9 / 10, ChimeTones.PEAK);
        // A sine of 1 kHz and this peak rises by 13 % of it in a sample; a click would rise by more.
        assertThat(jump).isLessThan(ChimeTones.PEAK * 15 / 100);
    }

    @Test
    void securedRisesAndTheOpenCallFalls() {
        short[] secured = ChimeTones.samples(Chime.SECURED);
        assertThat(pitch(Arrays.copyOfRange(secured, 0, 48 * 90))).isBetween(650.0, 670.0);
        assertThat(pitch(Arrays.copyOfRange(secured, 48 * 90, secured.length))).isBetween(980.0, 1_000.0);
        short[] open = ChimeTones.samples(Chime.OPEN);
        assertThat(pitch(Arrays.copyOfRange(open, 0, 48 * 180))).isBetween(385.0, 400.0);
        assertThat(pitch(Arrays.copyOfRange(open, 48 * 180, open.length))).isBetween(288.0, 300.0);
    }

    @Test
    void noChimeIsLikeAnother() {
        assertThat(ChimeTones.samples(Chime.SECURED)).isNotEqualTo(ChimeTones.samples(Chime.ALARM));
        assertThat(ChimeTones.samples(Chime.OPEN)).isNotEqualTo(ChimeTones.samples(Chime.ALARM));
    }

    @Test
    void chimeIsPlayedWholeWithSilenceBehindItAndThePortIsClosed() throws Exception {
        Ports ports = new Ports(1, false);
        try (ChimePlayer player = new ChimePlayer(ports)) {
            player.play(Chime.SECURED, "a headset");
            assertThat(ports.closed.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        short[] wanted = ChimeTones.samples(Chime.SECURED);
        assertThat(ports.played.size()).isGreaterThanOrEqualTo(wanted.length + AudioPorts.SAMPLE_RATE / 10);
        for (int i = 0; i < ports.played.size(); i++) {
            assertThat(ports.played.get(i)).isEqualTo(i < wanted.length ? wanted[i] : (short) 0);
        }
        assertThat(ports.opened).containsExactly("a headset");
    }

    @Test
    void deviceThatFailsIsLeftAloneAndTheNextChimeIsPlayed() throws Exception {
        Ports ports = new Ports(1, true);
        try (ChimePlayer player = new ChimePlayer(ports)) {
            player.play(Chime.ALARM, "gone");
            player.play(Chime.ALARM, "a headset");
            assertThat(ports.closed.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ports.opened).containsExactly("gone", "a headset");
    }

    /** It would overwrite what the call is recorded into. */
    @Test
    void fileInThePlaceOfASpeakerHearsNoChime() throws Exception {
        Ports ports = new Ports(1, false);
        try (ChimePlayer player = new ChimePlayer(ports)) {
            player.play(Chime.ALARM, AudioDevice.FILE_PREFIX + "heard.wav");
            player.play(Chime.ALARM, "a headset");
            assertThat(ports.closed.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ports.opened).containsExactly("a headset");
    }

    @Test
    void closedPlayerPlaysNothing() {
        Ports ports = new Ports(1, false);
        ChimePlayer player = new ChimePlayer(ports);
        player.close();
        player.play(Chime.ALARM, "a headset");
        assertThat(ports.opened).isEmpty();
    }

    /** Hertz, by the zero crossings upwards. */
    private static double pitch(short[] samples) {
        int crossings = 0;
        for (int i = 1; i < samples.length; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                crossings++;
            }
        }
        // The first one is at the start, where nothing was below zero before.
        return (crossings + 0.5) * AudioPorts.SAMPLE_RATE / samples.length;
    }

    /** Speakers that are as fast as they can; the one that is gone cannot be opened. */
    private static final class Ports implements AudioPorts {

        final List<Short> played = Collections.synchronizedList(new ArrayList<>());
        final List<String> opened = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch closed;
        private final boolean failing;

        Ports(int chimes, boolean failing) {
            this.closed = new CountDownLatch(chimes);
            this.failing = failing;
        }

        @Override
        public List<AudioDevice> devices() {
            return List.of();
        }

        @Override
        public CapturePort openCapture(String name) throws AudioException {
            throw new AudioException("No microphone here");
        }

        @Override
        public PlaybackPort openPlayback(String name) throws AudioException {
            opened.add(name);
            if (failing && name.equals("gone")) {
                throw new AudioException("It is gone");
            }
            return new PlaybackPort() {
                @Override
                public void write(short[] frame) {
                    for (short sample : frame) {
                        played.add(sample);
                    }
                }

                @Override
                public int queuedSamples() {
                    return 0;
                }

                @Override
                public void close() {
                    closed.countDown();
                }
            };
        }
    }
}
