// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sip.address.SipURI;
import org.securecall.app.api.Transport;

/** Where the server for a SIP URI is (RFC 3263 §4). Blocks for some seconds at most. */
final class ServerLocator {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LIMIT = Duration.ofSeconds(12);
    private static final int MAX_TARGETS = 8;

    /**
     * What is looked for.
     *
     * @param transport empty where the URI and the user leave it open
     * @param inUri whether the URI itself names the transport, so that no NAPTR is asked for (RFC 3263 §4.1)
     */
    record Wanted(String host, int port, Optional<Transport> transport, boolean inUri) {

        /** What an account asks for: its transport and no other, by whatever name the domain has for it. */
        Wanted(String host, int port, Optional<Transport> transport) {
            this(host, port, transport, false);
        }

        static Wanted of(SipURI uri) {
            Optional<Transport> transport = Optional.ofNullable(uri.getTransportParam())
                    .flatMap(t -> Arrays.stream(Transport.values())
                            .filter(known -> known.name().equalsIgnoreCase(t))
                            .findFirst());
            // A sips URI is never reached without TLS (RFC 3261 §26.2.2).
            return new Wanted(
                    uri.getHost(),
                    Math.max(uri.getPort(), 0),
                    uri.isSecure() ? Optional.of(Transport.TLS) : transport,
                    transport.isPresent());
        }
    }

    private final Dns dns;
    private final Executor threads;
    private final Map<String, InetAddress> lastFound = new ConcurrentHashMap<>();

    ServerLocator(Dns dns, Executor threads) {
        this.dns = dns;
        this.threads = threads;
    }

    /**
     * In the order to be tried, one at least.
     *
     * @throws FlowException when there is no such server, or no name server answers in time
     */
    List<Target> locate(Wanted wanted) throws FlowException {
        if (literal(wanted.host()).isPresent()) {
            return lookUp(wanted);
        }
        CompletableFuture<List<Target>> looking = CompletableFuture.supplyAsync(() -> lookUp(wanted), threads);
        try {
            List<Target> found = looking.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (found.isEmpty()) {
                throw unknown(wanted, new UnknownHostException(wanted.host()));
            }
            lastFound.put(wanted.host(), found.getFirst().address());
            return found;
        } catch (TimeoutException e) {
            throw new FlowException(SipFailure.of("No name server answers."), e);
        } catch (ExecutionException e) {
            throw unknown(wanted, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(wanted, e);
        }
    }

    static FlowException unknown(Wanted wanted, Exception e) {
        return new FlowException(SipFailure.of("The server " + wanted.host() + " is not known."), e);
    }

    /** An address of the host as far as it is known without asking anyone. */
    Optional<InetAddress> known(String host) {
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return literal;
        }
        return "localhost".equalsIgnoreCase(host)
                ? Optional.of(InetAddress.getLoopbackAddress())
                : Optional.ofNullable(lastFound.get(host));
    }

    private List<Target> lookUp(Wanted wanted) {
        return targets(wanted, hasServices(wanted) ? services(wanted).asked() : List.of())
                .targets();
    }

    /** RFC 3263 §4.1 and §4.2: an address, a port, or a name that is none of DNS, leaves nothing to ask but addresses. */
    static boolean hasServices(Wanted wanted) {
        return literal(wanted.host()).isEmpty()
                && wanted.port() == 0
                && wanted.host().indexOf('.') >= 0;
    }

    /** A way to be reached, and the name under which its servers are found. */
    record Service(Transport transport, String name) {}

    /**
     * What is to be asked for servers.
     *
     * @param named what of it the domain named itself
     * @param others transports that the domain names and that are not wanted
     */
    record Services(List<Service> asked, boolean named, List<Transport> others) {}

