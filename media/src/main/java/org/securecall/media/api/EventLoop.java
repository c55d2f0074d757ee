// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.time.Duration;

/**
 * The one thread that owns the state of calls and of their ZRTP. All commands to a {@link MediaSession} are given on it
 * and all its events arrive on it.
 */
public interface EventLoop {

    /** Runs the task on the loop, after those already waiting. May be called from any thread; never blocks. */
    void execute(Runnable task);

    /** Runs the task on the loop once the delay is over. May be called from any thread. */
    Timer schedule(Duration delay, Runnable task);

    /** A task that waits for its time. */
    interface Timer {
        /** After this call, on the loop, the task will not run. Cancelling twice is harmless. */
        void cancel();
    }
}
