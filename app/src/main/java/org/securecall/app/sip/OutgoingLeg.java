// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.List;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** A call that this side makes (RFC 3261 §13.2). */
final class OutgoingLeg extends CallLeg implements Exchange.Party {

    /** The user part of this telephone's address where there is no account. */
    static final String DIRECT_USER = "securecall";

    private final SipURI target;
    private final Optional<Outbound> account;
    private final String sdp;
    private final String callId = SipMessages.token(16);
    private final String localTag = SipMessages.token(8);
    private @Nullable SipURI contact;
    private @Nullable Exchange invite;
    private long cseq;
    private boolean hungUp;

    OutgoingLeg(String name, Surroundings around, SipURI target, Optional<Outbound> account, String sdp) {
        super(
                name,
                around,
                account.map(Outbound::authenticator).orElseGet(() -> new Authenticator(Optional.empty())),
                account.map(Outbound::identity).orElseGet(() -> TlsIdentity.of(target.getHost())));
        this.target = target;
        this.account = account;
        this.sdp = sdp;
    }

    String localTag() {
        return localTag;
    }

    /** From any thread. */
    void start() {
        ServerLocator.Wanted wanted = account.map(Outbound::registrar).orElseGet(() -> ServerLocator.Wanted.of(target));
        around.work().threads().execute(() -> {
            try {
                List<Target> targets = around.locator().locate(wanted);
                tasks.execute(() -> located(targets));
            } catch (FlowException e) {
                tasks.execute(() -> failed(e.failure()));
            }
        });
    }

    private void located(List<Target> targets) {
        if (!hungUp) {
            invite = exchange(targets, this);
            invite.start();
        }
    }

    @Override
    public Request request(Flow flow) {
        cseq++;
        Address caller = account.map(Outbound::from)
                .orElseGet(() -> SipMessages.address("", SipMessages.directUri(DIRECT_USER, flow)));
        // A direct call over TCP is answered to where connections are accepted; a registered one to the connection.
        int port = account.isEmpty() && !flow.secure() ? flow.line().port() : flow.localPort();
        SipURI here = SipMessages.contact(account.map(Outbound::contactUser).orElse(DIRECT_USER), flow, port);
        contact = here;
        List<RouteHeader> routes = account.map(a -> a.routes(flow)).orElse(List.of());
        Request request = around.messages()
                .request(
                        new SipMessages.Outline(
                                Request.INVITE,
                                target,
                                caller,
                                localTag,
                                SipMessages.address("", toUri()),
                                Optional.empty(),
                                callId,
                                cseq,
                                routes),
                        flow);
        SipMessages.addContact(request, here);
        SipMessages.addSdp(request, sdp);
        return request;
    }

    /** RFC 3261 §19.1.1: no port and transport in To. */
    private SipURI toUri() {
        SipURI uri = (SipURI) target.clone();
        uri.removeParameter("transport");
        return uri;
    }

    @Override
    public void provisional(Flow flow, Response response) {
        tell(new SipEvent.Progress(
                name,
                SipMessages.toTag(response),
                response.getStatusCode(),
                String.valueOf(response.getReasonPhrase()),
                SipMessages.sdp(response),
                flow.secure()));
    }

    @Override
    public void answered(Flow flow, Request request, Response response) {
        authenticator.accepted();
        SipURI here = contact;
        int code = response.getStatusCode();
        if (code >= 300 || here == null) {
            end(code, SipSentences.call(code));
            vanish();
            return;
        }
        Established session = establish(Dialog.ofAnswer(request, response, target), flow, here);
        session.sendAck(request);
        if (hungUp) {
            // The 200 crossed our CANCEL (RFC 3261 §9.1): the call exists, so it is ended.
            session.bye();
            return;
        }
        tell(new SipEvent.Answered(name, SipMessages.toTag(response), SipMessages.sdp(response), flow.secure()));
    }

    @Override
    public void answeredAgain(Flow flow, Request request, Response response) {
        Established session = established().orElseThrow();
        if (session.dialog().sameRemote(response)) {
            session.repeatAck();
            return;
        }
        // Another fork answered too (RFC 3261 §13.2.2.4): acknowledged, and hung up at once.
        Established other = new Established(
                this,
                Dialog.ofAnswer(request, response, target),
                flow,
                SipMessages.contact(DIRECT_USER, flow, flow.localPort()));
        other.sendAck(request);
        other.byeQuietly();
    }

    @Override
    public void failed(SipFailure failure) {
        end(failure.code(), failure.sentence());
        vanish();
    }

    @Override
    void hangUp() {
        if (hungUp) {
            return;
        }
        hungUp = true;
        Optional<Established> session = established();
        end(
                session.isPresent() ? 0 : Response.REQUEST_TERMINATED,
                session.isPresent() ? "You hung up." : "You cancelled the call.");
        if (session.isPresent()) {
            session.get().bye();
        } else if (invite != null) {
            invite.cancel();
        } else {
            vanish();
        }
    }

    @Override
    boolean owns(Request request) {
        return established().map(s -> s.dialog().matches(request)).orElse(false);
    }
}
