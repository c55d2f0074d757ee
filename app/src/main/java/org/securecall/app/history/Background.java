// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.time.Duration;

/** Where the work is done that nobody waits for, one task after the other. */
interface Background extends AutoCloseable {

    void execute(Runnable task);

    void every(Duration period, Runnable task);

    /** Waits for the task that runs, for a short while; the others are dropped. */
    @Override
    void close();
}
