// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.sip.SipException;

/** The plain line, and one line for each TLS identity in use. */
final class Lines {

    private final Optional<InetAddress> bind;
    private final SipLine.Handler handler;
    private final MalformedCounter malformed;
    private final SipLine plain;
    private final Map<TlsIdentity, SipLine> tls = new HashMap<>();
    private final Set<TlsIdentity> revoked = new HashSet<>();
    private final List<SipLine> ended = new ArrayList<>();
    private boolean closed;

    Lines(
            DatagramSocket udp,
            ServerSocket tcp,
            Optional<InetAddress> bind,
            SipLine.Handler handler,
            MalformedCounter malformed)
            throws SipException {
        this.bind = bind;
        this.handler = handler;
        this.malformed = malformed;
        this.plain = SipLine.plain(udp, tcp, bind, handler, malformed);
    }

    SipLine plain() {
        return plain;
    }

    /**
     * The line to a target.
     *
     * @throws FlowException when the authorities to trust cannot be read
     */
    SipLine line(Target target, TlsIdentity identity) throws FlowException {
        return switch (target.transport()) {
            case UDP, TCP -> plain;
            case TLS -> tls(identity);
        };
    }

    private synchronized SipLine tls(TlsIdentity identity) throws FlowException {
        if (closed) {
            throw new FlowException(SipFailure.of("The telephone is closing."), new IllegalStateException("Closed"));
        }
        if (revoked.contains(identity)) {
            throw new FlowException(
                    SipFailure.of("This server is not trusted any more."), new IllegalStateException("Revoked"));
        }
        SipLine line = tls.get(identity);
        if (line == null) {
            try {
                line = SipLine.tls(new TlsConnector(identity), bind, handler, malformed);
            } catch (SipException | IOException e) {
                if (e instanceof FlowException known) {
                    throw known;
                }
                throw new FlowException(SipFailure.of("TLS cannot be used on this machine."), e);
            }
            tls.put(identity, line);
        }
        return line;
    }

    /** What was trusted on these terms is so no more: its connections end now, and nobody makes new ones on them. */
    void revoke(TlsIdentity identity) {
        SipLine line;
        synchronized (this) {
            if (!identity.isUsual()) {
                revoked.add(identity);
            }
            line = tls.remove(identity);
            if (line != null) {
                ended.add(line);
            }
        }
        if (line != null) {
            line.disconnect();
        }
    }

    /** The user trusts on these terms. */
    synchronized void allow(TlsIdentity identity) {
        revoked.remove(identity);
    }

    void close(Executor threads) {
        List<SipLine> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            all.addAll(tls.values());
            all.addAll(ended);
        }
        all.add(plain);
        all.forEach(line -> line.close(threads));
    }
}
