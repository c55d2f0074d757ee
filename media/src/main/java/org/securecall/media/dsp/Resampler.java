// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dsp;

/**
 * Changes the sampling rate of a mono stream by a rational factor: a polyphase filter whose prototype is a sinc under a
 * Kaiser window. It passes 0 to 0.85 of the lower rate's Nyquist frequency flat, and what would alias is 75 dB down once it
 * is 0.06 above that frequency. The delay is {@value #CROSSINGS} samples of the lower rate: 3 ms at 8 kHz.
 *
 * <p>Not thread-safe. {@link #process} allocates nothing.
 */
public final class Resampler {

    /** Zero crossings of the sinc to each side: length of the filter against steepness. */
    private static final int CROSSINGS = 24;

    /** Centre of the transition band, as a part of the lower Nyquist frequency. */
    private static final double CUTOFF = 0.955;

    /** Kaiser's window for 80 dB: 0.1102 (80 - 8.7). */
    private static final double BETA = 7.86;

    private final int up;
    private final int down;
    private final int taps;
    private final int maxBlock;

    /** One row of {@link #taps} coefficients for each of the {@link #up} phases, the oldest sample's first. */
    private final float[] coefficients;

    /** The last {@code taps - 1} samples, then the block in hand. */
    private final float[] samples;

    /** Where the next output lies: on which sample of the block in hand its window ends, and in which phase. */
    private int position;

    private int phase;

    /**
     * @param from samples a second that go in, positive
     * @param to samples a second that come out, positive
     * @param maxBlock the most samples that one call of {@link #process} takes
     */
    public Resampler(int from, int to, int maxBlock) {
        if (from <= 0 || to <= 0 || maxBlock <= 0) {
            throw new IllegalArgumentException(
                    "Rates and block must be positive: " + from + ", " + to + ", " + maxBlock);
        }
        int divisor = greatestCommonDivisor(from, to);
        this.up = to / divisor;
        this.down = from / divisor;
        this.maxBlock = maxBlock;
        // In units of input samples the filter is longer when the output's rate is the lower one.
        double stretch = Math.max(1, (double) from / to);
        this.taps = 2 * (int) Math.ceil(CROSSINGS * stretch);
        this.coefficients = prototype(stretch);
        this.samples = new float[taps - 1 + maxBlock];
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private float[] prototype(double stretch) {
        float[] rows = new float[up * taps];
        double half = taps / 2.0;
        for (int p = 0; p < up; p++) {
            double sum = 0;
            for (int k = 0; k < taps; k++) {
                // Distance, in input samples, of sample k of the window from this phase's point, delayed by half.
                double t = k - (taps - 1) + half - (double) p / up;
                double x = t * CUTOFF / stretch;
                double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
                double edge = t / half;
                double window = Math.abs(edge) > 1 ? 0 : bessel(BETA * Math.sqrt(1 - edge * edge)) / bessel(BETA);
                rows[p * taps + k] = (float) (sinc * window);
                sum += sinc * window;
            }
            for (int k = 0; k < taps; k++) {
                // Every phase has the same gain at 0 Hz, or a constant would come out with a ripple.
                rows[p * taps + k] /= (float) sum;
            }
        }
        return rows;
    }

    /** The modified Bessel function of the first kind and order 0, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    /** The most samples that {@link #process} gives for so many. */
    public int maxOutput(int input) {
        return (int) (((long) input * up + down - 1) / down) + 1;
    }

    /**
     * Takes a block and gives what can be computed of it: over a long run {@code length * to / from}, and exactly that in every
     * call when it is a whole number.
     *
     * @param in signed 16-bit samples
     * @param length how many of them, from {@code inOffset} on; at most {@code maxBlock}
     * @param out receives at most {@link #maxOutput} samples from {@code outOffset} on
     * @return samples written
     */
    public int process(short[] in, int inOffset, int length, short[] out, int outOffset) {
        if (length > maxBlock) {
            throw new IllegalArgumentException(length + " samples are more than the agreed " + maxBlock);
        }
        int history = taps - 1;
        for (int i = 0; i < length; i++) {
            samples[history + i] = in[inOffset + i];
        }
        int written = outOffset;
        while (position < length) {
            out[written++] = saturate(convolve(phase * taps, position));
            phase += down;
            position += phase / up;
            phase %= up;
        }
        position -= length;
        System.arraycopy(samples, length, samples, 0, history);
        return written - outOffset;
    }

    private float convolve(int row, int start) {
        float sum = 0;
        for (int k = 0; k < taps; k++) {
            sum += coefficients[row + k] * samples[start + k];
        }
        return sum;
    }

    private static short saturate(float sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
    }
}
