// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

/** How loud samples are. */
final class Meter {

    static final float SILENCE = -96;

    private Meter() {}

    /** The root mean square of the first {@code count} samples in dBFS, -96 to 0. */
    static float dbfs(short[] samples, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double) samples[i] * samples[i];
        }
        double rms = Math.sqrt(sum / Math.max(1, count)) / 32768;
        return rms <= 0 ? SILENCE : (float) Math.clamp(20 * Math.log10(rms), SILENCE, 0);
    }
}
