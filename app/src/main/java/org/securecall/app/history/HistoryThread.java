// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code history}, which loads and tidies. */
final class HistoryThread implements Background {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryThread.class);
    private static final long CLOSE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("history").daemon().unstarted(task));

    HistoryThread() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("Dropped a task after the end");
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the executor
    public void every(Duration period, Runnable task) {
        executor.scheduleAtFixedRate(guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The history is still being read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A task of the history failed", e);
            }
        };
    }
}
