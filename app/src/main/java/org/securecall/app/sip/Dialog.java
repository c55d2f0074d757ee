// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** What two user agents share (RFC 3261 §12). Owned by one call's tasks. */
final class Dialog {

    private final String callId;
    private final Address local;
    private final String localTag;
    private final Address remote;
    private final Optional<String> remoteTag;
    private final List<RouteHeader> routes;
    private SipURI remoteTarget;
    private long localCseq;
    private long remoteCseq;

    private Dialog(
            String callId,
            Address local,
            String localTag,
            Address remote,
            Optional<String> remoteTag,
            List<RouteHeader> routes,
            SipURI remoteTarget,
            long localCseq,
            long remoteCseq) {
        this.callId = callId;
        this.local = local;
        this.localTag = localTag;
        this.remote = remote;
        this.remoteTag = remoteTag;
        this.routes = routes;
        this.remoteTarget = remoteTarget;
        this.localCseq = localCseq;
        this.remoteCseq = remoteCseq;
    }

    /** The caller's side, by a 2xx (RFC 3261 §12.1.2): the routes in reverse. */
    static Dialog ofAnswer(Request invite, Response answer, SipURI fallbackTarget) {
        FromHeader from = (FromHeader) answer.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) answer.getHeader(ToHeader.NAME);
        List<RouteHeader> routes = recordRoutes(answer);
        Collections.reverse(routes);
        return new Dialog(
                callId(answer),
                from.getAddress(),
                from.getTag(),
                to.getAddress(),
                Optional.ofNullable(to.getTag()),
                routes,
                SipMessages.contactUri(answer).orElse(fallbackTarget),
                SipMessages.cseq(invite),
                -1);
    }

    /** The callee's side, by the INVITE (RFC 3261 §12.1.1). */
    static Dialog ofInvite(Request invite, String localTag) {
        FromHeader from = (FromHeader) invite.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) invite.getHeader(ToHeader.NAME);
        return new Dialog(
                callId(invite),
                to.getAddress(),
                localTag,
                from.getAddress(),
                Optional.ofNullable(from.getTag()),
                recordRoutes(invite),
                SipMessages.contactUri(invite)
                        .orElseThrow(() -> new IllegalArgumentException("An INVITE without a Contact")),
                0,
                SipMessages.cseq(invite));
    }

    String callId() {
        return callId;
    }

    String localTag() {
        return localTag;
    }

    /** Whether a request belongs here: Call-ID and both tags. */
    boolean matches(Request request) {
        String from = ((FromHeader) request.getHeader(FromHeader.NAME)).getTag();
        String to = ((ToHeader) request.getHeader(ToHeader.NAME)).getTag();
        return callId.equals(callId(request)) && localTag.equals(to) && remoteTag.equals(Optional.ofNullable(from));
    }

    boolean sameRemote(Response response) {
        return remoteTag.orElse("").equals(SipMessages.toTag(response));
    }

    /** Takes a request's number; false when it is not a new one (RFC 3261 §12.2.2). */
    boolean advance(Request request) {
        long cseq = SipMessages.cseq(request);
        if (cseq <= remoteCseq) {
            return false;
        }
        remoteCseq = cseq;
        return true;
    }

    /** Target refresh (RFC 3261 §12.2). */
    void refreshTarget(Message message) {
        SipMessages.contactUri(message).ifPresent(uri -> remoteTarget = uri);
    }

    /** Where the next request goes first: the topmost route, or the peer itself. */
    SipURI nextHop() {
        return routes.isEmpty()
                ? remoteTarget
                : (SipURI) routes.getFirst().getAddress().getURI();
    }

    /** A new request in this dialog. */
    SipMessages.Outline next(String method) {
        localCseq++;
        return outline(method, localCseq);
    }

    /** The ACK for a 2xx, with the INVITE's number (RFC 3261 §13.2.2.4). */
    SipMessages.Outline ack(long inviteCseq) {
        return outline(Request.ACK, inviteCseq);
    }

    private SipMessages.Outline outline(String method, long cseq) {
        // Strict routers (without lr, RFC 2543) are not met any more; the request URI is always the target.
        return new SipMessages.Outline(method, remoteTarget, local, localTag, remote, remoteTag, callId, cseq, routes);
    }

    static String callId(Message message) {
        return ((CallIdHeader) message.getHeader(CallIdHeader.NAME)).getCallId();
    }

    private static List<RouteHeader> recordRoutes(Message message) {
        List<RouteHeader> routes = new ArrayList<>();
        Iterator<?> headers = message.getHeaders(RecordRouteHeader.NAME);
        while (headers.hasNext()) {
            if (headers.next() instanceof RecordRouteHeader record
                    && record.getAddress().getURI() instanceof SipURI) {
                routes.add(SipMessages.HEADERS.createRouteHeader(
                        (Address) record.getAddress().clone()));
            }
        }
        return routes;
    }
}
