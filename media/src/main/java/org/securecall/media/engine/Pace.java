// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.concurrent.locks.LockSupport;
import org.securecall.media.audio.AudioPorts;

/** Real time where no device keeps it. Belongs to one thread. */
final class Pace {

    /** After a longer pause there is no catching up. */
    private static final long MOST_BEHIND = 100_000_000;

    private long due;
    private boolean started;

    /** Waits until the time of the samples before is over, and takes these. */
    void await(int samples) {
        long now = System.nanoTime();
        if (!started || now - due > MOST_BEHIND) {
            started = true;
            due = now;
        }
        due += samples * 1_000_000_000L / AudioPorts.SAMPLE_RATE;
        for (long left = due - now; left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }
}
