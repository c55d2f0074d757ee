// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

/**
 * How much a device buffers: as little as it bears. Starts at {@value #FIRST_MS} ms; every second time that the buffer ran
 * empty (or over, for a microphone) within {@value #MEMORY_S} s adds {@value #STEP_MS} ms. One such accident alone, such as
 * in a machine's busy moment, changes nothing. Nor does what happens while a device starts: a sound server first fills its own
 * buffers, and seems to run empty by that.
 */
final class BufferLevel {

    private static final int FIRST_MS = 20;
    private static final int STEP_MS = 10;
    private static final int MOST_MS = 120;
    private static final int MEMORY_S = 10;

    private static final long START_NANOS = 500_000_000;
    private static final long MEMORY_NANOS = MEMORY_S * 1_000_000_000L;

    private int millis = FIRST_MS;
    private long openedAt;
    private int accidents;
    private boolean warned;
    private long warnedAt;

    int millis() {
        return millis;
    }

    int frames(int rate) {
        return rate * millis / 1_000;
    }

    /** How often the buffer ran empty or over. */
    int accidents() {
        return accidents;
    }

    /** Tells that the device was opened, or opened again. */
    void opened(long nanoTime) {
        openedAt = nanoTime;
    }

    /** @return whether the level has risen by this accident */
    boolean accident(long nanoTime) {
        if (nanoTime - openedAt < START_NANOS) {
            return false;
        }
        accidents++;
        boolean again = warned && nanoTime - warnedAt < MEMORY_NANOS;
        warned = !again;
        warnedAt = nanoTime;
        if (!again || millis >= MOST_MS) {
            return false;
        }
        millis += STEP_MS;
        return true;
    }
}
