// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.util.ListIterator;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's stack as it is used here: transport and transaction layer (RFC 3261 §17 and §18) alone. Dialogs are ours: JAIN-SIP's
 * choose the next hop by themselves, drop forked answers and refuse an ACK that leaves by another transport. The next hop is
 * decided before a request is built, and travels with it.
 */
final class LineStack extends SipStackImpl {

    /** RFC 3261 §18.1.1 wants 65535 octets at least to be taken. */
    static final int MAX_MESSAGE_SIZE = 65536;

    private static final AtomicInteger COUNT = new AtomicInteger();

    static {
        // Set before the first line is logged: without it, the stack looks for log4j 1.x.
        CommonLogger.legacyLogger = new StackLog();
    }

    LineStack(SipNetworkLayer networkLayer, SIPMessageValve valve, MalformedCounter malformed)
            throws PeerUnavailableException {
        super(properties());
        this.networkLayer = networkLayer;
        this.sipMessageValves.add(valve);
        setMessageParserFactory(stack -> new LimitingParser(malformed));
        setRouter(new NextHopOfRequest());
    }

    private static Properties properties() {
        Properties p = new Properties();
        p.setProperty("javax.sip.STACK_NAME", "securecall-" + COUNT.incrementAndGet());
        p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        p.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        p.setProperty("gov.nist.javax.sip.STACK_LOGGER", StackLog.class.getName());
        p.setProperty("gov.nist.javax.sip.SERVER_LOGGER", MessageLog.class.getName());
        p.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", Integer.toString(MAX_MESSAGE_SIZE));
        p.setProperty("gov.nist.javax.sip.READ_TIMEOUT", "5000");
        p.setProperty("gov.nist.javax.sip.CONNECTION_TIMEOUT", "5000");
        p.setProperty("gov.nist.javax.sip.MAX_CONNECTIONS", "200");
        // One reader keeps the order of what arrives; listeners only post, so one is fast enough.
        p.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
        // Each reader calls the listener itself: by a queue between them, a CANCEL leaves its INVITE's semaphore taken,
        // and the
        // reader waits for it for ever.
        p.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        p.setProperty("gov.nist.javax.sip.THREAD_PRIORITY", Integer.toString(Thread.NORM_PRIORITY));
        // Without it, no transaction is given for a NOTIFY, and it could not be refused.
        p.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        p.setProperty("gov.nist.javax.sip.TLS_CLIENT_PROTOCOLS", "TLSv1.3,TLSv1.2");
        return p;
    }

    /** The hop that was attached as application data. */
    private static final class NextHopOfRequest implements Router {

        @Override
        public Hop getNextHop(Request request) throws SipException {
            if (request instanceof SIPRequest sip && sip.getApplicationData() instanceof Hop hop) {
                return hop;
            }
            throw new SipException("A request without a next hop");
        }

        @Override
        public @Nullable Hop getOutboundProxy() {
            return null;
        }

        @Override
        @Deprecated
        @SuppressWarnings("rawtypes") // JAIN-SIP's signature
        public ListIterator getNextHops(Request request) {
            throw new UnsupportedOperationException("Deprecated by JAIN-SIP");
        }
    }
}
