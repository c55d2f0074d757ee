// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    @ParameterizedTest
    @CsvSource({
        "48000,  8000, 1000", "48000,  8000, 3300", "8000,  48000, 1000", "8000, 48000, 3300",
        "44100, 48000, 1000", "44100, 48000, 17000", "48000, 44100, 17000", "96000, 48000, 15000",
        "11025, 48000, 4000", "16000, 48000, 6500", "22050, 48000, 440", "12345, 48000, 1000",
    })
    void toneComesOutAsTheSameTone(int from, int to, int frequency) {
        short[] out = resample(from, to, tone(frequency, from, 2));

        assertThat(signalToNoise(out, frequency, to)).isGreaterThan(60);
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 8000, 4300",
        "48000, 8000, 7000",
        "48000, 8000, 11000",
        "96000, 48000, 25500",
        "48000, 16000, 9000"
    })
    void toneAboveTheNyquistFrequencyIsSuppressed(int from, int to, int frequency) {
        short[] out = resample(from, to, tone(frequency, from, 2));

        assertThat(decibels(energy(out), 8_000 * 8_000 / 2.0)).isLessThan(-65);
    }

    @ParameterizedTest
    @CsvSource({"3700, -60", "3400, -65"})
    void imageAboveTheOldNyquistFrequencyIsSuppressed(int frequency, double limit) {
        short[] out = resample(8_000, 48_000, tone(frequency, 8_000, 2));
        double image = amplitude(out, 8_000 - frequency, 48_000);

        assertThat(20 * Math.log10(image / 8_000)).isLessThan(limit);
    }

    @Test
    void constantStaysConstant() {
        short[] in = new short[44_100];
        Arrays.fill(in, (short) 12_345);
        short[] out = resample(44_100, 48_000, in);

        for (int i = 1_000; i < out.length; i++) {
            assertThat((int) out[i]).isBetween(12_344, 12_346);
        }
    }

    @Test
    void fullScaleSaturatesInsteadOfWrapping() {
        short[] in = new short[8_000];
        for (int i = 0; i < in.length; i++) {
            in[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = resample(8_000, 48_000, in);

        // A wrapped overshoot would jump over the whole range within one sample of 48 kHz.
        for (int i = 1; i < out.length; i++) {
            assertThat(Math.abs(out[i] - out[i - 1])).isLessThan(30_000);
        }
    }

    @Test
    void blocksOfTenMillisecondsGiveBlocksOfTenMilliseconds() {
        Resampler down = new Resampler(48_000, 8_000, 480);
        Resampler up = new Resampler(8_000, 48_000, 80);
        short[] wide = new short[480];
        short[] narrow = new short[80];
        for (int i = 0; i < 1_000; i++) {
            assertThat(down.process(wide, 0, 480, narrow, 0)).isEqualTo(80);
            assertThat(up.process(narrow, 0, 80, wide, 0)).isEqualTo(480);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 441, 997})
    void sizeOfTheBlocksDoesNotMatter(int block) {
        short[] in = tone(700, 44_100, 1);
        Resampler whole = new Resampler(44_100, 48_000, in.length);
        short[] expected = new short[whole.maxOutput(in.length)];
        int length = whole.process(in, 0, in.length, expected, 0);

        Resampler pieces = new Resampler(44_100, 48_000, block);
        short[] actual = new short[expected.length + 2];
        int written = 0;
        for (int i = 0; i < in.length; i += block) {
            int count = Math.min(block, in.length - i);
            int made = pieces.process(in, i, count, actual, written);
            assertThat(made).isLessThanOrEqualTo(pieces.maxOutput(count));
            written += made;
        }
        assertThat(written).isEqualTo(length);
        assertThat(Arrays.copyOf(actual, written)).isEqualTo(Arrays.copyOf(expected, length));
    }

    @Test
    void blockThatIsTooLongIsRefused() {
        Resampler resampler = new Resampler(48_000, 8_000, 480);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> resampler.process(new short[481], 0, 481, new short[90], 0));
    }

    private static short[] resample(int from, int to, short[] in) {
        Resampler resampler = new Resampler(from, to, in.length);
        short[] out = new short[resampler.maxOutput(in.length)];
        return Arrays.copyOf(out, resampler.process(in, 0, in.length, out, 0));
    }

    private static short[] tone(double frequency, int rate, int seconds) {
        short[] tone = new short[rate * seconds];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * frequency * i / rate));
        }
        return tone;
    }

    /** The middle half, where the filter is filled. */
    private static double energy(short[] samples) {
        double sum = 0;
        for (int i = samples.length / 4; i < samples.length * 3 / 4; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum / (samples.length / 2.0);
    }

    /** By correlation over the middle half, which is a whole number of periods of every whole frequency. */
    private static double amplitude(short[] samples, double frequency, int rate) {
        double cosine = 0;
        double sine = 0;
        int start = (samples.length - rate) / 2;
        for (int i = start; i < start + rate; i++) {
            cosine += samples[i] * Math.cos(2 * Math.PI * frequency * i / rate);
            sine += samples[i] * Math.sin(2 * Math.PI * frequency * i / rate);
        }
        return 2 * Math.hypot(cosine, sine) / rate;
    }

    private static double signalToNoise(short[] samples, double frequency, int rate) {
        int start = (samples.length - rate) / 2;
        double signal = Math.pow(amplitude(samples, frequency, rate), 2) / 2;
        double all = 0;
        for (int i = start; i < start + rate; i++) {
            all += (double) samples[i] * samples[i];
        }
        assertThat(decibels(signal, 8_000 * 8_000 / 2.0)).isBetween(-0.2, 0.2);
        return decibels(signal, Math.abs(all / rate - signal));
    }

    private static double decibels(double power, double reference) {
        return 10 * Math.log10((power + 1e-9) / (reference + 1e-9));
    }
}
