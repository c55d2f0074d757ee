// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStretchTest {

    private static final int RATE = 48_000;
    private static final double AMPLITUDE = 10_000;

    private final TimeStretch stretch = new TimeStretch();

    private static short[] tone(double frequency, int samples, int room) {
        short[] pcm = new short[room];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (AMPLITUDE * Math.sin(2 * Math.PI * frequency * i / RATE));
        }
        return pcm;
    }

    @ParameterizedTest
    @ValueSource(doubles = {110, 150, 220, 397})
    void aToneStaysTheSameToneInLessTime(double frequency) {
        short[] pcm = tone(frequency, 960, 2000);
        int left = stretch.shorten(pcm, 960);
        assertWholePeriods(960 - left, frequency);
        assertSmooth(pcm, left, frequency);
    }

    @ParameterizedTest
    @ValueSource(doubles = {110, 150, 220, 397})
    void aToneStaysTheSameToneInMoreTime(double frequency) {
        short[] pcm = tone(frequency, 960, 2000);
        int now = stretch.lengthen(pcm, 960);
        assertWholePeriods(now - 960, frequency);
        assertSmooth(pcm, now, frequency);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 120, 480, 959})
    void whatIsTooShortStaysAsItIs(int samples) {
        short[] pcm = tone(200, samples, 2000);
        short[] before = pcm.clone();
        assertThat(stretch.shorten(pcm, samples)).isEqualTo(samples);
        assertThat(stretch.lengthen(pcm, samples)).isEqualTo(samples);
        assertThat(pcm).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void silenceChangesByTheMost(int which) {
        short[] pcm = new short[2000];
        int now = which == 0 ? stretch.shorten(pcm, 960) : stretch.lengthen(pcm, 960);
        assertThat(Math.abs(now - 960)).isEqualTo(480);
    }

    private static void assertWholePeriods(int changed, double frequency) {
        double periods = changed * frequency / RATE;
        assertThat(changed).isBetween(120, 480);
        assertThat(Math.abs(periods - Math.round(periods))).isLessThan(0.06);
    }

    /** No step is larger than the tone's own steepest one, with a little for the fading. */
    private static void assertSmooth(short[] pcm, int count, double frequency) {
        double steepest = AMPLITUDE * 2 * Math.PI * frequency / RATE;
        for (int i = 1; i < count; i++) {
            assertThat(Math.abs(pcm[i] - pcm[i - 1])).as("at %d", i).isLessThan((int) (steepest * 1.5) + 2);
        }
    }
}
