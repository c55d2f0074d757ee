// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the address behind what the SDP says: at once for a literal, and not on the loop for a name (RFC 8866 §5.7). */
final class AddressResolver {

    private static final Logger LOG = LoggerFactory.getLogger(AddressResolver.class);

    private AddressResolver() {}

    /** Resolved already, or a literal; empty for a host name. Never blocks. */
    static Optional<InetSocketAddress> atOnce(InetSocketAddress address) {
        if (!address.isUnresolved()) {
            return Optional.of(address);
        }
        try {
            return Optional.of(
                    new InetSocketAddress(InetAddress.ofLiteral(address.getHostString()), address.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Asks the name service; blocks. The address stays unresolved when there is no answer. */
    static InetSocketAddress byName(InetSocketAddress address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address.getHostString()), address.getPort());
        } catch (UnknownHostException e) {
            LOG.warn("The name of the peer's media address cannot be resolved");
            return address;
        }
    }

    /** Whether packets can be sent there: an unspecified address or port is an old way to say "hold" (RFC 3264 §8.4). */
    static boolean isUsable(InetSocketAddress address) {
        return !address.isUnresolved()
                && address.getPort() != 0
                && !address.getAddress().isAnyLocalAddress();
    }
}
