// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.securecall.media.srtp.SrtpReceiver;
import org.securecall.media.srtp.SrtpSender;

/** Keys that another thread has used and shall wipe: only that thread knows when it is done with them. */
final class Retired {

    private final Queue<Runnable> wipes = new ConcurrentLinkedQueue<>();

    /** Hands over what the thread finds replaced when it looks for its keys the next time. On the loop. */
    void add(SrtpSender keys) {
        wipes.add(keys::close);
    }

    /** Likewise. */
    void add(SrtpReceiver keys) {
        wipes.add(keys::close);
    }

    /** Wipes. On the thread that used the keys, before it looks which it is to use now. */
    void wipe() {
        Runnable wipe = next();
        while (wipe != null) {
            wipe.run();
            wipe = next();
        }
    }

    private @Nullable Runnable next() {
        return wipes.poll();
    }
}
