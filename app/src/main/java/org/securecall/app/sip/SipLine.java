// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.javax.sip.ListeningPointExt;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JAIN-SIP stack with its sockets: either UDP and TCP on one port, or TLS outwards to servers that prove one identity. TLS
 * connections to different identities never share a line, so what one account trusts is not lent to another.
 */
final class SipLine implements SipListener, SIPMessageValve {

    private static final Logger LOG = LoggerFactory.getLogger(SipLine.class);

    /** Takes requests and news; called on the stack's event thread, must not block. */
    interface Handler {
        void request(SipLine line, RequestEvent event) throws SipException;

        /** A connection that we made ended, by whichever side. */
        void disconnected(SipLine line, InetSocketAddress peer);
    }

    private final LineStack stack;
    private final SipProvider provider;
    private final SipNetworkLayer network;
    private final Handler handler;
    private final MalformedCounter malformed;
    private final int port;
    private final Optional<InetAddress> bind;
    private final @Nullable TlsConnector tls;
    /** INVITEs that were answered, by branch: what else comes for them is a retransmission or another fork's answer. */
    private final Map<String, Exchange> answeredInvites = new ConcurrentHashMap<>();

    private SipLine(
            @Nullable DatagramSocket udpSocket,
            ServerSocket serverSocket,
            SipNetworkLayer.Connector connector,
            int port,
            Optional<InetAddress> bind,
            @Nullable TlsConnector tls,
            Handler handler,
            MalformedCounter malformed)
            throws SipException {
        this.network =
                new SipNetworkLayer(udpSocket, serverSocket, connector, peer -> handler.disconnected(this, peer));
        this.port = port;
        this.bind = bind;
        this.tls = tls;
        this.handler = handler;
        this.malformed = malformed;
        this.stack = new LineStack(network, this, malformed);
        try {
            String address = bind.map(InetAddress::getHostAddress).orElse("0.0.0.0");
            if (tls == null) {
                ListeningPoint udp = stack.createListeningPoint(address, port, ListeningPoint.UDP);
                provider = stack.createSipProvider(udp);
                provider.addListeningPoint(stack.createListeningPoint(address, port, ListeningPoint.TCP));
            } else {
                provider = stack.createSipProvider(stack.createListeningPoint(address, port, ListeningPoint.TLS));
            }
            provider.addSipListener(this);
        } catch (Exception e) { // JAIN-SIP throws half a dozen kinds here, and its threads already run
            stack.stop();
            throw new SipException("The SIP stack did not start", e);
        }
    }

    /** UDP and TCP on sockets that are bound already. */
    static SipLine plain(
            DatagramSocket udp,
            ServerSocket tcp,
            Optional<InetAddress> bind,
            Handler handler,
            MalformedCounter malformed)
            throws SipException {
        return new SipLine(
                udp,
                tcp,
                (to, onClosed) -> PlainConnector.connect(to, bind, onClosed),
                tcp.getLocalPort(),
                bind,
                null,
                handler,
                malformed);
    }

    /** TLS to servers that prove the connector's identity. */
    static SipLine tls(TlsConnector connector, Optional<InetAddress> bind, Handler handler, MalformedCounter malformed)
            throws SipException, IOException {
        return new SipLine(
                null,
                new DeafServerSocket(),
                (to, onClosed) -> connector.connect(to, bind, onClosed),
                ListeningPoint.PORT_5061,
                bind,
                connector,
                handler,
                malformed);
    }

    /** Where UDP and TCP are listened on. */
    int port() {
        return port;
    }

    /**
     * Opens the way to a target; connects, and with TLS verifies. Blocks for some seconds at most.
     *
     * @throws FlowException with the reason
     */
    Flow open(Target target) throws FlowException {
        try {
            return switch (target.transport()) {
                case UDP -> new Flow(this, target, localAddress(target), port, Optional.empty());
                case TCP, TLS -> {
                    Socket socket = network.connection(target.socketAddress());
                    Optional<ServerCertificate> certificate =
                            tls == null ? Optional.empty() : tls.certificate(target.socketAddress());
                    yield new Flow(this, target, socket.getLocalAddress(), socket.getLocalPort(), certificate);
                }
            };
        } catch (FlowException known) {
            throw known;
        } catch (IOException e) {
            throw new FlowException(NetworkSentences.of(e, target), e);
        }
    }

    /** The way back to where a request came from: its connection, if we made it, else by a new one. */
    Flow flowBack(Target from) throws SipException {
        try {
            if (from.transport() == Transport.UDP || network.connected(from.socketAddress())) {
                return open(from);
            }
            return new Flow(this, from, localAddress(from), port, Optional.empty());
        } catch (IOException e) {
            throw new SipException("No way back", e);
        }
    }

