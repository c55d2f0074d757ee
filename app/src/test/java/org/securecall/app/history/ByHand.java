// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Work in the background that is done when the test says so. */
final class ByHand implements Background {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Map<Duration, Runnable> repeated = new HashMap<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    @Override
    public void every(Duration period, Runnable task) {
        repeated.put(period, task);
    }

    @Override
    public void close() {
        waiting.clear();
        repeated.clear();
    }

    void runAll() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    Runnable takeFirst() {
        return waiting.remove();
    }

    /** What is done once in such a time. */
    void pass(Duration period) {
        Runnable task = repeated.get(period);
        if (task != null) {
            task.run();
        }
    }
}
