// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.MinExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.ServerCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One account's binding at its registrar (RFC 3261 §10), made, kept and taken back. */
final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int WANTED_SECONDS = 600;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(4);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    /** How long a server may take to let go, when a changed account waits for it. */
    private static final Duration UNREGISTER = Duration.ofSeconds(3);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(25);

    private final Surroundings around;
    private final Outbound account;
    private final SerialTasks tasks;
    private final Authenticator authenticator;
    private final String callId = SipMessages.token(16);
    private final String fromTag = SipMessages.token(8);
    /** By which flow the account is registered; read when a call comes in. */
    private final AtomicReference<@Nullable Flow> current = new AtomicReference<>();

    private long cseq;
    private int wantedSeconds = WANTED_SECONDS;
    private Duration retry = FIRST_RETRY;
    private boolean stopped;
    private @Nullable Exchange running;
    private @Nullable Future<?> next;
    private @Nullable Future<?> keepAlive;
    private @Nullable SipURI contact;
    private @Nullable Runnable afterUnregister;
    private SipEvent.@Nullable RegistrationChanged told;

    Registration(Surroundings around, Outbound account) {
        this.around = around;
        this.account = account;
        this.tasks = new SerialTasks(around.work().threads(), this::broken);
        this.authenticator = account.authenticator();
    }

    Outbound account() {
        return account;
    }

    /** The flow that is registered, if one is. */
    Optional<Flow> flow() {
        return Optional.ofNullable(current.get());
    }

    /** From any thread. */
    void start() {
        tasks.execute(this::register);
    }

    /** A connection ended: if the account is registered by it, nobody can reach us until it registers again. From any thread. */
    void disconnected(SipLine line, InetSocketAddress peer) {
        tasks.execute(() -> {
            Flow flow = current.get();
            if (flow == null || stopped || !flow.at(line, peer) || line.alive(flow)) {
                return;
            }
            current.set(null);
            cancelTimers();
            // RFC 5626 §4.5: not all at once, when it was the server that restarted.
            next = around.work().after(500 + RANDOM.nextInt(1500), tasks, this::register);
        });
    }

    /** Takes the binding back and then runs what is given; from any thread. */
    void stop(Runnable then) {
        tasks.execute(() -> {
            if (stopped) {
                then.run();
                return;
            }
            stopped = true;
            cancelTimers();
            if (running != null) {
                running.abandon();
            }
            Flow flow = current.getAndSet(null);
            if (flow == null) {
                unregistered(then);
                return;
            }
            afterUnregister = then;
            Unregister last = new Unregister();
            running = exchange(List.of(flow.target()), last);
            running.start();
            around.work().after(UNREGISTER.toMillis(), tasks, last::finish);
        });
    }

    /** Ends without a word to a server that is not trusted as before, and then runs what is given; from any thread. */
    void leave(Runnable then) {
        tasks.execute(() -> {
            stopped = true;
            cancelTimers();
            if (running != null) {
                running.abandon();
            }
            current.set(null);
            unregistered(then);
        });
    }

    private void unregistered(Runnable then) {
        tell(AccountSnapshot.Registration.UNREGISTERED, 0, "", Optional.empty());
        then.run();
    }

    private void register() {
        if (stopped || running != null) {
            return;
        }
        tell(AccountSnapshot.Registration.REGISTERING, 0, "", Optional.empty());
        refresh();
    }

    /** Without a word to the user as long as it goes well. */
    private void refresh() {
        if (stopped || running != null) {
            return;
        }
        cancelTimers();
        // Stands for the exchange while the server is looked for.
        Exchange looking = exchange(List.of(), new Register());
        running = looking;
        around.work().threads().execute(() -> {
            try {
                List<Target> targets = around.locator().locate(account.registrar());
                tasks.execute(() -> {
                    if (running == looking && !stopped) {
                        running = exchange(targets, new Register());
                        running.start();
                    }
                });
            } catch (FlowException e) {
                tasks.execute(() -> {
                    if (running == looking && !stopped) {
                        failed(e.failure());
                    }
                });
            }
        });
    }

    private Exchange exchange(List<Target> targets, Exchange.Party party) {
        return new Exchange(
                around.work(),
                tasks,
                authenticator,
                target -> around.lines().line(target, account.identity()),
                targets,
                party);
    }

    private Request request(Flow flow, int expires) {
        cseq++;
        SipURI here = SipMessages.contact(account.contactUser(), flow, flow.localPort());
        contact = here;
        Request request = around.messages()
                .request(
                        new SipMessages.Outline(
                                Request.REGISTER,
                                SipMessages.domain(account.addressOfRecord()),
                                account.from(),
                                fromTag,
                                account.from(),
                                Optional.empty(),
                                callId,
                                cseq,
                                List.of()),
                        flow);
        SipMessages.addContact(request, here);
        SipMessages.addHeader(request, "Expires", Integer.toString(expires));
        return request;
    }

    private final class Register implements Exchange.Party {
        @Override
        public Request request(Flow flow) {
            return Registration.this.request(flow, wantedSeconds);
        }

        @Override
        public void provisional(Flow flow, Response response) {}

        @Override
        public void answered(Flow flow, Request request, Response response) {
            running = null;
            int code = response.getStatusCode();
            if (code < 300) {
                registered(flow, response);
            } else if (code == 423
                    && response.getHeader(MinExpiresHeader.NAME) instanceof MinExpiresHeader least
                    && least.getExpires() > wantedSeconds
                    && least.getExpires() <= 86400) {
                // RFC 3261 §10.3: the interval is too brief for this registrar.
                wantedSeconds = least.getExpires();
                refresh();
            } else if (code == Response.UNAUTHORIZED
                    || code == Response.FORBIDDEN
                    || code == Response.PROXY_AUTHENTICATION_REQUIRED) {
                // Trying the same password again and again would lock the account.
                current.set(null);
                tell(AccountSnapshot.Registration.FAILED, code, SipSentences.WRONG_PASSWORD, flow.certificate());
            } else {
                retryLater(new SipFailure(code, SipSentences.registration(code), flow.certificate()));
            }
        }

        @Override
        public void failed(SipFailure failure) {
            Registration.this.failed(failure);
        }
    }

    private final class Unregister implements Exchange.Party {
        @Override
        public Request request(Flow flow) {
            return Registration.this.request(flow, 0);
        }

        @Override
        public void provisional(Flow flow, Response response) {}

        @Override
        public void answered(Flow flow, Request request, Response response) {
            finish();
        }

        @Override
        public void failed(SipFailure failure) {
            finish();
        }

        private void finish() {
            Runnable then = afterUnregister;
            afterUnregister = null;
            if (then != null) {
                unregistered(then);
            }
        }
    }

    private void registered(Flow flow, Response response) {
        authenticator.accepted();
        retry = FIRST_RETRY;
        current.set(flow);
        int granted = granted(response);
        tell(AccountSnapshot.Registration.REGISTERED, response.getStatusCode(), "", flow.certificate());
        next = around.work().after(Math.max(granted * 900L, 1000), tasks, this::refresh);
        keepAlive = around.work().after(KEEP_ALIVE.toMillis(), tasks, () -> keepAlive(flow));
    }

    /** Seconds, by the Contact that is ours, else by Expires (RFC 3261 §10.2.4). */
    private int granted(Response response) {
        SipURI ours = contact;
        Iterator<?> contacts = response.getHeaders(ContactHeader.NAME);
        while (contacts.hasNext()) {
            if (contacts.next() instanceof ContactHeader header
                    && header.getAddress() != null
                    && header.getAddress().getURI() instanceof SipURI uri
                    && ours != null
                    && String.valueOf(ours.getUser()).equals(uri.getUser())
                    && ours.getPort() == uri.getPort()
                    && header.getExpires() > 0) {
                return header.getExpires();
            }
        }
        return response.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires && expires.getExpires() > 0
                ? expires.getExpires()
                : wantedSeconds;
    }

    private void keepAlive(Flow flow) {
        if (stopped || !flow.equals(current.get())) {
            return;
        }
        if (!flow.line().alive(flow)) {
            // The binding points to a connection that is gone.
            register();
            return;
        }
        keepAlive = around.work().after(KEEP_ALIVE.toMillis(), tasks, () -> keepAlive(flow));
        around.work().threads().execute(() -> {
            try {
                flow.line().keepAlive(flow);
            } catch (IOException e) {
                LOG.debug("A keep-alive could not be sent: {}", Kind.of(e));
            }
        });
    }

    private void failed(SipFailure failure) {
        running = null;
        retryLater(failure);
    }

    private void broken() {
        failed(SipFailure.of("The registration failed inside this telephone."));
    }

    private void retryLater(SipFailure failure) {
        current.set(null);
        if (stopped) {
            return;
        }
        tell(AccountSnapshot.Registration.FAILED, failure.code(), failure.sentence(), failure.certificate());
        cancelTimers();
        next = around.work().after(retry.toMillis(), tasks, this::register);
        Duration doubled = retry.multipliedBy(2);
        retry = doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
    }

    private void cancelTimers() {
        if (next != null) {
            next.cancel(false);
        }
        if (keepAlive != null) {
            keepAlive.cancel(false);
        }
    }

    /** A refresh that went well is no news. */
    private void tell(
            AccountSnapshot.Registration state, int code, String reason, Optional<ServerCertificate> certificate) {
        SipEvent.RegistrationChanged news =
                new SipEvent.RegistrationChanged(account.spec().address(), state, code, reason, certificate);
        if (!news.equals(told)) {
            told = news;
            around.events().accept(news);
        }
    }
}