    /** Whom the servers of this line prove to be; empty for the plain line. */
    Optional<TlsIdentity> identity() {
        return tls == null ? Optional.empty() : Optional.of(tls.identity());
    }

    /** Whether what comes over it comes over verified TLS. */
    boolean secure() {
        return tls != null;
    }

    /** Whether a flow's connection is still there; always so for UDP. */
    boolean alive(Flow flow) {
        return switch (flow.transport()) {
            case UDP -> true;
            case TCP, TLS -> network.connected(flow.target().socketAddress());
        };
    }

    private InetAddress localAddress(Target target) throws IOException {
        return bind.isPresent() ? bind.get() : LocalAddress.towards(target.socketAddress());
    }

    /** Sends in a new client transaction, whose events go to the exchange. */
    ClientTransaction send(Request request, Flow flow, Exchange exchange) throws SipException {
        ((SIPRequest) request).setApplicationData(flow.target().hop());
        ClientTransaction transaction = provider.getNewClientTransaction(request);
        transaction.setApplicationData(exchange);
        transaction.sendRequest();
        return transaction;
    }

    /** Sends an ACK for a 2xx, which is a transaction of nobody (RFC 3261 §17.1). */
    void sendAck(Request ack, Flow flow) throws SipException {
        ((SIPRequest) ack).setApplicationData(flow.target().hop());
        provider.sendRequest(ack);
    }

    /** Sends a CANCEL by the way its INVITE went. */
    void cancel(ClientTransaction invite, Flow flow, Exchange exchange) throws SipException {
        Request cancel = invite.createCancel();
        ((SIPRequest) cancel).setApplicationData(flow.target().hop());
        ClientTransaction transaction = provider.getNewClientTransaction(cancel);
        transaction.setApplicationData(exchange.ignoringAnswers());
        transaction.sendRequest();
    }

    /** Repeats a 2xx outside its transaction, which ended with the first. */
    void repeat(Response response) throws SipException {
        provider.sendResponse(response);
    }

    ServerTransaction serverTransaction(RequestEvent event) throws SipException {
        ServerTransaction known = event.getServerTransaction();
        return known != null ? known : provider.getNewServerTransaction(event.getRequest());
    }

    /** Gives further 2xx with this branch to the exchange, until it is forgotten. */
    void watchAnswers(String branch, Exchange exchange) {
        answeredInvites.put(branch, exchange);
    }

    void forgetAnswers(String branch) {
        answeredInvites.remove(branch);
    }

    /** An empty line, which keeps NAT bindings and shows a broken connection (RFC 5626 §4.4.1). */
    void keepAlive(Flow flow) throws IOException {
        if (provider.getListeningPoint(flow.transport().token()) instanceof ListeningPointExt point) {
            point.sendHeartbeat(
                    Target.literal(flow.target().address()), flow.target().port());
        }
    }

    /** Ends all connections, and makes no new ones. */
    void disconnect() {
        try {
            network.disconnect();
        } catch (IOException e) {
            LOG.debug("A connection did not close: {}", Kind.of(e));
        }
    }

    /** Frees the ports at once; the stack takes another second to stop its threads, on those given. */
    void close(Executor threads) {
        for (ListeningPoint point : provider.getListeningPoints()) {
            try {
                stack.deleteListeningPoint(point);
            } catch (ObjectInUseException | RuntimeException e) {
                // JAIN-SIP stumbles over a point whose threads have not all begun; its sockets close below.
                LOG.debug("A listening point did not close: {}", Kind.of(e));
            }
        }
        try {
            network.close();
        } catch (IOException e) {
            LOG.debug("A socket did not close: {}", Kind.of(e));
        }
        threads.execute(stack::stop);
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            handler.request(this, event);
        } catch (SipException | RuntimeException e) {
            LOG.debug("A request was dropped: {}", Kind.of(e));
            malformed.count("A SIP request that makes no sense was dropped.");
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof Exchange exchange) {
            exchange.response(transaction, event.getResponse());
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof Exchange exchange) {
            exchange.timeout(transaction);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.debug("A connection broke");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        return true;
    }

    /** JAIN-SIP drops what comes for a client transaction that had its 2xx (RFC 3261 §13.2.2.4 wants it acknowledged). */
    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        if (!(response instanceof SIPResponse sip) || sip.getTopmostVia() == null || sip.getCSeq() == null) {
            return false;
        }
        Exchange exchange = answeredInvites.get(sip.getTopmostVia().getBranch());
        if (exchange == null || !Request.INVITE.equals(sip.getCSeq().getMethod())) {
            return true;
        }
        exchange.furtherAnswer(sip);
        return false;
    }

    @Override
    public void init(SipStack sipStack) {}

    @Override
    public void destroy() {}
}
