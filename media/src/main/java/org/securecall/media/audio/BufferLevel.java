// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

/**
 * How much a device buffers: as little as it bears. Starts at {@value #LEAST_MS} ms; every second time that the buffer ran
 * empty (or over, for a microphone) within {@value #MEMORY_S} s adds {@value #STEP_MS} ms. One such accident alone, such as
 * in a machine's busy moment, changes nothing, and none counts that the largest buffer would not have prevented. Nor does what happens while a device starts: a sound server first fills its own
 * buffers, and seems to run empty by that.
 *
 * <p>After a calm time the level falls by a step. When it has to rise again, the next calm time must be twice as long, up to a minute, so a
 * machine finds its level and stays there.
 */
final class BufferLevel {

    static final int LEAST_MS = 20;
    static final int MOST_MS = 120;
    private static final int STEP_MS = 10;
    private static final int MEMORY_S = 10;
    private static final long SECOND = 1_000_000_000L;
    private static final long START = SECOND / 2;
    private static final long LONGEST_CALM = 60 * SECOND;

    private int millis = LEAST_MS;
    private int accidents;
    private boolean warned;
    private long lastAccident;
    private long lastChange;
    private long openedAt;
    private long calmTime = 15 * SECOND;

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
        lastChange = nanoTime;
    }

    /**
     * @param absence nanoseconds for which nobody looked after the device before it happened
     * @return whether the level has risen by this accident
     */
    boolean accident(long nanoTime, long absence) {
        if (nanoTime - openedAt < START) {
            return false;
        }
        accidents++;
        if (absence > MOST_MS * 1_000_000L) {
            return false;
        }
        boolean again = warned && nanoTime - lastAccident < MEMORY_S * SECOND;
        warned = !again;
        lastAccident = nanoTime;
        lastChange = nanoTime;
        if (!again || millis >= MOST_MS) {
            return false;
        }
        millis += STEP_MS;
        calmTime = Math.min(2 * calmTime, LONGEST_CALM);
        return true;
    }

    /** Tells that there is no accident now. */
    void calm(long nanoTime) {
        if (millis > LEAST_MS && nanoTime - lastChange > calmTime) {
            millis -= STEP_MS;
            lastChange = nanoTime;
        }
    }
}
