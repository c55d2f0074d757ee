// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks in order, one at a time, on whichever threads it is given: owns a call's or a registration's state. */
final class SerialTasks implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(SerialTasks.class);

    private final Executor threads;
    private final Runnable onBroken;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /** @param onBroken ends what the tasks own after one of them threw: an invariant is broken */
    SerialTasks(Executor threads, Runnable onBroken) {
        this.threads = threads;
        this.onBroken = onBroken;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            threads.execute(this::drain);
        } catch (RejectedExecutionException closed) {
            // The user agent is closing: nobody waits for this task any more.
            synchronized (waiting) {
                waiting.clear();
                running = false;
            }
        }
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException broken) {
                LOG.error("A SIP task failed: {}", Kind.of(broken));
                onBroken.run();
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable task = waiting.poll();
            running = task != null;
            return task;
        }
    }
}
