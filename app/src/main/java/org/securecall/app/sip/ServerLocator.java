// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.address.SipURI;
import org.securecall.app.api.Transport;

/** Where the server for a SIP URI is (RFC 3263 §4). Blocks for some seconds at most. */
final class ServerLocator {

    /** What is looked for. The transport is empty where the URI and the user leave it open. */
    record Wanted(String host, int port, Optional<Transport> transport) {

        static Wanted of(SipURI uri) {
            Optional<Transport> transport = Optional.ofNullable(uri.getTransportParam())
                    .flatMap(t -> Arrays.stream(Transport.values())
                            .filter(known -> known.name().equalsIgnoreCase(t))
                            .findFirst());
            // A sips URI is never reached without TLS (RFC 3261 §26.2.2).
            return new Wanted(
                    uri.getHost(), Math.max(uri.getPort(), 0), uri.isSecure() ? Optional.of(Transport.TLS) : transport);
        }

        int portOr(Transport by) {
            return port > 0 ? port : by == Transport.TLS ? 5061 : 5060;
        }
    }

    private final Map<String, InetAddress> lastFound = new ConcurrentHashMap<>();

    /**
     * In the order to be tried.
     *
     * @throws FlowException when there is no such host
     */
    List<Target> locate(Wanted wanted) throws FlowException {
        Transport transport = wanted.transport().orElse(Transport.UDP);
        return addresses(wanted.host()).stream()
                .map(address -> new Target(transport, address, wanted.portOr(transport)))
                .toList();
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

    private List<InetAddress> addresses(String host) throws FlowException {
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        try {
            List<InetAddress> found = List.of(InetAddress.getAllByName(host));
            lastFound.put(host, found.getFirst());
            return found;
        } catch (UnknownHostException e) {
            throw new FlowException(SipFailure.of("The server " + host + " is not known."), e);
        }
    }

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
