// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sound.sampled.DataLine;
import org.jspecify.annotations.Nullable;

/**
 * The only thread that touches a line. Who reads or writes hands it a frame and waits for it, but not for ever: a sound server
 * that dies can leave its client's native code waiting for a lock that nobody will release, and then this thread is lost, not
 * the call. A frame that is handed over costs no time but two changes of threads, and allocates nothing.
 */
final class LineThread {

    /** A device that neither takes nor gives a sample for so long is dead: no buffer in use is half as long. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long closing a line may hold up who closes it. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** What is done with a frame, on this thread. */
    interface Work {
        void on(short[] frame) throws AudioException;
    }

    private final Work work;
    private final Thread thread;

    /** Set by the caller and cleared by the thread, once done. */
    private volatile short @Nullable [] frame;

    private volatile @Nullable AudioException failure;
    private volatile @Nullable Thread caller;
    private volatile boolean closed;

    // No order of events depends on the priority, but on Windows and macOS it keeps short buffers from running empty.
    @SuppressWarnings("ThreadPriorityCheck")
    LineThread(String name, Work work) {
        this.work = work;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private void run() {
        while (!closed) {
            short[] given = frame;
            if (given == null) {
                LockSupport.park(this);
                continue;
            }
            try {
                work.on(given);
            } catch (AudioException e) {
                failure = e;
            } catch (RuntimeException e) {
                failure = new AudioException("The sound device failed.", e);
            }
            frame = null;
            LockSupport.unpark(caller);
        }
    }

    /**
     * Has a frame dealt with. Belongs to one thread.
     *
     * @return false when the device did not deal with it in time, or the port was closed, or the calling thread interrupted: then
     *     this thread takes no further frame
     * @throws AudioException what the work threw
     */
    boolean process(short[] given) throws AudioException {
        caller = Thread.currentThread();
        failure = null;
        long deadline = System.nanoTime()
                + (long) given.length * 1_000_000_000 / AudioPorts.SAMPLE_RATE
                + PATIENCE.toNanos() * 3 / 2;
        if (!closed) {
            frame = given;
            LockSupport.unpark(thread);
        }
        while (frame != null && !closed) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                close();
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
        if (closed) {
            return false;
        }
        AudioException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return true;
    }

    /** Takes no further frame and wakes who waits for one. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
        LockSupport.unpark(caller);
    }

    /** Closes a line, which frees its device at once, unless native code hangs in it: then it is left to itself. */
    static void close(DataLine line) {
        Thread closer = new Thread(
                () -> {
                    line.flush();
                    line.close();
                },
                "sound-close");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(CLOSING);
        } catch (InterruptedException e) {
            // It closes without being waited for.
            Thread.currentThread().interrupt();
        }
    }
}
