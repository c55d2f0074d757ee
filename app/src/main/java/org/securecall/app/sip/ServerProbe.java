// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import javax.sip.RequestEvent;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.ProbeListener;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.ProbeStep.Kind;
import org.securecall.app.api.ProbeStep.Outcome;
import org.securecall.app.api.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps to an account's server over a TLS line of its own. One run at a time: a virtual thread takes the steps, and whether it still
 * counts is asked before each word to the listener.
 */
final class ServerProbe implements AccountProbe {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);

    private final Surroundings around;
    private final Outbound account;
    private final Optional<InetAddress> bind;
    private final ProbeListener listener;
    private final Runnable onClose;

    private @Nullable Run current;
    private ServerLocator.@Nullable Services services;
    private List<Target> targets = List.of();
    private @Nullable SipLine line;
    private @Nullable Flow flow;
    private boolean closed;

    ServerProbe(
            Surroundings around,
            Outbound account,
            Optional<InetAddress> bind,
            ProbeListener listener,
            Runnable onClose) {
        this.around = around;
        this.account = account;
        this.bind = bind;
        this.listener = listener;
        this.onClose = onClose;
    }

    @Override
    public synchronized CompletionStage<Boolean> run(Kind from, Kind last) {
        cancel();
        Run run = new Run(last);
        if (closed) {
            run.done.complete(false);
            return run.done;
        }
        current = run;
        Kind first = first(from);
        around.work().threads().execute(() -> run.take(first));
        return run.done;
    }

    /** Where to begin so that nothing is missing. */
    private Kind first(Kind wanted) {
        if (services == null || wanted == Kind.NAPTR) {
            return Kind.NAPTR;
        }
        if (targets.isEmpty() || wanted == Kind.SRV) {
            return Kind.SRV;
        }
        Flow open = flow;
        return wanted == Kind.REGISTER && open != null && open.line().alive(open) ? Kind.REGISTER : Kind.CONNECT;
    }

    private void cancel() {
        Run before = current;
        current = null;
        if (before != null) {
            before.cancelled();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        cancel();
        closeLine();
        onClose.run();
    }

    private void closeLine() {
        SipLine open = line;
        line = null;
        flow = null;
        if (open != null) {
            open.disconnect();
            open.close(around.work().threads());
        }
    }

    private synchronized void keep(Run run, ServerLocator.Services found) {
        if (run.equals(current)) {
            services = found;
            targets = List.of();
        }
    }

    private synchronized void keep(Run run, List<Target> found) {
        if (run.equals(current)) {
            targets = found;
        }
    }

    private synchronized void keep(Run run, Flow opened) {
        if (run.equals(current)) {
            flow = opened;
        }
    }

    /** A fresh line for TLS, in the place of the one before; for other transports the telephone's. */
    private synchronized SipLine openLine(Run run, Runnable onConnected) throws FlowException {
        run.check();
        closeLine();
        if (account.spec().transport() != Transport.TLS) {
            return around.lines().plain();
        }
        try {
            SipLine opened = SipLine.tls(
                    new TlsConnector(account.identity(), onConnected),
                    bind,
                    new Silence(),
                    new MalformedCounter(event -> {}));
            line = opened;
            return opened;
        } catch (SipException | IOException e) {
            if (e instanceof FlowException known) {
                throw known;
            }
            throw new FlowException(SipFailure.of("TLS cannot be used on this machine."), e);
        }
    }

    /** Nobody may call over a connection that is only tried out. */
    private static final class Silence implements SipLine.Handler {
        @Override
        public void request(SipLine line, RequestEvent event) {}

        @Override
        public void disconnected(SipLine line, InetSocketAddress peer) {}
    }

    /** One way through the steps. */
    private final class Run {

        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private final Kind last;
        private Kind now = Kind.NAPTR;
        private long began;
        private @Nullable RegisterQuery query;

        Run(Kind last) {
            this.last = last;
        }

        /** Told nothing more from here on; what blocks ends soon, or by itself. */
        void cancelled() {
            done.complete(false);
            RegisterQuery asking = query;
            if (asking != null) {
                asking.abandon();
            }
        }

        void check() throws FlowException {
            if (done.isDone()) {
                throw new FlowException(SipFailure.of("Cancelled."), new IllegalStateException("Cancelled"));
            }
        }

        void take(Kind first) {
            try {
                if (first.compareTo(Kind.NAPTR) <= 0) {
                    nameServices();
                }
                if (first.compareTo(Kind.SRV) <= 0 && last.compareTo(Kind.SRV) >= 0) {
                    findServers();
                }
                if (first.compareTo(Kind.CERTIFICATE) <= 0 && last.compareTo(Kind.CONNECT) >= 0) {
                    open();
                }
                if (last == Kind.REGISTER) {
                    register();
                }
                done.complete(true);
            } catch (FlowException e) {
                end(Outcome.FAILED, e.failure().sentence(), e.failure());
                done.complete(false);
            } catch (RuntimeException e) {
                LOG.error("A step of a try-out failed: {}", org.securecall.app.sip.Kind.of(e));
                end(Outcome.FAILED, "This step failed inside this telephone.", SipFailure.of(""));
                done.complete(false);
            }
        }

        private void begin(Kind kind) throws FlowException {
            check();
            now = kind;
            began = System.nanoTime();
            tell(new ProbeStep(kind, Outcome.RUNNING, "", Duration.ZERO, Optional.empty()));
        }

        private void end(Outcome outcome, String reason, SipFailure what) {
            tell(new ProbeStep(now, outcome, reason, Duration.ofNanos(System.nanoTime() - began), what.certificate()));
        }

        private void end(Outcome outcome, String reason) {
            end(outcome, reason, SipFailure.of(reason));
        }

        private void tell(ProbeStep step) {
            if (!done.isDone()) {
                listener.onProbeStep(step);
            }
        }

        private void nameServices() throws FlowException {
            begin(Kind.NAPTR);
            ServerLocator.Wanted wanted = account.registrar();
            if (!ServerLocator.hasServices(wanted)) {
                keep(this, new ServerLocator.Services(List.of(), false, List.of()));
                end(
                        Outcome.SKIPPED,
                        "The server is given with its port, or by an address: nothing is to be looked up.");
                return;
            }
            ServerLocator.Services found = around.locator().services(wanted);
            check();
            keep(this, found);
            String name = found.asked().getFirst().name();
            String transport = account.spec().transport().name();
            if (found.named()) {
                end(Outcome.OK, "The domain offers " + transport + " as " + name + ".");
            } else if (found.others().isEmpty()) {
                end(Outcome.SKIPPED, "The domain says nothing about it; " + name + " is usual.");
            } else {
                end(
                        Outcome.SKIPPED,
                        "The domain offers "
                                + String.join(
                                        ", ",
                                        found.others().stream()
                                                .map(Transport::name)
                                                .toList())
                                + " and not " + transport + "; nothing but " + transport + " is tried.");
            }
        }

        private void findServers() throws FlowException {
            begin(Kind.SRV);
            ServerLocator.Services asked = services;
            ServerLocator.Located found =
                    around.locator().targets(account.registrar(), asked == null ? List.of() : asked.asked());
            check();
            if (found.targets().isEmpty()) {
                throw ServerLocator.unknown(
                        account.registrar(),
                        new UnknownHostException(account.registrar().host()));
            }
            keep(this, found.targets());
            Target first = found.targets().getFirst();
            String where = Target.literal(first.address()) + ":" + first.port();
            int more = found.targets().size() - 1;
            end(
                    Outcome.OK,
                    (found.bySrv() ? "The domain names its servers: " : "The server has the address ")
                            + where
                            + (more > 0 ? " and " + more + " more." : "."));
        }

        private void open() throws FlowException {
            boolean tls = account.spec().transport() == Transport.TLS;
            begin(Kind.CONNECT);
            SipLine by = openLine(this, this::connected);
            FlowException refusal = null;
            for (Target target : targets) {
                try {
                    Flow opened = by.open(target);
                    check();
                    keep(this, opened);
                    if (tls) {
                        end(
                                Outcome.OK,
                                "The server proved that it is "
                                        + account.identity().name() + ".",
                                new SipFailure(0, "", opened.certificate()));
                    } else {
                        connected(target);
                    }
                    return;
                } catch (FlowException e) {
                    if (now == Kind.CERTIFICATE) {
                        // Another server of the domain would not make this one right.
                        throw e;
                    }
                    refusal = e;
                }
            }
            throw refusal == null ? ServerLocator.unknown(account.registrar(), new IOException("No target")) : refusal;
        }

        /** Between connection and handshake, on the thread of the steps. */
        private void connected() {
            if (now != Kind.CONNECT) {
                return;
            }
            end(Outcome.OK, "The server answers.");
            try {
                begin(Kind.CERTIFICATE);
            } catch (FlowException cancelled) {
                // Seen again as soon as the connection is there.
                now = Kind.CERTIFICATE;
            }
        }

        private void connected(Target target) throws FlowException {
            if (target.transport() == Transport.UDP) {
                end(Outcome.SKIPPED, "UDP needs no connection.");
            } else {
                end(Outcome.OK, "The server answers.");
            }
            begin(Kind.CERTIFICATE);
            end(Outcome.SKIPPED, "Without TLS a server proves nothing, and who calls whom can be read on the way.");
        }

        private void register() throws FlowException {
            Flow by = flow;
            if (by == null) {
                throw new FlowException(SipFailure.of("The connection is gone."), new IOException("Closed"));
            }
            begin(Kind.REGISTER);
            RegisterQuery asking = new RegisterQuery(around, account, by);
            query = asking;
            check();
            try {
                SipFailure answer = asking.ask().get();
                check();
                if (answer.code() < 200 || answer.code() >= 300) {
                    throw new FlowException(answer, new IOException("Refused"));
                }
                end(Outcome.OK, "The server knows the account, and took name and password.");
            } catch (ExecutionException e) {
                throw new FlowException(SipFailure.of("This step failed inside this telephone."), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FlowException(SipFailure.of("Cancelled."), e);
            } finally {
                query = null;
            }
        }
    }
}
