// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** This machine's resolvers: dnsjava for NAPTR and SRV; the platform for addresses, so that the hosts file counts. */
final class SystemDns implements Dns {

    private static final Logger LOG = LoggerFactory.getLogger(SystemDns.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public List<Naptr> naptr(String domain) {
        List<Naptr> found = new ArrayList<>();
        for (Record record : records(domain, Type.NAPTR)) {
            if (record instanceof NAPTRRecord naptr && "s".equalsIgnoreCase(naptr.getFlags())) {
                found.add(new Naptr(
                        naptr.getOrder(),
                        naptr.getPreference(),
                        naptr.getService(),
                        naptr.getReplacement().toString(true)));
            }
        }
        return found;
    }

    @Override
    public List<Srv> srv(String name) {
        List<Srv> found = new ArrayList<>();
        for (Record record : records(name, Type.SRV)) {
            if (record instanceof SRVRecord srv) {
                found.add(new Srv(
                        srv.getPriority(),
                        srv.getWeight(),
                        srv.getPort(),
                        srv.getTarget().toString(true)));
            }
        }
        return found;
    }

    @Override
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    private static Record[] records(String name, int type) {
        try {
            // The network may have changed since the last question, and the name servers with it.
            ResolverConfig.refresh();
            ExtendedResolver resolver = new ExtendedResolver();
            resolver.setTimeout(PATIENCE);
            resolver.setRetries(1);
            Lookup lookup = new Lookup(Name.fromString(name, Name.root), type);
            lookup.setResolver(resolver);
            Record[] answers = lookup.run();
            return answers == null ? new Record[0] : answers;
        } catch (TextParseException e) {
            LOG.debug("A name that DNS does not allow was looked up");
            return new Record[0];
        }
    }
}
