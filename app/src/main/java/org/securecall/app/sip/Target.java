// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.javax.sip.stack.HopImpl;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;
import org.securecall.app.api.Transport;

/** Where a request goes next: what server location (RFC 3263) ends in. */
record Target(Transport transport, InetAddress address, int port) {

    Hop hop() {
        return new HopImpl(literal(address), port, transport.token());
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    /** As it stands in a SIP URI: IPv6 in brackets, no scope. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        String plain = scope < 0 ? text : text.substring(0, scope);
        return address instanceof Inet6Address ? "[" + plain + "]" : plain;
    }
}
