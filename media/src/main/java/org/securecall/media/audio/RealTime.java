// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.util.concurrent.locks.LockSupport;

/**
 * The clock of a device that is a file: a count of samples against {@link System#nanoTime}. Every deadline is reckoned from
 * the start, so waiting too long once does not add up.
 */
final class RealTime {

    /** Who comes later than this has paused; who comes earlier was held up and may catch up. */
    static final int PATIENCE_SAMPLES = AudioPorts.SAMPLE_RATE / 5;

    private static final double NANOS_PER_SAMPLE = 1e9 / AudioPorts.SAMPLE_RATE;

    private boolean started;
    private long start;

    /** How many samples have gone by since the first call. */
    long elapsed() {
        long now = System.nanoTime();
        if (!started) {
            started = true;
            start = now;
        }
        return (long) ((now - start) / NANOS_PER_SAMPLE);
    }

    /** Puts the clock back, as if so many samples fewer had gone by. */
    void putBack(long samples) {
        start += (long) (samples * NANOS_PER_SAMPLE);
    }

    /**
     * Waits until so many samples have gone by, or the thread is unparked; the caller looks again.
     *
     * @throws AudioException when the thread was interrupted: then no wait would wait
     */
    void awaitRoughly(long samples) throws AudioException {
        if (Thread.currentThread().isInterrupted()) {
            throw new AudioException("The sound was interrupted.");
        }
        LockSupport.parkNanos(this, Math.max(0, start + (long) (samples * NANOS_PER_SAMPLE) - System.nanoTime()));
    }
}
