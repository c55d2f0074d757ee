// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.ListenPoint;
import org.securecall.app.api.ProbeListener;
import org.securecall.app.api.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SIP user agent over JAIN-SIP. */
public final class JainSipUserAgent implements SipUserAgent {

    private static final Logger LOG = LoggerFactory.getLogger(JainSipUserAgent.class);
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SipOptions options;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sip-timer").factory());
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Object callGone = new Object();
    private final Map<String, CallLeg> calls = new ConcurrentHashMap<>();
    private final Map<String, Registration> registrations = new ConcurrentHashMap<>();
    private final Surroundings around;
    private final Consumer<SipEvent> events;

    private JainSipUserAgent(SipOptions options, SipListener listener, BoundPorts ports) throws SipException {
        this.options = options;
        this.port = ports.tcp().getLocalPort();
        this.events = listener::onSipEvent;
        MalformedCounter malformed = new MalformedCounter(events);
        ServerLocator locator = new ServerLocator(new SystemDns(), threads);
        SipMessages messages = new SipMessages(options.userAgent());
        Work work = new Work(threads, timer);
        IncomingRequests incoming = new IncomingRequests(this::add, this::calls, this::registered, messages);
        Lines lines = new Lines(ports.udp(), ports.tcp(), options.bind(), incoming, malformed);
        this.around = new Surroundings(work, lines, locator, messages, events, this::remove);
        incoming.open(around);
    }

    /**
     * Opens the sockets and starts.
     *
     * @param listener called on the stack's threads
     * @throws SipUnavailableException when the port or the address cannot be used
     */
    public static JainSipUserAgent open(SipOptions options, SipListener listener) throws SipUnavailableException {
        BoundPorts ports = BoundPorts.of(options);
        try {
            return new JainSipUserAgent(options, listener, ports);
        } catch (SipException e) {
            try {
                ports.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw new SipUnavailableException("The SIP stack does not start on this machine", e);
        }
    }

    @Override
    public List<ListenPoint> listening() {
        List<ListenPoint> points = new ArrayList<>();
        for (InetAddress address : addresses()) {
            points.add(new ListenPoint(Transport.UDP, address.getHostAddress(), port));
            points.add(new ListenPoint(Transport.TCP, address.getHostAddress(), port));
        }
        return points;
    }

    private List<InetAddress> addresses() {
        if (options.bind().isPresent()) {
            return List.of(options.bind().get());
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLinkLocalAddress())
                    .toList();
        } catch (IOException e) {
            LOG.debug("The network interfaces cannot be listed: {}", Kind.of(e));
            return List.of(InetAddress.getLoopbackAddress());
        }
    }

    @Override
    public InetAddress localAddressTowards(String target, Optional<SipAccount> from) {
        if (options.bind().isPresent()) {
            return options.bind().get();
        }
        Optional<Flow> registered =
                from.map(a -> registrations.get(a.spec().address())).flatMap(Registration::flow);
        if (registered.isPresent()) {
            return registered.get().local();
        }
        try {
            String host = from.isPresent()
                    ? new Outbound(from.get()).registrar().host()
                    : SipMessages.uri(target).getHost();
            Optional<InetAddress> known = around.locator().known(host);
            return known.isPresent()
                    ? LocalAddress.towards(new InetSocketAddress(known.get(), 5060))
                    : LocalAddress.usual();
        } catch (ParseException | IOException e) {
            return LocalAddress.usual();
        }
    }

    @Override
    public void register(SipAccount account) {
        String address = account.spec().address();
        try {
            Registration fresh = new Registration(around, new Outbound(account));
            Registration before = registrations.put(address, fresh);
            TlsIdentity now = fresh.account().identity();
            around.lines().allow(now);
            if (before == null) {
                fresh.start();
            } else if (before.account().identity().trustsAs(now)) {
                before.stop(fresh::start);
            } else {
                revokeUnlessUsed(before.account().identity());
                before.leave(fresh::start);
            }
        } catch (ParseException e) {
            events.accept(new SipEvent.RegistrationChanged(
                    address,
                    AccountSnapshot.Registration.FAILED,
                    0,
                    "The account's address or server is not valid.",
                    Optional.empty()));
        }
    }

