// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.secret;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The only way a SIP address or a network address gets into a log: enough to tell two apart, too little to name anyone. */
public final class Redacted {

    private Redacted() {}

    /** {@code sip:alice@example.org} becomes {@code sip:a***@e***}, whatever follows is dropped. */
    public static String uri(@Nullable String uri) {
        if (uri == null || uri.isBlank()) {
            return "-";
        }
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon + 1);
        String rest = uri.substring(colon + 1);
        int at = rest.indexOf('@');
        return at < 0
                ? scheme + first(rest)
                : scheme + first(rest.substring(0, at)) + "@" + first(rest.substring(at + 1));
    }

    /** Keeps the port and whether the host is this machine. */
    public static String address(@Nullable InetSocketAddress address) {
        if (address == null) {
            return "-";
        }
        boolean local = address.getAddress() != null && address.getAddress().isLoopbackAddress();
        return (local ? "loopback" : "host") + ":" + address.getPort();
    }

    private static String first(String text) {
        return text.isEmpty() ? "***" : text.charAt(0) + "***";
    }
}
