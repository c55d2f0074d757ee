// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.header.FromHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** A call that comes in (RFC 3261 §13.3). */
final class IncomingLeg extends CallLeg {

    private final SipLine line;
    private final Request invite;
    private final ServerTransaction transaction;
    private final Flow flow;
    private final SipURI contact;
    private final Dialog dialog;
    private boolean answered;

    IncomingLeg(
            String name,
            Surroundings around,
            Optional<Outbound> account,
            Request invite,
            ServerTransaction transaction,
            Flow flow,
            SipURI contact,
            Dialog dialog,
            TlsIdentity identity) {
        super(
                name,
                around,
                account.map(Outbound::authenticator).orElseGet(() -> new Authenticator(Optional.empty())),
                identity);
        this.line = flow.line();
        this.invite = invite;
        this.transaction = transaction;
        this.flow = flow;
        this.contact = contact;
        this.dialog = dialog;
    }

    String localTag() {
        return dialog.localTag();
    }

    /** On the tasks. */
    void announce(Optional<String> account) {
        FromHeader from = (FromHeader) invite.getHeader(FromHeader.NAME);
        tell(new SipEvent.Incoming(
                name,
                SipMessages.bareUri(from.getAddress()),
                SipMessages.displayName(from.getAddress()),
                account,
                SipMessages.sdp(invite),
                flow.secure()));
    }

    /** Whether a request has this one's INVITE's Call-ID, From tag and number. */
    boolean sameCall(Request request) {
        return Dialog.callId(request).equals(Dialog.callId(invite))
                && SipMessages.cseq(request) == SipMessages.cseq(invite)
                && Optional.ofNullable(((FromHeader) request.getHeader(FromHeader.NAME)).getTag())
                        .equals(Optional.ofNullable(((FromHeader) invite.getHeader(FromHeader.NAME)).getTag()));
    }

    String branch() {
        return SipMessages.branch(invite);
    }

    boolean unanswered() {
        return !answered && !over();
    }

    /** On the tasks. */
    void ring(Optional<String> sdp) {
        if (answered || over()) {
            return;
        }
        Response response = response(sdp.isPresent() ? Response.SESSION_PROGRESS : Response.RINGING);
        SipMessages.addContact(response, contact);
        sdp.ifPresent(body -> SipMessages.addSdp(response, body));
        respond(line, transaction, response);
    }

    /** On the tasks. */
    void accept(String sdp) {
        if (answered || over()) {
            return;
        }
        answered = true;
        Response ok = response(Response.OK);
        SipMessages.addContact(ok, contact);
        SipMessages.addSdp(ok, sdp);
        Established session = establish(dialog, flow, contact);
        respond(line, transaction, ok);
        session.keepAnswering(line, ok);
    }

    /** On the tasks. */
    void reject(int code) {
        if (answered || over()) {
            return;
        }
        answered = true;
        respond(line, transaction, response(code));
        end(code, code == Response.BUSY_HERE ? "You were busy." : "You declined the call.");
        vanish();
    }

    /** The caller gave up; on the tasks. */
    void cancelled() {
        if (answered || over()) {
            return;
        }
        answered = true;
        respond(line, transaction, response(Response.REQUEST_TERMINATED));
        end(Response.REQUEST_TERMINATED, "The caller gave up.");
        vanish();
    }

    @Override
    void hangUp() {
        if (over()) {
            return;
        }
        Optional<Established> session = established();
        if (session.isPresent()) {
            end(0, "You hung up.");
            session.get().bye();
        } else {
            reject(Response.DECLINE);
        }
    }

    @Override
    boolean owns(Request request) {
        return dialog.matches(request);
    }

    /** A BYE may end a dialog that is only early (RFC 3261 §15.1.2). */
    @Override
    void request(SipLine by, Request request, ServerTransaction with) {
        if (established().isEmpty() && !over() && Request.BYE.equals(request.getMethod())) {
            respond(by, with, around.messages().response(request, Response.OK, Optional.empty()));
            cancelled();
        } else {
            super.request(by, request, with);
        }
    }

    private Response response(int code) {
        return around.messages().response(invite, code, Optional.of(dialog.localTag()));
    }
}
