// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.srtp.SrtpKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One DTLS association with the peer. Packets that are not the peer's, or malformed, do not end it: where they spoiled a handshake, it
 * is tried again until the time is over. There is no HelloVerifyRequest: it protects servers that anybody may call from keeping
 * state, whereas this one is open to one call, for a few seconds, and answers with less than it sends in a second of voice.
 */
public final class DtlsAssociation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DtlsAssociation.class);

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(250);
    private static final int MOST_REFUSALS = 2;

    /** Hears of the association, on its thread. */
    public interface Listener {

        /** The handshake is complete, and the peer's certificate is the one described. The keys change owner. */
        void onKeys(SrtpKeys send, SrtpKeys receive);

        /**
         * There will be no keys; the last call.
         *
         * @param cause one sentence for the user
         * @param attack whether a certificate came that was not the one described
         */
        void onFailure(String cause, boolean attack);
    }

    private final DtlsIdentity identity;
    private final PeerCertificate peer;
    private final boolean active;
    private final int[] profiles;
    private final Listener listener;
    private final DatagramQueue datagrams;
    private final JcaTlsCrypto crypto;
    private final Thread thread;
    private volatile boolean closed;

    private DtlsAssociation(
            DtlsIdentity identity,
            List<DtlsFingerprint> fingerprints,
            boolean active,
            int[] profiles,
            SecureRandom random,
            Consumer<byte[]> out,
            Listener listener) {
        this.identity = identity;
        this.peer = new PeerCertificate(fingerprints);
        this.active = active;
        this.profiles = profiles;
        this.listener = listener;
        this.datagrams = new DatagramQueue(out);
        this.crypto = new JcaTlsCryptoProvider().create(random);
        this.thread = Thread.ofVirtual().name("dtls").unstarted(this::run);
    }

    /**
     * Begins the handshake.
     *
     * @param fingerprints of the peer's SDP; not empty
     * @param active whether this side sends the ClientHello
     * @param out sends a datagram to the peer; called on the association's thread
     */
    public static DtlsAssociation start(
            DtlsIdentity identity,
            List<DtlsFingerprint> fingerprints,
            boolean active,
            SecureRandom random,
            Consumer<byte[]> out,
            Listener listener) {
        return start(identity, fingerprints, active, Profiles.preference(), random, out, listener);
    }

    static DtlsAssociation start(
            DtlsIdentity identity,
            List<DtlsFingerprint> fingerprints,
            boolean active,
            int[] profiles,
            SecureRandom random,
            Consumer<byte[]> out,
            Listener listener) {
        DtlsAssociation association =
                new DtlsAssociation(identity, fingerprints, active, profiles, random, out, listener);
        association.thread.start();
        return association;
    }

    /** Takes a datagram from the network; answers false when too many wait. Any thread may call it. */
    public boolean receive(byte[] datagram) {
        return datagrams.offer(datagram);
    }

    private void run() {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        int refusals = 0;
        try {
            while (!closed) {
                if (handshake(new Attempt(crypto, identity, peer, profiles, deadline))) {
                    return;
                }
                refusals += datagrams.refused() ? 1 : 0;
                if (peer.mismatched()) {
                    fail("The other side's certificate is not the one that its description names.", true);
                    return;
                }
                if (refusals == MOST_REFUSALS) {
                    fail("The other side refused to agree on keys by DTLS.", false);
                    return;
                }
                if (System.nanoTime() - deadline >= 0) {
                    fail("No keys could be agreed by DTLS: messages may have been lost or held back.", false);
                    return;
                }
                if (active) {
                    datagrams.drop(BEFORE_NEXT_ATTEMPT);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers whether it came to an end that is none of the handshake's: keys were given, and nothing more is to be done. */
    private boolean handshake(Attempt attempt) {
        datagrams.begin(!active);
        DTLSTransport transport;
        try {
            transport = active
                    ? new DTLSClientProtocol().connect(new SrtpTlsClient(attempt), datagrams)
                    : new DTLSServerProtocol().accept(new SrtpTlsServer(attempt), datagrams);
        } catch (IOException e) {
            LOG.debug("A DTLS handshake failed: {}", e.getMessage());
            attempt.wipe();
            return false;
        } catch (RuntimeException e) {
            // What was received made Bouncy Castle stumble: no reason to end the call.
            LOG.warn("A DTLS handshake failed by {}", e.getClass().getName());
            attempt.wipe();
            return false;
        }
        try {
            attempt.takeKeys().ifPresent(keys -> listener.onKeys(keys.send(), keys.receive()));
            repeatLastFlight(transport);
        } finally {
            close(transport);
        }
        return true;
    }

    /** Receiving is what makes Bouncy Castle repeat the last flight, as long as the peer repeats its own (RFC 6347 §4.2.4). */
    private void repeatLastFlight(DTLSTransport transport) {
        try {
            byte[] unused = new byte[transport.getReceiveLimit()];
            while (!closed && transport.receive(unused, 0, unused.length, 0) >= 0) {
                // RFC 5764 §3: no data but SRTP is exchanged.
            }
        } catch (IOException e) {
            LOG.debug("A DTLS association ended: {}", e.getMessage());
        }
    }

    private static void close(DTLSTransport transport) {
        try {
            transport.close();
        } catch (IOException e) {
            LOG.debug("A DTLS association could not say its end: {}", e.getMessage());
        }
    }

    private void fail(String cause, boolean attack) {
        if (!closed) {
            listener.onFailure(cause, attack);
        }
    }

    /** Ends the thread; what it holds is wiped. Keys that were given stay with their owner. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
