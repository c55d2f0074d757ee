// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.securecall.media.api.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns calls. Tasks posted after {@link #close()} are dropped. */
final class CallLoop implements EventLoop, AutoCloseable {

    /** What strangers on the network may have waiting: more is a flood, and is dropped. */
    private static final int MAILBOX = 4096;

    private static final long CLOSE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(CallLoop.class);

    private final AtomicInteger strangers = new AtomicInteger();
    private final ScheduledThreadPoolExecutor executor;
    private volatile Thread thread;

    CallLoop() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            thread = Thread.ofPlatform().name("call-loop").unstarted(task);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = Thread.currentThread();
        executor.prestartCoreThread();
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("Dropped a task after the end");
        }
    }

    /** Posts what the network caused. Gives false when too much of it waits already: it is dropped then. */
    boolean offer(Runnable task) {
        if (strangers.incrementAndGet() > MAILBOX) {
            strangers.decrementAndGet();
            return false;
        }
        execute(() -> {
            strangers.decrementAndGet();
            task.run();
        });
        return true;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        try {
            Future<?> future = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Runs what waits and stops; a loop that does not come to its end is left behind. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!isCurrent() && !executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            executor.shutdownNow();
        }
    }

    /** A broken invariant of one task must not take the other calls along. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A task of the call loop failed", e);
            }
        };
    }
}
