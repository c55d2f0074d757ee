// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call's signalling, as far as both sides of a call have it in common. All state is owned by {@link #tasks}. */
abstract class CallLeg {

    private static final Logger LOG = LoggerFactory.getLogger(CallLeg.class);

    final String name;
    final Surroundings around;
    final SerialTasks tasks;
    final Authenticator authenticator;
    final TlsIdentity identity;

    private @Nullable Established established;
    private boolean over;
    private boolean told;

    CallLeg(String name, Surroundings around, Authenticator authenticator, TlsIdentity identity) {
        this.name = name;
        this.around = around;
        this.tasks = new SerialTasks(around.work().threads(), this::broken);
        this.authenticator = authenticator;
        this.identity = identity;
    }

    /** CANCEL, a refusal or BYE, as it stands. On the tasks. */
    abstract void hangUp();

    /** Whether a request with our tag belongs to this call. */
    abstract boolean owns(Request request);

    /** A new dialog's session: from now on requests can go both ways. */
    final Established establish(Dialog dialog, Flow flow, SipURI contact) {
        Established session = new Established(this, dialog, flow, contact);
        established = session;
        return session;
    }

    final Optional<Established> established() {
        return Optional.ofNullable(established);
    }

    /** On the tasks. */
    final void offer(String sdp) {
        established().ifPresent(session -> session.offer(sdp));
    }

    /** On the tasks. */
    final void answerOffer(String sdp) {
        established().ifPresent(session -> session.answerOffer(sdp));
    }

    /** On the tasks. */
    final void refuseOffer() {
        established().ifPresent(Established::refuseOffer);
    }

    /** A request within the dialog; on the tasks. */
    void request(SipLine line, Request request, ServerTransaction transaction) {
        Established session = established;
        if (session == null || over) {
            respond(
                    line,
                    transaction,
                    around.messages().response(request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Optional.empty()));
        } else {
            session.request(line, request, transaction);
        }
    }

    /** An ACK for a 2xx; on the tasks. */
    void acknowledged(SipLine by, Request ack) {
        established().ifPresent(session -> session.acknowledged(by, ack));
    }

    final boolean over() {
        return over;
    }

    final void tell(SipEvent event) {
        if (!told) {
            around.events().accept(event);
        }
    }

    /** Tells that the call is over, once; what is still to be said on the wire goes on quietly. */
    final void end(int code, String reason) {
        if (!told) {
            around.events().accept(new SipEvent.Ended(name, code, reason));
            told = true;
        }
        over = true;
        established().ifPresent(Established::stop);
    }

    private void broken() {
        end(0, "The call failed inside this telephone.");
        vanish();
    }

    /** Nothing more is to be said on the wire. */
    final void vanish() {
        around.gone().accept(this);
    }

    final void respond(SipLine line, ServerTransaction transaction, Response response) {
        try {
            transaction.sendResponse(response);
        } catch (SipException | InvalidArgumentException e) {
            LOG.debug("A response could not be sent: {}", Kind.of(e));
        }
    }

    /** Where the next request in the dialog goes: over TLS always by the verified connection, else by route or target. */
    final void withTargets(SipURI hop, Flow flow, Consumer<List<Target>> use) {
        if (flow.transport() == Transport.TLS) {
            use.accept(List.of(flow.target()));
            return;
        }
        around.work().threads().execute(() -> {
            try {
                List<Target> targets = around.locator().locate(ServerLocator.Wanted.of(hop));
                tasks.execute(() -> use.accept(targets));
            } catch (FlowException e) {
                // The peer named a host that is not known: the way it came is the best that is left.
                tasks.execute(() -> use.accept(List.of(flow.target())));
            }
        });
    }

    final Exchange exchange(List<Target> targets, Exchange.Party party) {
        return new Exchange(
                around.work(), tasks, authenticator, target -> around.lines().line(target, identity), targets, party);
    }
}
