// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Where things happen: virtual threads for what may block, one timer that only posts. */
record Work(Executor threads, ScheduledExecutorService timer) {

    /** Runs a task in its owner's order, so many milliseconds from now; never when the user agent closes before. */
    @CanIgnoreReturnValue
    Future<?> after(long millis, SerialTasks owner, Runnable task) {
        try {
            return timer.schedule(() -> owner.execute(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
