// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import java.util.SplittableRandom;

/** Sound that tests feed codecs with, and how it is compared. */
final class Voice {

    private Voice() {}

    /** Like speech: harmonics of a gliding pitch under three formants, in syllables of a quarter of a second. 48 kHz, mono. */
    static short[] speechLike(int samples) {
        short[] speech = new short[samples];
        SplittableRandom random = new SplittableRandom(7);
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double t = i / 48_000.0;
            double pitch = 120 + 30 * Math.sin(2 * Math.PI * 0.7 * t);
            phase += 2 * Math.PI * pitch / 48_000;
            double sum = 0;
            for (int h = 1; h * pitch < 4_000; h++) {
                double f = h * pitch;
                double gain = peak(f, 500 + 250 * Math.sin(2 * Math.PI * 1.3 * t), 120)
                        + 0.5 * peak(f, 1_500 + 400 * Math.sin(2 * Math.PI * 0.9 * t), 180)
                        + 0.25 * peak(f, 2_500, 250);
                sum += gain * Math.sin(h * phase);
            }
            double syllable = Math.pow(Math.sin(Math.PI * 4 * t), 2);
            speech[i] = (short) Math.round((sum * 6_000 + random.nextDouble(-60, 60)) * (0.1 + 0.9 * syllable));
        }
        return speech;
    }

    private static double peak(double frequency, double centre, double width) {
        double distance = (frequency - centre) / width;
        return 1 / (1 + distance * distance);
    }

    static short[] tone(double frequency, int samples) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * frequency * i / 48_000));
        }
        return tone;
    }

    /** Delay in samples, 0 to {@code most}, at which {@code heard} resembles {@code said} the most. */
    static int delay(short[] said, short[] heard, int most) {
        int best = 0;
        double bestScore = -2;
        for (int delay = 0; delay <= most; delay++) {
            double score = correlation(said, heard, delay, 0, said.length - most);
            if (score > bestScore) {
                bestScore = score;
                best = delay;
            }
        }
        return best;
    }

    /** Correlation, -1 to 1, of a stretch of what was said with what was heard {@code delay} samples later. */
    static double correlation(short[] said, short[] heard, int delay, int from, int to) {
        double product = 0;
        double first = 1e-9;
        double second = 1e-9;
        for (int i = from; i < to; i++) {
            product += (double) said[i] * heard[i + delay];
            first += (double) said[i] * said[i];
            second += (double) heard[i + delay] * heard[i + delay];
        }
        return product / Math.sqrt(first * second);
    }
}
