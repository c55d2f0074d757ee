// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What server location asks of the domain name system. Every question may block for some seconds. */
interface Dns {

    /** A NAPTR record of the terminal kind {@code s} (RFC 3403). */
    record Naptr(int order, int preference, String service, String replacement) {}

    /** An SRV record (RFC 2782). */
    record Srv(int priority, int weight, int port, String host) {}

    /** In the order the server gave; empty where there are none, or nobody answers. */
    List<Naptr> naptr(String domain);

    /** In the order the server gave; empty where there are none, or nobody answers. */
    List<Srv> srv(String name);

    /**
     * A and AAAA, as this machine looks up hosts.
     *
     * @throws UnknownHostException when there are none
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
