// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.header.RequireHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.Transport;

/** Gives requests to the calls they belong to, makes calls of new INVITEs, and refuses the rest; tells
 * registrations of connections that ended. On the stacks' threads. */
final class IncomingRequests implements SipLine.Handler {

    /** How many calls may wait for an answer at once. */
    static final int MAX_UNANSWERED = 16;

    private final Consumer<CallLeg> add;
    private final Supplier<List<CallLeg>> calls;
    private final Supplier<List<Registration>> registrations;
    private final SipMessages messages;
    private volatile @Nullable Surroundings around;

    IncomingRequests(
            Consumer<CallLeg> add,
            Supplier<List<CallLeg>> calls,
            Supplier<List<Registration>> registrations,
            SipMessages messages) {
        this.add = add;
        this.calls = calls;
        this.registrations = registrations;
        this.messages = messages;
    }

    /** From now on calls are taken. */
    void open(Surroundings surroundings) {
        around = surroundings;
    }

    @Override
    public void request(SipLine line, RequestEvent event) throws SipException {
        Request request = event.getRequest();
        ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
        Optional<CallLeg> leg =
                calls.get().stream().filter(l -> l.owns(request)).findFirst();
        if (Request.ACK.equals(request.getMethod())) {
            leg.ifPresent(l -> l.tasks.execute(() -> l.acknowledged(line, request)));
            return;
        }
        ServerTransaction transaction = line.serverTransaction(event);
        if (Request.CANCEL.equals(request.getMethod())) {
            cancel(request, transaction);
        } else if (leg.isPresent()) {
            leg.get().tasks.execute(() -> leg.get().request(line, request, transaction));
        } else if (to.getTag() != null) {
            answer(request, transaction, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        } else if (Request.INVITE.equals(request.getMethod())) {
            invite(line, request, transaction);
        } else {
            int code = switch (request.getMethod()) {
                case Request.OPTIONS -> Response.OK;
                case Request.BYE, Request.UPDATE, Request.INFO -> Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST;
                default -> OutOfDialog.refusal(request.getMethod());
            };
            answer(request, transaction, code);
        }
    }

    @Override
    public void disconnected(SipLine line, InetSocketAddress peer) {
        registrations.get().forEach(r -> r.disconnected(line, peer));
    }

    private void cancel(Request cancel, ServerTransaction transaction) throws SipException {
        Optional<IncomingLeg> cancelled = incoming().stream()
                .filter(l -> l.sameCall(cancel) && l.branch().equals(SipMessages.branch(cancel)))
                .findFirst();
        answer(cancel, transaction, cancelled.isPresent() ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        cancelled.ifPresent(l -> l.tasks.execute(l::cancelled));
    }

    private void invite(SipLine line, Request request, ServerTransaction transaction) throws SipException {
        Surroundings surroundings = around;
        List<IncomingLeg> incoming = incoming();
        if (surroundings == null || !(request instanceof SIPRequest received)) {
            answer(request, transaction, Response.SERVICE_UNAVAILABLE);
        } else if (SipMessages.contactUri(request).isEmpty()) {
            answer(request, transaction, Response.BAD_REQUEST);
        } else if (incoming.stream().anyMatch(l -> l.sameCall(request))) {
            // The same call by another way (RFC 3261 §8.2.2.2).
            answer(request, transaction, Response.LOOP_DETECTED);
        } else if (incoming.stream().filter(IncomingLeg::unanswered).count() >= MAX_UNANSWERED) {
            answer(request, transaction, Response.BUSY_HERE);
        } else if (request.getHeader("Require") != null) {
            Response response = messages.response(request, Response.BAD_EXTENSION, Optional.empty());
            Iterator<?> required = request.getHeaders("Require");
            while (required.hasNext()) {
                SipMessages.addHeader(response, "Unsupported", ((RequireHeader) required.next()).getOptionTag());
            }
            send(transaction, response);
        } else {
            newCall(surroundings, line, received, transaction);
        }
    }

    private void newCall(Surroundings surroundings, SipLine line, SIPRequest request, ServerTransaction transaction)
            throws SipException {
        send(transaction, messages.response(request, Response.TRYING, Optional.empty()));
        Target from = new Target(transport(request), request.getRemoteAddress(), request.getRemotePort());
        Flow flow = line.flowBack(from);
        Optional<Outbound> account = account(request);
        SipURI contact = SipMessages.contact(
                account.map(Outbound::contactUser).orElse(OutgoingLeg.DIRECT_USER), flow, flow.localPort());
        IncomingLeg leg = new IncomingLeg(
                "in-" + SipMessages.token(8),
                surroundings,
                account,
                request,
                transaction,
                flow,
                contact,
                Dialog.ofInvite(request, SipMessages.token(8)),
                line.identity().orElseGet(() -> TlsIdentity.of(host(request))));
        add.accept(leg);
        leg.tasks.execute(() -> leg.announce(account.map(a -> a.spec().address())));
    }

    private static String host(SIPRequest request) {
        return SipMessages.contactUri(request).map(SipURI::getHost).orElse("");
    }

    /** The account whose registered contact is called. */
    private Optional<Outbound> account(Request request) {
        if (!(request.getRequestURI() instanceof SipURI uri)) {
            return Optional.empty();
        }
        return registrations.get().stream()
                .map(Registration::account)
                .filter(a -> a.contactUser().equals(uri.getUser()))
                .findFirst();
    }

    private static Transport transport(Request request) {
        String name = ((ViaHeader) request.getHeader(ViaHeader.NAME)).getTransport();
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "TCP" -> Transport.TCP;
            case "TLS" -> Transport.TLS;
            default -> Transport.UDP;
        };
    }

    private List<IncomingLeg> incoming() {
        return calls.get().stream()
                .filter(IncomingLeg.class::isInstance)
                .map(IncomingLeg.class::cast)
                .toList();
    }

    private void answer(Request request, ServerTransaction transaction, int code) throws SipException {
        send(transaction, messages.response(request, code, Optional.empty()));
    }

    private static void send(ServerTransaction transaction, Response response) throws SipException {
        try {
            transaction.sendResponse(response);
        } catch (InvalidArgumentException e) {
            throw new SipException("A response could not be sent", e);
        }
    }
}
