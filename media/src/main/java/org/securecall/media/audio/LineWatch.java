// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees to it that nobody hangs in a device that died: a line is only asked for what it said it has, but after an overrun Java
 * Sound restarts the device within the call and waits. Then the line is stopped from here, which ends the call short.
 */
final class LineWatch implements AutoCloseable {

    /** A device that neither takes nor gives a sample for so long is dead: no buffer in use is half as long. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Runnable stop;
    private volatile long enteredAt;
    private volatile boolean closed;
    private final Thread thread;

    LineWatch(Runnable stop) {
        this.stop = stop;
        this.thread = Thread.ofVirtual().name("sound-watch").start(this::watch);
    }

    void enter() {
        // 0 stands for being outside.
        enteredAt = System.nanoTime() | 1;
    }

    void leave() {
        enteredAt = 0;
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, PATIENCE.toNanos() / 4);
            long entered = enteredAt;
            if (entered != 0 && System.nanoTime() - entered > PATIENCE.toNanos()) {
                stop.run();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