    /** What another account trusts on the same terms goes on. */
    private void revokeUnlessUsed(TlsIdentity former) {
        if (registered().stream().noneMatch(r -> r.account().identity().equals(former))) {
            around.lines().revoke(former);
        }
    }

    @Override
    public void unregister(String address) {
        Registration registration = registrations.remove(address);
        if (registration != null) {
            registration.stop(() -> {});
        }
    }

    @Override
    public AccountProbe probe(SipAccount account, ProbeListener listener, Runnable onClose) {
        try {
            return new ServerProbe(around, new Outbound(account), options.bind(), listener, onClose);
        } catch (ParseException e) {
            throw new IllegalArgumentException("Not the address of an account", e);
        }
    }

    @Override
    public void invite(String call, String target, Optional<SipAccount> from, String sdp) {
        try {
            SipURI uri = SipMessages.uri(target);
            Optional<Outbound> account = from.isPresent() ? Optional.of(new Outbound(from.get())) : Optional.empty();
            OutgoingLeg leg = new OutgoingLeg(call, around, uri, account, sdp);
            calls.put(call, leg);
            leg.start();
        } catch (ParseException e) {
            events.accept(new SipEvent.Ended(call, 0, "The address is not a SIP address."));
        }
    }

    @Override
    public void ring(String call, Optional<String> sdp) {
        incoming(call, leg -> leg.ring(sdp));
    }

    @Override
    public void accept(String call, String sdp) {
        incoming(call, leg -> leg.accept(sdp));
    }

    @Override
    public void reject(String call, int code) {
        incoming(call, leg -> leg.reject(code));
    }

    @Override
    public void hangUp(String call) {
        any(call, CallLeg::hangUp);
    }

    @Override
    public void answerOffer(String call, String sdp) {
        any(call, leg -> leg.answerOffer(sdp));
    }

    @Override
    public void refuseOffer(String call) {
        any(call, CallLeg::refuseOffer);
    }

    @Override
    public void offer(String call, String sdp) {
        any(call, leg -> leg.offer(sdp));
    }

    private void any(String call, Consumer<CallLeg> action) {
        CallLeg leg = calls.get(call);
        if (leg != null) {
            leg.tasks.execute(() -> action.accept(leg));
        }
    }

    private void incoming(String call, Consumer<IncomingLeg> action) {
        any(call, leg -> {
            if (leg instanceof IncomingLeg in) {
                action.accept(in);
            }
        });
    }

    private void add(CallLeg leg) {
        calls.put(leg.name, leg);
    }

    private void remove(CallLeg leg) {
        calls.remove(leg.name, leg);
        synchronized (callGone) {
            callGone.notifyAll();
        }
    }

    private List<CallLeg> calls() {
        return List.copyOf(calls.values());
    }

    private List<Registration> registered() {
        return List.copyOf(registrations.values());
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        List<Registration> all = registered();
        registrations.clear();
        CountDownLatch unregistered = new CountDownLatch(all.size());
        calls().forEach(leg -> leg.tasks.execute(leg::hangUp));
        all.forEach(r -> r.stop(unregistered::countDown));
        try {
            long end = System.nanoTime() + CLOSE_NANOS;
            boolean took = unregistered.await(CLOSE_NANOS, TimeUnit.NANOSECONDS);
            boolean hungUp = awaitNoCalls(end);
            if (!took || !hungUp) {
                LOG.debug("A peer or registrar did not answer in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        around.lines().close(threads);
        threads.shutdown();
    }

    private boolean awaitNoCalls(long end) throws InterruptedException {
        synchronized (callGone) {
            while (!calls.isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                callGone.wait(left);
            }
        }
        return true;
    }
}
