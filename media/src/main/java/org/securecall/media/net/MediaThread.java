// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.net;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that voice goes through: platform threads, as they wait for devices and sockets, of high priority. */
public final class MediaThread {

    private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);

    private MediaThread() {}

    /** Starts one. An exception that ends it is a bug, and is logged as one. */
    @SuppressWarnings("ThreadPriorityCheck") // It is a request: where the system does not follow it, voice still flows.
    public static void start(String name, Runnable task) {
        Thread.ofPlatform()
                .name(name)
                .daemon()
                .priority(Thread.MAX_PRIORITY)
                .uncaughtExceptionHandler((thread, e) -> LOG.error("The thread {} ended by a bug", thread.getName(), e))
                .start(task);
    }
}
