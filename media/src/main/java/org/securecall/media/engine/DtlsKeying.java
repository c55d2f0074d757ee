// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.SdesSuite;
import org.securecall.media.dtls.DtlsAssociation;
import org.securecall.media.dtls.DtlsIdentity;
import org.securecall.media.srtp.SrtpKeys;

/** DTLS-SRTP: this side's certificate, and the association with the peer that was described last. Belongs to the loop. */
final class DtlsKeying implements AutoCloseable {

    /** A peer that was faster than the signalling: its ClientHello, and a repetition or two. */
    private static final int MOST_EARLY = 4;

    private static final Duration OPENING_INTERVAL = Duration.ofMillis(200);
    private static final int STUN_BINDING_INDICATION = 0x0011;
    private static final int STUN_MAGIC_COOKIE = 0x2112a442;
    private static final int STUN_TRANSACTION_BYTES = 12;

    private final @Nullable DtlsIdentity identity;
    private final SecureRandom random;
    private final EventLoop loop;
    private final KeyingArbiter arbiter;
    private final Consumer<byte[]> out;
    private final Runnable settled;
    private final List<byte[]> early = new ArrayList<>();
    private PeerKeying.@Nullable Dtls described;
    private @Nullable DtlsAssociation association;
    private int associations;
    private boolean ended;
    private boolean closed;

    /**
     * @param keying without {@link KeyingMethod#DTLS_SRTP} there is no certificate
     * @param out sends to the peer; any thread may call it
     * @param settled told, on the loop, each time that a handshake has ended, with keys or without; not of an attack
     */
    DtlsKeying(
            List<KeyingMethod> keying,
            SecureRandom random,
            EventLoop loop,
            KeyingArbiter arbiter,
            Consumer<byte[]> out,
            Runnable settled) {
        this.identity = keying.contains(KeyingMethod.DTLS_SRTP) ? DtlsIdentity.create(random) : null;
        this.random = random;
        this.loop = loop;
        this.arbiter = arbiter;
        this.out = out;
        this.settled = settled;
    }

    Optional<DtlsFingerprint> fingerprint() {
        return Optional.ofNullable(identity).map(DtlsIdentity::fingerprint);
    }

    boolean canUse() {
        return identity != null;
    }

    /** Whether there is an association, or one is being made. */
    boolean isBegun() {
        return association != null;
    }

    /** Whether a handshake has begun and not ended. */
    boolean isAwaited() {
        return association != null && !ended;
    }

    /** Begins the handshake with a peer; the same description again begins nothing. */
    void use(PeerKeying.Dtls description) {
        DtlsIdentity own = identity;
        if (own == null || closed || description.equals(described)) {
            return;
        }
        leave();
        described = description;
        ended = false;
        DtlsAssociation begun = DtlsAssociation.start(
                own,
                description.fingerprints(),
                description.active(),
                random,
                out,
                new FromAssociation(++associations));
        association = begun;
        early.forEach(begun::receive);
        early.clear();
        if (!description.active()) {
            openPath(begun);
        }
    }

    /**
     * Who waits for the handshake would send nothing, and a NAT or relay on the way that learns addresses from what passes would
     * not let the peer's begin through: so a STUN binding indication, which nobody answers (RFC 6263 §4.6, RFC 8489 §6), goes
     * there until it has ended.
     */
    private void openPath(DtlsAssociation waiting) {
        if (closed || ended || !waiting.equals(association)) {
            return;
        }
        byte[] transaction = new byte[STUN_TRANSACTION_BYTES];
        random.nextBytes(transaction);
        out.accept(ByteBuffer.allocate(8 + STUN_TRANSACTION_BYTES)
                .putShort((short) STUN_BINDING_INDICATION)
                .putShort((short) 0)
                .putInt(STUN_MAGIC_COOKIE)
                .put(transaction)
                .array());
        loop.schedule(OPENING_INTERVAL, () -> openPath(waiting));
    }

    /** The description has no DTLS any more. */
    void leave() {
        described = null;
        if (association != null) {
            association.close();
            association = null;
        }
    }

    /** A DTLS packet came. Before the peer is described, a few are kept. */
    void receive(byte[] packet) {
        if (association != null) {
            association.receive(packet);
        } else if (identity != null && described == null && early.size() < MOST_EARLY) {
            early.add(packet);
        }
    }

    private final class FromAssociation implements DtlsAssociation.Listener {

        private final int number;

        private FromAssociation(int number) {
            this.number = number;
        }

        /** What a former one says, late, is nothing to the present one. */
        private boolean isCurrent() {
            return number == associations && association != null && !closed;
        }

        @Override
        public void onKeys(SrtpKeys send, SrtpKeys receive) {
            loop.execute(() -> {
                try (send;
                        receive) {
                    if (isCurrent()) {
                        ended = true;
                        arbiter.signalled(KeyingMethod.DTLS_SRTP, suite(send), Sending.of(send), Receiving.of(receive));
                        settled.run();
                    }
                }
            });
        }

        @Override
        public void onFailure(String cause, boolean attack) {
            loop.execute(() -> {
                if (isCurrent()) {
                    ended = true;
                    arbiter.signalledFailed(cause, attack);
                    if (!attack) {
                        settled.run();
                    }
                }
            });
        }
    }

    private static String suite(SrtpKeys keys) {
        for (SdesSuite suite : SdesSuite.values()) {
            if (SdesKeying.profile(suite) == keys.profile()) {
                return suite.token();
            }
        }
        throw new IllegalStateException("DTLS-SRTP has no " + keys.profile());
    }

    @Override
    public void close() {
        closed = true;
        leave();
    }
}
