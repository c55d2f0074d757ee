// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.ClientTransaction;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request until its final answer: target after target (RFC 3263 §4.3), and digest challenges met on the way (RFC 3261 §22).
 * State is owned by the party's tasks; the public entries only post to them.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** After how long without any answer the next target is tried, where there is one. */
    private static final Duration NEXT_TARGET = Duration.ofSeconds(6);

    /** How long other forks may still answer: 64*T1 (RFC 3261 §13.2.2.4). */
    private static final Duration FORKS = Duration.ofSeconds(32);

    private static final Duration ANSWER_TO_CANCEL = Duration.ofSeconds(32);

    /** Who sends. All methods are called on the party's tasks. */
    interface Party {

        /** A complete request with a new branch and the next CSeq. */
        Request request(Flow flow);

        void provisional(Flow flow, Response response);

        /** The final answer, which is no challenge that could be met. */
        void answered(Flow flow, Request request, Response response);

        /** Another 2xx to the same INVITE: a retransmission, or another fork's. */
        default void answeredAgain(Flow flow, Request request, Response response) {}

        /** No target could be reached, or none answered. */
        void failed(SipFailure failure);
    }

    private final Work work;
    private final SerialTasks tasks;
    private final Authenticator authenticator;
    private final LineChoice lines;
    private final Party party;
    private final Deque<Target> targets;

    private @Nullable Flow flow;
    private @Nullable ClientTransaction transaction;
    private @Nullable Request sent;
    private @Nullable Future<?> patience;
    private boolean heard;
    private boolean done;
    private boolean deaf;
    private boolean cancelWanted;
    private boolean cancelSent;
    private @Nullable SipFailure last;

    /** Which line a target is reached by. */
    @FunctionalInterface
    interface LineChoice {
        SipLine line(Target target) throws FlowException;
    }

    Exchange(
            Work work,
            SerialTasks tasks,
            Authenticator authenticator,
            LineChoice lines,
            List<Target> targets,
            Party party) {
        this.work = work;
        this.tasks = tasks;
        this.authenticator = authenticator;
        this.lines = lines;
        this.targets = new ArrayDeque<>(targets);
        this.party = party;
    }

    /** On the party's tasks. */
    void start() {
        Target target = targets.poll();
        if (target == null) {
            finish();
            party.failed(last == null ? SipFailure.of("The address leads nowhere.") : last);
            return;
        }
        work.threads().execute(() -> {
            try {
                Flow opened = lines.line(target).open(target);
                tasks.execute(() -> opened(opened));
            } catch (FlowException e) {
                tasks.execute(() -> next(e.failure()));
            }
        });
    }

    /** Gives up: answers to come are ignored. */
    void abandon() {
        finish();
    }

    /** Sends CANCEL as soon as RFC 3261 §9.1 allows, which is after a provisional answer. */
    void cancel() {
        cancelWanted = true;
        if (done) {
            return;
        }
        if (transaction == null) {
            finish();
            party.failed(SipFailure.of("The call was cancelled."));
        } else if (heard) {
            sendCancel();
        }
    }

    /** An exchange whose answers nobody waits for, such as a CANCEL's. */
    Exchange ignoringAnswers() {
        Exchange ignored = new Exchange(work, tasks, authenticator, lines, List.of(), new Deaf());
        ignored.deaf = true;
        return ignored;
    }

    /** From the line: a response came. */
    void response(ClientTransaction from, Response response) {
        if (!deaf) {
            tasks.execute(() -> responded(from, response));
        }
    }

    /** From the line: nothing came in 64*T1. */
    void timeout(ClientTransaction from) {
        if (!deaf) {
            tasks.execute(() -> {
                if (from.equals(transaction) && !done) {
                    next(new SipFailure(Response.REQUEST_TIMEOUT, SipSentences.NO_ANSWER, Optional.empty()));
                }
            });
        }
    }

    /** From the line: another 2xx to an INVITE that had one. */
    void furtherAnswer(Response response) {
        Flow by = flow;
        Request request = sent;
        if (by != null && request != null) {
            tasks.execute(() -> party.answeredAgain(by, request, response));
        }
    }

    private void opened(Flow opened) {
        if (done) {
            return;
        }
        flow = opened;
        send(opened, party.request(opened));
    }

    private void send(Flow by, Request request) {
        heard = false;
        sent = request;
        try {
            authenticator.addKnown(request);
            transaction = by.line().send(request, by, this);
        } catch (SipException e) {
            LOG.debug("A request could not be sent: {}", Kind.of(e));
            next(SipFailure.of("The connection to the server failed."));
            return;
        }
        if (!targets.isEmpty()) {
            ClientTransaction waiting = transaction;
            patience = work.after(NEXT_TARGET.toMillis(), tasks, () -> impatient(waiting));
        }
    }

    private void impatient(@Nullable ClientTransaction waiting) {
        if (done || heard || waiting == null || !waiting.equals(transaction)) {
            return;
        }
        end(waiting);
        next(new SipFailure(Response.REQUEST_TIMEOUT, SipSentences.NO_ANSWER, Optional.empty()));
    }

    private void next(SipFailure why) {
        if (done) {
            return;
        }
        // What a certificate did wrong says more than that another address does not answer either.
        if (last == null || last.certificate().isEmpty()) {
            last = why;
        }
        if (cancelWanted) {
            targets.clear();
        }
        transaction = null;
        start();
    }

    private void responded(ClientTransaction from, Response response) {
        Flow by = flow;
        Request request = sent;
        if (done || !from.equals(transaction) || by == null || request == null) {
            return;
        }
        heard = true;
        int code = response.getStatusCode();
        if (code < 200) {
            if (cancelWanted) {
                sendCancel();
            }
            party.provisional(by, response);
            return;
        }
        if (code == Response.UNAUTHORIZED || code == Response.PROXY_AUTHENTICATION_REQUIRED) {
            if (!cancelWanted && authenticator.challenged(request, response)) {
                send(by, party.request(by));
                return;
            }
        } else if (code == Response.SERVICE_UNAVAILABLE && !targets.isEmpty()) {
            next(new SipFailure(code, SipSentences.call(code), Optional.empty()));
            return;
        }
        if (code < 300 && Request.INVITE.equals(request.getMethod())) {
            watchForks(by, request);
        }
        finish();
        party.answered(by, request, response);
    }

    private void watchForks(Flow by, Request request) {
        String branch = ((ViaHeader) request.getHeader(ViaHeader.NAME)).getBranch();
        by.line().watchAnswers(branch, this);
        work.after(FORKS.toMillis(), tasks, () -> by.line().forgetAnswers(branch));
    }

    private void sendCancel() {
        ClientTransaction invite = transaction;
        Flow by = flow;
        if (invite == null || by == null) {
            return;
        }
        if (cancelSent) {
            return;
        }
        cancelSent = true;
        // RFC 3261 §9.1: a server of RFC 2543 may never answer what was cancelled.
        work.after(ANSWER_TO_CANCEL.toMillis(), tasks, () -> giveUp(invite));
        try {
            by.line().cancel(invite, by, this);
        } catch (SipException e) {
            LOG.debug("A CANCEL could not be sent: {}", Kind.of(e));
        }
    }

    private void giveUp(ClientTransaction invite) {
        if (!done) {
            end(invite);
            finish();
            party.failed(SipFailure.of("The call was cancelled."));
        }
    }

    private static void end(ClientTransaction transaction) {
        try {
            transaction.terminate();
        } catch (ObjectInUseException e) {
            LOG.debug("A transaction could not be ended: {}", Kind.of(e));
        }
    }

    private void finish() {
        done = true;
        if (patience != null) {
            patience.cancel(false);
        }
    }

    private static final class Deaf implements Party {
        @Override
        public Request request(Flow flow) {
            throw new IllegalStateException("Nothing is sent by this one");
        }

        @Override
        public void provisional(Flow flow, Response response) {}

        @Override
        public void answered(Flow flow, Request request, Response response) {}

        @Override
        public void failed(SipFailure failure) {}
    }
}
