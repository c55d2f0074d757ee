// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * Datagrams of somebody who is not the peer, to a client and to a server: a fuzz target. No keys come of them, and nothing
 * escapes but what an association expects. The input is one octet for the side, then datagrams, each after two octets of
 * length.
 */
public final class DtlsFuzz {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JcaTlsCrypto CRYPTO = new JcaTlsCryptoProvider().create(RANDOM);
    private static final DtlsIdentity OWN = DtlsIdentity.create(RANDOM);
    private static final DtlsIdentity PEER = DtlsIdentity.create(RANDOM);

    /** As long as a handshake may wait for more than the input has. */
    private static final long PATIENCE = 3_000_000;

    private DtlsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        boolean active = (data[0] & 1) == 0;
        DatagramQueue datagrams = new DatagramQueue(datagram -> {});
        datagrams.begin(!active);
        ByteBuffer in = ByteBuffer.wrap(data, 1, data.length - 1);
        while (in.remaining() > 2) {
            byte[] datagram = new byte[Math.min(in.getShort() & 0xfff, in.remaining())];
            in.get(datagram);
            datagrams.offer(datagram);
        }
        Attempt attempt = new Attempt(
                CRYPTO,
                OWN,
                new PeerCertificate(List.of(PEER.fingerprint())),
                Profiles.preference(),
                System.nanoTime() + PATIENCE);
        try {
            if (active) {
                new DTLSClientProtocol().connect(new SrtpTlsClient(attempt), datagrams);
            } else {
                new DTLSServerProtocol().accept(new SrtpTlsServer(attempt), datagrams);
            }
        } catch (IOException e) {
            // What the association expects.
        } catch (RuntimeException e) {
            // It expects these of Bouncy Castle, too, and of nobody else.
            StackTraceElement[] trace = e.getStackTrace();
            if (trace.length > 0 && trace[0].getClassName().startsWith("org.securecall")) {
                throw e;
            }
        }
        if (attempt.takeKeys().isPresent()) {
            throw new IllegalStateException("Keys were agreed with somebody else");
        }
        attempt.wipe();
    }
}
