// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells of malformed messages, at most once in five seconds, so that a flood of them costs nothing further. */
final class MalformedCounter {

    private static final long QUIET = Duration.ofSeconds(5).toNanos();

    private final Consumer<SipEvent> listener;
    private long lastTold = System.nanoTime() - QUIET;
    private long untold;

    MalformedCounter(Consumer<SipEvent> listener) {
        this.listener = listener;
    }

    /** @param what one sentence that holds nothing of the message */
    void count(String what) {
        long more;
        synchronized (this) {
            long now = System.nanoTime();
            if (now - lastTold < QUIET) {
                untold++;
                return;
            }
            lastTold = now;
            more = untold;
            untold = 0;
        }
        listener.accept(new SipEvent.Malformed(more == 0 ? what : what + " (and " + more + " more since)"));
    }
}
