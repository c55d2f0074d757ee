// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.concurrent.atomic.AtomicInteger;
import org.securecall.media.api.EventLoop;

/** What the network makes the loop do: so much may wait and no more, so that a flood of packets cannot drown it. */
final class LoopMail {

    private static final int MOST_WAITING = 64;

    private final EventLoop loop;
    private final AtomicInteger waiting = new AtomicInteger();

    LoopMail(EventLoop loop) {
        this.loop = loop;
    }

    /** Runs the task on the loop; answers false, and drops it, when too many wait. */
    @CanIgnoreReturnValue
    boolean offer(Runnable task) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        loop.execute(() -> {
            waiting.decrementAndGet();
            task.run();
        });
        return true;
    }

    /** Runs a task that may come a few times in a call only, however many wait. */
    void always(Runnable task) {
        loop.execute(task);
    }
}
