// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

/**
 * Plays voice in a little less or more time without changing its pitch: takes one period of it out, or puts one in twice. The
 * period is the shift at which the voice resembles itself most; the seam is faded across. Belongs to one thread.
 */
final class TimeStretch {

    /** 400 Hz. */
    private static final int SHORTEST = 120;

    /** 100 Hz, and as far as a frame of 20 ms allows. */
    private static final int LONGEST = 480;

    private static final int COMPARED = 480;
    private static final int FADE = 240;

    /** Every fourth sample tells enough to find a period. */
    private static final int STEP = 4;

    private final short[] copy = new short[LONGEST + FADE];

    /**
     * Takes a period out of the first {@code count} samples.
     *
     * @return how many are left; {@code count} when it is too short for this
     */
    int shorten(short[] pcm, int count) {
        if (count < LONGEST + COMPARED) {
            return count;
        }
        int period = period(pcm);
        for (int i = 0; i < FADE; i++) {
            pcm[i] = fade(pcm[i], pcm[i + period], i);
        }
        System.arraycopy(pcm, FADE + period, pcm, FADE, count - period - FADE);
        return count - period;
    }

    /**
     * Puts a period in twice. There must be room for 480 samples more.
     *
     * @return how many there are now; {@code count} when it is too short for this
     */
    int lengthen(short[] pcm, int count) {
        if (count < LONGEST + COMPARED || count + LONGEST > pcm.length) {
            return count;
        }
        int period = period(pcm);
        System.arraycopy(pcm, 0, copy, 0, period + FADE);
        System.arraycopy(pcm, FADE, pcm, FADE + period, count - FADE);
        System.arraycopy(copy, 0, pcm, 0, period);
        for (int i = 0; i < FADE; i++) {
            pcm[period + i] = fade(copy[period + i], copy[i], i);
        }
        return count + period;
    }

    private static short fade(short from, short to, int at) {
        return (short) ((from * (FADE - at) + to * at) / FADE);
    }

    private static int period(short[] pcm) {
        double best = Double.NEGATIVE_INFINITY;
        // In silence all are alike: the longest changes the delay fastest.
        int found = LONGEST;
        for (int shift = LONGEST; shift >= SHORTEST; shift -= STEP) {
            double product = 0;
            double energy = 1;
            for (int i = 0; i < COMPARED; i += STEP) {
                product += (double) pcm[i] * pcm[i + shift];
                energy += (double) pcm[i + shift] * pcm[i + shift];
            }
            double likeness = product / Math.sqrt(energy);
            if (likeness > best) {
                best = likeness;
                found = shift;
            }
        }
        return found;
    }
}
