// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.security.SecureRandom;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call's session within its dialog: offers both ways (RFC 3261 §14, RFC 3311), digits, BYE. Owned by the call's tasks. */
final class Established {

    private static final Logger LOG = LoggerFactory.getLogger(Established.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9A-D*#])\\s*$");

    private final CallLeg leg;
    private final Dialog dialog;
    private final Flow flow;
    private final SipURI contact;

    private @Nullable Offered peersOffer;
    private @Nullable TwoHundred unacknowledged;
    private @Nullable String ourOffer;
    private boolean offering;
    private boolean byeSent;
    private @Nullable Request lastAck;
    private @Nullable Flow ackFlow;

    /** What the peer offered and waits for. */
    private record Offered(SipLine line, Request request, ServerTransaction transaction) {}

    Established(CallLeg leg, Dialog dialog, Flow flow, SipURI contact) {
        this.leg = leg;
        this.dialog = dialog;
        this.flow = flow;
        this.contact = contact;
    }

    Dialog dialog() {
        return dialog;
    }

    /** Acknowledges a 2xx to our INVITE, and again when it comes again (RFC 3261 §13.2.2.4). */
    void sendAck(Request invite) {
        leg.withTargets(
                dialog.nextHop(),
                flow,
                targets -> leg.around.work().threads().execute(() -> {
                    Target target = targets.getFirst();
                    try {
                        Flow opened =
                                leg.around.lines().line(target, leg.identity).open(target);
                        leg.tasks.execute(() -> sendAck(invite, opened));
                    } catch (FlowException e) {
                        leg.tasks.execute(() -> sendAck(invite, flow));
                    }
                }));
    }

    private void sendAck(Request invite, Flow by) {
        Request ack = leg.around.messages().request(dialog.ack(SipMessages.cseq(invite)), by);
        // RFC 3261 §22.1: the ACK bears the same credentials as the INVITE.
        copyHeaders(invite, ack, "Authorization");
        copyHeaders(invite, ack, "Proxy-Authorization");
        lastAck = ack;
        ackFlow = by;
        repeatAck();
    }

    void repeatAck() {
        Request ack = lastAck;
        Flow by = ackFlow;
        if (ack == null || by == null) {
            return;
        }
        try {
            by.line().sendAck((Request) ack.clone(), by);
        } catch (SipException e) {
            LOG.debug("An ACK could not be sent: {}", Kind.of(e));
        }
    }

    private static void copyHeaders(Request from, Request to, String name) {
        Iterator<?> headers = from.getHeaders(name);
        while (headers.hasNext()) {
            to.addHeader((Header) headers.next());
        }
    }

    /** Repeats the 2xx until its ACK. */
    void keepAnswering(SipLine line, Response answer) {
        unacknowledged = new TwoHundred(leg.around.work(), leg.tasks, line, answer, () -> {
            unacknowledged = null;
            bye();
            leg.end(0, "The other side never confirmed the answer.");
        });
    }

    void acknowledged(SipLine line, Request ack) {
        TwoHundred waiting = unacknowledged;
        if (waiting != null && waiting.acknowledgedBy(ack)) {
            unacknowledged = null;
            leg.tell(new SipEvent.Confirmed(leg.name, SipMessages.sdp(ack), line.secure()));
            offerIfWaiting();
        }
    }

    void stop() {
        if (unacknowledged != null) {
            unacknowledged.stop();
            unacknowledged = null;
        }
    }

    /** Ends the call on the wire. */
    void bye() {
        bye(leg::vanish);
    }

    /** Ends a dialog that is not the call's own. */
    void byeQuietly() {
        bye(() -> {});
    }

    private void bye(Runnable after) {
        if (byeSent) {
            return;
        }
        byeSent = true;
        send(new Exchange.Party() {
            @Override
            public Request request(Flow by) {
                return leg.around.messages().request(dialog.next(Request.BYE), by);
            }

            @Override
            public void provisional(Flow by, Response response) {}

            @Override
            public void answered(Flow by, Request request, Response response) {
                after.run();
            }

            @Override
            public void failed(SipFailure failure) {
                after.run();
            }
        });
    }

    private void send(Exchange.Party party) {
        leg.withTargets(
                dialog.nextHop(), flow, targets -> leg.exchange(targets, party).start());
    }

    void offer(String sdp) {
        ourOffer = sdp;
        if (!offering && peersOffer == null && unacknowledged == null && !leg.over()) {
            offering = true;
            send(new Reinvite(sdp));
        }
    }

    private void offerLater(String sdp) {
        // RFC 3261 §14.1: who made the Call-ID waits 2.1 to 4 s, the other up to 2 s, in steps of 10 ms.
        long wait = leg instanceof OutgoingLeg ? 2100 + 10L * RANDOM.nextInt(191) : 10L * RANDOM.nextInt(201);
        leg.around.work().after(wait, leg.tasks, () -> {
            if (ourOffer == null && !leg.over()) {
                offer(sdp);
            }
        });
    }

    private void offerIfWaiting() {
        String waiting = ourOffer;
        if (waiting != null) {
            offer(waiting);
        }
    }

    private final class Reinvite implements Exchange.Party {
        private final String sdp;

        Reinvite(String sdp) {
            this.sdp = sdp;
        }

        @Override
        public Request request(Flow by) {
            Request invite = leg.around.messages().request(dialog.next(Request.INVITE), by);
            SipMessages.addContact(invite, contact);
            SipMessages.addSdp(invite, sdp);
            return invite;
        }

        @Override
        public void provisional(Flow by, Response response) {}

        @Override
        public void answered(Flow by, Request request, Response response) {
            offering = false;
            boolean newer = ourOffer != null && !sdp.equals(ourOffer);
            if (!newer) {
                ourOffer = null;
            }
            int code = response.getStatusCode();
            if (code < 300) {
                dialog.refreshTarget(response);
                sendAck(request);
                leg.tell(new SipEvent.OfferAnswered(leg.name, code, SipMessages.sdp(response), by.secure()));
            } else if (code == Response.REQUEST_PENDING) {
                if (!newer) {
                    offerLater(sdp);
                }
            } else if (code == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || code == Response.REQUEST_TIMEOUT) {
                lost();
            } else {
                leg.tell(new SipEvent.OfferAnswered(leg.name, code, Optional.empty(), by.secure()));
            }
            offerIfWaiting();
        }

        @Override
        public void answeredAgain(Flow by, Request request, Response response) {
            repeatAck();
        }

        @Override
        public void failed(SipFailure failure) {
            offering = false;
            lost();
        }
    }

    /** RFC 3261 §12.2.1.2: the peer does not know the call any more, or is gone. */
    private void lost() {
        bye();
        leg.end(0, "The other side is gone.");
    }

    void request(SipLine line, Request request, ServerTransaction transaction) {
        if (!dialog.advance(request)) {
            answer(line, request, transaction, Response.SERVER_INTERNAL_ERROR);
            return;
        }
        switch (request.getMethod()) {
            case Request.BYE -> {
                answer(line, request, transaction, Response.OK);
                byeSent = true;
                refusePending();
                leg.end(0, "The other side hung up.");
                leg.vanish();
            }
            case Request.INVITE, Request.UPDATE -> offered(line, request, transaction);
            case Request.OPTIONS -> answer(line, request, transaction, Response.OK);
            case Request.INFO -> info(line, request, transaction);
            default -> answer(line, request, transaction, OutOfDialog.refusal(request.getMethod()));
        }
    }

    private void refusePending() {
        Offered pending = peersOffer;
        peersOffer = null;
        if (pending != null) {
            answer(pending.line(), pending.request(), pending.transaction(), Response.REQUEST_TERMINATED);
        }
    }

    private void offered(SipLine line, Request request, ServerTransaction transaction) {
        if (offering) {
            answer(line, request, transaction, Response.REQUEST_PENDING);
        } else if (peersOffer != null || (unacknowledged != null && Request.INVITE.equals(request.getMethod()))) {
            // RFC 3261 §14.2: a second one before the first is answered.
            Response wait = leg.around.messages().response(request, Response.SERVER_INTERNAL_ERROR, Optional.empty());
            SipMessages.addHeader(wait, "Retry-After", Integer.toString(RANDOM.nextInt(11)));
            leg.respond(line, transaction, wait);
        } else {
            dialog.refreshTarget(request);
            Optional<String> sdp = SipMessages.sdp(request);
            if (Request.UPDATE.equals(request.getMethod()) && sdp.isEmpty()) {
                Response ok = leg.around.messages().response(request, Response.OK, Optional.empty());
                SipMessages.addContact(ok, contact);
                leg.respond(line, transaction, ok);
                return;
            }
            peersOffer = new Offered(line, request, transaction);
            leg.tell(new SipEvent.Offer(leg.name, sdp, line.secure()));
        }
    }

    void answerOffer(String sdp) {
        Offered offered = peersOffer;
        if (offered == null) {
            return;
        }
        peersOffer = null;
        Response ok = leg.around.messages().response(offered.request(), Response.OK, Optional.empty());
        SipMessages.addContact(ok, contact);
        SipMessages.addSdp(ok, sdp);
        leg.respond(offered.line(), offered.transaction(), ok);
        if (Request.INVITE.equals(offered.request().getMethod())) {
            keepAnswering(offered.line(), ok);
        }
        offerIfWaiting();
    }

    void refuseOffer() {
        Offered offered = peersOffer;
        if (offered == null) {
            return;
        }
        peersOffer = null;
        answer(offered.line(), offered.request(), offered.transaction(), Response.NOT_ACCEPTABLE_HERE);
        offerIfWaiting();
    }

    private void info(SipLine line, Request request, ServerTransaction transaction) {
        boolean relay = request.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
                && "application".equalsIgnoreCase(type.getContentType())
                && "dtmf-relay".equalsIgnoreCase(type.getContentSubType());
        Matcher signal = SIGNAL.matcher(relay ? SipMessages.body(request).orElse("") : "");
        boolean found = signal.find();
        answer(
                line,
                request,
                transaction,
                relay && !found ? Response.BAD_REQUEST : relay ? Response.OK : Response.UNSUPPORTED_MEDIA_TYPE);
        if (found) {
            leg.tell(new SipEvent.Digit(
                    leg.name, signal.group(1).toUpperCase(Locale.ROOT).charAt(0)));
        }
    }

    private void answer(SipLine line, Request request, ServerTransaction transaction, int code) {
        leg.respond(line, transaction, leg.around.messages().response(request, code, Optional.empty()));
    }
}
