// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Transport;

/** RFC 3263 §4 over a name system of the test's own. */
class ServerLocatorTest {

    private final Map<String, List<Dns.Naptr>> naptr = new HashMap<>();
    private final Map<String, List<Dns.Srv>> srv = new HashMap<>();
    private final Map<String, String> hosts = new HashMap<>();
    private final ServerLocator locator = new ServerLocator(
            new Dns() {
                @Override
                public List<Naptr> naptr(String domain) {
                    return naptr.getOrDefault(domain, List.of());
                }

                @Override
                public List<Srv> srv(String name) {
                    return srv.getOrDefault(name, List.of());
                }

                @Override
                public List<InetAddress> addresses(String host) throws UnknownHostException {
                    String address = hosts.get(host);
                    if (address == null) {
                        throw new UnknownHostException(host);
                    }
                    return List.of(InetAddress.ofLiteral(address));
                }
            },
            Runnable::run);

    private List<String> locate(String uri) throws FlowException, ParseException {
        return shown(locator.locate(ServerLocator.Wanted.of(SipMessages.uri(uri))));
    }

    private static List<String> shown(List<Target> targets) {
        return targets.stream()
                .map(t -> t.transport().token() + " " + t.address().getHostAddress() + " " + t.port())
                .toList();
    }

    @Test
    void anAddressNeedsNoLookup() throws Exception {
        assertThat(locate("sip:a@192.0.2.7")).containsExactly("udp 192.0.2.7 5060");
        assertThat(locate("sip:a@192.0.2.7:5070;transport=tcp")).containsExactly("tcp 192.0.2.7 5070");
        assertThat(locate("sips:a@192.0.2.7")).containsExactly("tls 192.0.2.7 5061");
        assertThat(locate("sip:a@[2001:db8::1]")).containsExactly("udp 2001:db8:0:0:0:0:0:1 5060");
    }

    @Test
    void aPortMeansTheAddressesAlone() throws Exception {
        srv.put("_sip._udp.example.org", List.of(new Dns.Srv(1, 1, 5999, "other.example.org")));
        hosts.put("example.org", "192.0.2.1");
        assertThat(locate("sip:a@example.org:5080")).containsExactly("udp 192.0.2.1 5080");
    }

    @Test
    void naptrChoosesTransportsAndSrvOrdersServers() throws Exception {
        naptr.put(
                "example.org",
                List.of(
                        new Dns.Naptr(50, 50, "SIP+D2T", "_sip._tcp.example.org"),
                        new Dns.Naptr(10, 20, "SIPS+D2T", "_sips._tcp.example.org"),
                        new Dns.Naptr(10, 10, "E2U+web", "nothing.example.org")));
        srv.put(
                "_sips._tcp.example.org",
                List.of(
                        new Dns.Srv(20, 0, 5063, "b.example.org"),
                        new Dns.Srv(10, 0, 5062, "dead.example.org"),
                        new Dns.Srv(10, 0, 5061, "a.example.org")));
        srv.put("_sip._tcp.example.org", List.of(new Dns.Srv(1, 1, 5060, "a.example.org")));
        hosts.put("a.example.org", "192.0.2.1");
        hosts.put("b.example.org", "192.0.2.2");
        assertThat(locate("sip:x@example.org"))
                .containsExactly("tls 192.0.2.1 5061", "tls 192.0.2.2 5063", "tcp 192.0.2.1 5060");
    }

    @Test
    void theAccountsTransportAsksForItsServiceAlone() throws Exception {
        naptr.put("example.org", List.of(new Dns.Naptr(1, 1, "SIP+D2U", "_sip._udp.example.org")));
        srv.put("_sip._udp.example.org", List.of(new Dns.Srv(1, 1, 5060, "a.example.org")));
        srv.put("_sips._tcp.example.org", List.of(new Dns.Srv(1, 1, 5061, "b.example.org")));
        hosts.put("a.example.org", "192.0.2.1");
        hosts.put("b.example.org", "192.0.2.2");
        assertThat(shown(locator.locate(new ServerLocator.Wanted("example.org", 0, Optional.of(Transport.TLS)))))
                .containsExactly("tls 192.0.2.2 5061");
        assertThat(locate("sips:x@example.org")).containsExactly("tls 192.0.2.2 5061");
    }

    @Test
    void anAccountsTransportIsFoundUnderTheNameThatTheDomainHasForItAndNoOther() throws Exception {
        naptr.put(
                "example.org",
                List.of(
                        new Dns.Naptr(1, 1, "SIP+D2U", "_sip._udp.example.org"),
                        new Dns.Naptr(2, 1, "SIPS+D2T", "_sips._tcp.provider.example")));
        srv.put("_sip._udp.example.org", List.of(new Dns.Srv(1, 1, 5060, "a.example.org")));
        srv.put("_sips._tcp.provider.example", List.of(new Dns.Srv(1, 1, 5061, "b.example.org")));
        hosts.put("a.example.org", "192.0.2.1");
        hosts.put("b.example.org", "192.0.2.2");
        ServerLocator.Wanted wanted = new ServerLocator.Wanted("example.org", 0, Optional.of(Transport.TLS));
        assertThat(shown(locator.locate(wanted))).containsExactly("tls 192.0.2.2 5061");
        assertThat(locator.services(wanted).others()).containsExactly(Transport.UDP);
        // What a URI names itself is not looked up (RFC 3263 §4.1).
        hosts.put("example.org", "192.0.2.9");
        assertThat(locate("sip:x@example.org;transport=tls")).containsExactly("tls 192.0.2.9 5061");
    }

    @Test
    void withoutRecordsTheNameItselfIsTheServer() throws Exception {
        hosts.put("example.org", "192.0.2.1");
        assertThat(locate("sip:x@example.org")).containsExactly("udp 192.0.2.1 5060");
        assertThat(locate("sip:x@example.org;transport=tls")).containsExactly("tls 192.0.2.1 5061");
    }

    @Test
    void everyServerOfOnePriorityIsTriedOnce() throws Exception {
        srv.put(
                "_sip._udp.example.org",
                List.of(
                        new Dns.Srv(1, 0, 1, "a.example.org"),
                        new Dns.Srv(1, 65535, 2, "a.example.org"),
                        new Dns.Srv(1, 10, 3, "a.example.org")));
        hosts.put("a.example.org", "192.0.2.1");
        assertThat(locate("sip:x@example.org"))
                .containsExactlyInAnyOrder("udp 192.0.2.1 1", "udp 192.0.2.1 2", "udp 192.0.2.1 3");
    }

    @Test
    void anUnknownNameIsSaidSo() {
        assertThatThrownBy(() -> locate("sip:x@nowhere.example.org"))
                .isInstanceOf(FlowException.class)
                .hasMessageContaining("nowhere.example.org");
    }
}
