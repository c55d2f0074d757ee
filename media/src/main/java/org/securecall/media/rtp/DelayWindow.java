// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import java.util.Arrays;

/**
 * The transit times of the last packets, ten seconds of them at 20 ms. Only their differences mean anything, as the clocks of
 * the two sides do not agree.
 */
final class DelayWindow {

    private static final int PACKETS = 500;

    /** One packet a second and a half may come later than the rest: delaying everything for it would cost more. */
    private static final double COVERED = 0.97;

    private static final int YOUNG = 50;
    private static final int REFRESH = 16;

    private final long[] transits = new long[PACKETS];
    private final long[] sorted = new long[PACKETS];
    private int count;
    private int at;
    private int stale;
    private long least;
    private long spread;

    void clear() {
        count = 0;
        at = 0;
        stale = 0;
        least = 0;
        spread = 0;
    }

    void add(long transit) {
        transits[at] = transit;
        at = (at + 1) % PACKETS;
        count = Math.min(count + 1, PACKETS);
        stale++;
        boolean telling = count == 1 || transit < least || transit > least + spread;
        if (telling || stale >= REFRESH) {
            refresh();
        }
    }

    private void refresh() {
        stale = 0;
        System.arraycopy(transits, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        least = sorted[0];
        spread = sorted[Math.min(count - 1, (int) (count * COVERED))] - least;
    }

    /** The shortest: what the path takes at its best. */
    long least() {
        return least;
    }

    /** How much longer nearly all others took at most. */
    long spread() {
        return spread;
    }

    /** Whether too few came to be sure of their spread. */
    boolean isYoung() {
        return count < YOUNG;
    }
}
