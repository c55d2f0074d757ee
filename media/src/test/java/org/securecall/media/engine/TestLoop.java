// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.securecall.media.api.EventLoop;

/** A loop of one thread. */
final class TestLoop implements EventLoop, AutoCloseable {

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "test-loop");
        thread.setDaemon(true);
        return thread;
    });

    TestLoop() {
        // What comes after the end is dropped, as the telephone's own loop does.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    <T> T call(Callable<T> task) throws InterruptedException {
        try {
            return executor.submit(task).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    void run(Runnable task) throws InterruptedException {
        call(() -> {
            task.run();
            return true;
        });
    }

    /** Waits for what was given to the loop, but not for what waits for its time. */
    @Override
    public void close() {
        executor.close();
    }
}
