// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.util.Arrays;

/** Normalized cross-correlation: how much one sound is like another one, wherever in it. */
final class Correlation {

    /**
     * @param at the place of the best match, in samples of the longer sound
     * @param value of −1 to 1; 1 for the same wave, whatever its loudness
     */
    record Peak(int at, double value) {}

    private Correlation() {}

    /** The best place of {@code pattern} in {@code sound[from, to)}; of value 0 when it does not fit in. */
    static Peak best(double[] pattern, double[] sound, int from, int to) {
        int begin = Math.max(0, from);
        int last = Math.min(to, sound.length) - pattern.length;
        double patternEnergy = energy(pattern, 0, pattern.length);
        double energy = last >= begin ? energy(sound, begin, pattern.length) : 0;
        Peak best = new Peak(begin, 0);
        for (int at = begin; at <= last; at++) {
            double product = 0;
            for (int i = 0; i < pattern.length; i++) {
                product += pattern[i] * sound[at + i];
            }
            double value = product / Math.sqrt(Math.max(energy * patternEnergy, 1e-9));
            if (value > best.value()) {
                best = new Peak(at, value);
            }
            if (at < last) {
                energy += sound[at + pattern.length] * sound[at + pattern.length] - sound[at] * sound[at];
            }
        }
        return best;
    }

    static double energy(double[] sound, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += sound[i] * sound[i];
        }
        return sum;
    }

    /** Every {@code factor}th sample after a low-pass filter (a windowed sinc) that keeps what then can be told. */
    static double[] decimate(double[] sound, int factor) {
        int half = 8 * factor;
        double[] filter = new double[2 * half + 1];
        for (int i = -half; i <= half; i++) {
            double x = Math.PI * i / factor * 0.85;
            double sinc = i == 0 ? 1 : Math.sin(x) / x;
            filter[i + half] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1)));
        }
        double sum = Arrays.stream(filter).sum();
        double[] result = new double[sound.length / factor];
        for (int n = 0; n < result.length; n++) {
            double value = 0;
            for (int i = -half; i <= half; i++) {
                int at = n * factor + i;
                if (at >= 0 && at < sound.length) {
                    value += sound[at] * filter[i + half];
                }
            }
            result[n] = value / sum;
        }
        return result;
    }
}