    /** Asks for NAPTR where that is to be done. Blocks for some seconds. */
    Services services(Wanted wanted) {
        if (wanted.inUri() && wanted.transport().isPresent()) {
            return new Services(List.of(service(wanted.transport().get(), wanted.host())), false, List.of());
        }
        List<Service> named = dns.naptr(wanted.host()).stream()
                .sorted(Comparator.comparingInt(Dns.Naptr::order).thenComparingInt(Dns.Naptr::preference))
                .flatMap(n -> transportOf(n.service()).map(t -> new Service(t, n.replacement())).stream())
                .toList();
        List<Service> fitting = named.stream()
                .filter(s -> wanted.transport().isEmpty() || wanted.transport().get() == s.transport())
                .toList();
        List<Transport> others = named.stream()
                .filter(s -> !fitting.contains(s))
                .map(Service::transport)
                .distinct()
                .toList();
        if (!fitting.isEmpty()) {
            return new Services(fitting, true, others);
        }
        List<Service> usual = wanted.transport().isPresent()
                ? List.of(service(wanted.transport().get(), wanted.host()))
                : List.of(service(Transport.UDP, wanted.host()), service(Transport.TCP, wanted.host()));
        return new Services(usual, false, others);
    }

    /**
     * Where the servers are.
     *
     * @param bySrv whether SRV records said so, and not the name alone
     */
    record Located(List<Target> targets, boolean bySrv) {}

    /** Asks for SRV and addresses. Blocks for some seconds; possibly none. */
    Located targets(Wanted wanted, List<Service> services) {
        List<Target> targets = new ArrayList<>();
        for (Service service : services) {
            for (Dns.Srv srv : ordered(dns.srv(service.name()))) {
                addresses(srv.host(), srv.port(), service.transport(), targets);
            }
        }
        boolean bySrv = !targets.isEmpty();
        if (!bySrv) {
            Transport transport = wanted.transport().orElse(Transport.UDP);
            Optional<InetAddress> literal = literal(wanted.host());
            if (literal.isPresent()) {
                targets.add(new Target(transport, literal.get(), port(wanted, transport)));
            } else {
                addresses(wanted.host(), port(wanted, transport), transport, targets);
            }
        }
        return new Located(List.copyOf(targets.subList(0, Math.min(targets.size(), MAX_TARGETS))), bySrv);
    }

    private static Service service(Transport transport, String host) {
        String prefix = switch (transport) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
        };
        return new Service(transport, prefix + host);
    }

    private static Optional<Transport> transportOf(String naptrService) {
        return switch (naptrService.toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Optional.of(Transport.UDP);
            case "SIP+D2T" -> Optional.of(Transport.TCP);
            case "SIPS+D2T" -> Optional.of(Transport.TLS);
            default -> Optional.empty();
        };
    }

    /** By priority; within one, drawn by weight (RFC 2782). */
    private static List<Dns.Srv> ordered(List<Dns.Srv> records) {
        List<Dns.Srv> left = new ArrayList<>(records);
        List<Dns.Srv> drawn = new ArrayList<>();
        while (!left.isEmpty()) {
            int lowest = left.stream().mapToInt(Dns.Srv::priority).min().orElseThrow();
            List<Dns.Srv> same =
                    left.stream().filter(s -> s.priority() == lowest).toList();
            int total = same.stream().mapToInt(s -> s.weight() + 1).sum();
            int at = RANDOM.nextInt(total);
            for (Dns.Srv srv : same) {
                at -= srv.weight() + 1;
                if (at < 0) {
                    drawn.add(srv);
                    left.remove(srv);
                    break;
                }
            }
        }
        return drawn;
    }

    private void addresses(String host, int port, Transport transport, List<Target> into) {
        // RFC 2782: a target of "." says that the service is not there.
        if (host.isEmpty() || host.equals(".")) {
            return;
        }
        try {
            for (InetAddress address : dns.addresses(host)) {
                into.add(new Target(transport, address, port));
            }
        } catch (UnknownHostException none) {
            // One dead name among several must not hide the others; that none is left is said by the caller.
            lastFound.remove(host);
        }
    }

    private static int port(Wanted wanted, Transport by) {
        return wanted.port() > 0 ? wanted.port() : by == Transport.TLS ? 5061 : 5060;
    }

    /** The address that a literal, in brackets or not, stands for; empty for a name. */
    static Optional<InetAddress> literal(String host) {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean likely = plain.indexOf(':') >= 0 || plain.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        if (!likely) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(plain));
        } catch (IllegalArgumentException notLiteral) {
            return Optional.empty();
        }
    }
}
