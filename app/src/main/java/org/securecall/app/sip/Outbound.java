// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import org.securecall.app.api.AccountSpec;

/** An account as SIP sees it: its address of record, its way to the registrar, its name for challenges. */
final class Outbound {

    private final SipAccount account;
    private final SipURI addressOfRecord;
    private final ServerLocator.Wanted registrar;
    private final TlsIdentity identity;

    /** @throws ParseException when the account's address is not a SIP URI */
    Outbound(SipAccount account) throws ParseException {
        this.account = account;
        AccountSpec spec = account.spec();
        this.addressOfRecord = SipMessages.uri(spec.address());
        SipURI server = spec.registrar().isPresent()
                ? SipMessages.uri("sip:" + spec.registrar().get())
                : addressOfRecord;
        this.registrar = new ServerLocator.Wanted(
                server.getHost(), Math.max(server.getPort(), 0), Optional.of(spec.transport()));
        this.identity = new TlsIdentity(server.getHost(), spec.caFile(), account.pin(), account.clientKey());
    }

    AccountSpec spec() {
        return account.spec();
    }

    SipURI addressOfRecord() {
        return addressOfRecord;
    }

    Address from() {
        return SipMessages.address(account.spec().displayName(), addressOfRecord);
    }

    ServerLocator.Wanted registrar() {
        return registrar;
    }

    TlsIdentity identity() {
        return identity;
    }

    /** Credentials anew for each use, so that a nonce count has one owner. */
    Authenticator authenticator() {
        String user = account.spec().authUser().orElseGet(() -> unescaped(addressOfRecord.getUser()));
        return new Authenticator(Optional.of(new Authenticator.Credentials(user, account.password())));
    }

    /**
     * The user part of the contact that is registered. It is the same after a restart, so that the binding is replaced, and it
     * tells which account an incoming call came to.
     */
    String contactUser() {
        return addressOfRecord.getUser() + "-"
                + Integer.toHexString(spec().address().hashCode());
    }

    /** RFC 3261 §8.1.2: requests go through the registrar's host, as a loose route, unless it is where they go anyway. */
    List<RouteHeader> routes(Flow flow) {
        try {
            SipURI proxy = SipMessages.uri("sip:" + registrar.host());
            proxy.setPort(flow.target().port());
            proxy.setTransportParam(flow.transport().token());
            proxy.setLrParam();
            return List.of(SipMessages.HEADERS.createRouteHeader(SipMessages.address("", proxy)));
        } catch (ParseException e) {
            throw new IllegalStateException("A route that cannot be written", e);
        }
    }

    boolean sameAs(SipAccount other) {
        return account.spec().equals(other.spec());
    }

    private static String unescaped(String user) {
        return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
