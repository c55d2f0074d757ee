// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.concurrent.Future;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A 2xx to an INVITE, said again until its ACK comes, over any transport (RFC 3261 §13.3.1.4). Owned by the call's tasks. */
final class TwoHundred {

    private static final Logger LOG = LoggerFactory.getLogger(TwoHundred.class);
    private static final long T1_MILLIS = 500;
    private static final long T2_MILLIS = 4000;
    private static final long GIVE_UP_MILLIS = 64 * T1_MILLIS;

    private final Work work;
    private final SerialTasks tasks;
    private final SipLine line;
    private final Response answer;
    private final Runnable neverAcknowledged;
    private long interval = T1_MILLIS;
    private long elapsed;
    private boolean stopped;
    private @Nullable Future<?> next;

    /** The first was sent already. */
    TwoHundred(Work work, SerialTasks tasks, SipLine line, Response answer, Runnable neverAcknowledged) {
        this.work = work;
        this.tasks = tasks;
        this.line = line;
        this.answer = answer;
        this.neverAcknowledged = neverAcknowledged;
        schedule();
    }

    /** Whether it was for this one; then it is not repeated again. */
    boolean acknowledgedBy(Request ack) {
        if (SipMessages.cseq(ack) != SipMessages.cseq(answer)) {
            return false;
        }
        stop();
        return true;
    }

    void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void schedule() {
        long wait = interval;
        next = work.after(wait, tasks, () -> due(wait));
    }

    private void due(long waited) {
        if (stopped) {
            return;
        }
        elapsed += waited;
        if (elapsed >= GIVE_UP_MILLIS) {
            stopped = true;
            neverAcknowledged.run();
            return;
        }
        try {
            line.repeat((Response) answer.clone());
        } catch (SipException e) {
            LOG.debug("A 2xx could not be repeated: {}", Kind.of(e));
        }
        interval = Math.min(2 * interval, T2_MILLIS);
        schedule();
    }
}
