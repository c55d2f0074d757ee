// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import java.util.Arrays;

/**
 * Makes up for lost speech at 8 kHz as ITU-T G.711 Appendix I does, though without its delay: repeats the last pitch period,
 * fades it out from 10 ms to 60 ms, and blends into what comes after.
 */
final class PitchRepetition {

    /** Pitches of 66 to 200 Hz. */
    private static final int SHORTEST = 40;

    private static final int LONGEST = 120;

    /** What two pitch periods are compared over: 20 ms. */
    private static final int COMPARED = 160;

    private static final int HISTORY = LONGEST + COMPARED;
    private static final int FADE_START = 80;
    private static final int FADE_END = 480;

    /** How long the made-up sound blends into the next real one: 5 ms. */
    private static final int BLEND = 40;

    private final short[] history = new short[HISTORY];
    private final float[] period = new float[LONGEST];
    private int lag;

    /** Samples made up since the last real one; 0 when the last one was real. */
    private int made;

    /** Takes what came, and changes its start when something was missing before it. */
    void received(short[] samples, int count) {
        if (made > 0) {
            int blend = Math.min(BLEND, count);
            for (int i = 0; i < blend; i++) {
                float real = (i + 0.5f) / blend;
                samples[i] = (short) Math.round(samples[i] * real + next() * (1 - real));
            }
            made = 0;
        }
        remember(samples, count);
    }

    /** Gives the samples that are missing. */
    void conceal(short[] samples, int count) {
        if (made == 0) {
            lag = pitch();
            takePeriod();
        }
        for (int i = 0; i < count; i++) {
            samples[i] = (short) Math.round(next());
        }
        remember(samples, count);
    }

    private float next() {
        float gain = 1 - Math.clamp((float) (made - FADE_START) / (FADE_END - FADE_START), 0, 1);
        float sample = period[made % lag] * gain;
        made++;
        return sample;
    }

    /** The lag at which the last 20 ms resemble what was before them the most. */
    private int pitch() {
        int best = SHORTEST;
        double bestScore = -1;
        for (int candidate = SHORTEST; candidate <= LONGEST; candidate++) {
            double product = 0;
            double energy = 1;
            for (int i = HISTORY - COMPARED; i < HISTORY; i++) {
                product += (double) history[i] * history[i - candidate];
                energy += (double) history[i - candidate] * history[i - candidate];
            }
            double score = product / Math.sqrt(energy);
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    /** The last period, its last quarter blended into what comes before its first, so that it can be repeated. */
    private void takePeriod() {
        int start = HISTORY - lag;
        int quarter = lag / 4;
        Arrays.fill(period, 0);
        for (int i = 0; i < lag; i++) {
            float earlier = Math.max(0, (i - (lag - quarter) + 0.5f) / quarter);
            period[i] = history[start + i] * (1 - earlier) + history[start - lag + i] * earlier;
        }
    }

    private void remember(short[] samples, int count) {
        int kept = Math.min(count, HISTORY);
        System.arraycopy(history, kept, history, 0, HISTORY - kept);
        System.arraycopy(samples, count - kept, history, HISTORY - kept, kept);
    }
}
