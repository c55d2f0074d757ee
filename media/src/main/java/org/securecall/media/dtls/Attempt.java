// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.jspecify.annotations.Nullable;

/** What one handshake is made with, and what comes out of it. Belongs to the association's thread. */
final class Attempt {

    /** A certificate of RSA with 4096 bits and much else in it stays below. */
    static final int LARGEST_MESSAGE = 8192;

    /**
     * RFC 6347 §4.2.4.1 recommends a second, and less "for time sensitive applications": nobody has said a word yet, and the packets
     * are few.
     */
    static final int FIRST_RESEND_MS = 250;

    private final JcaTlsCrypto crypto;
    private final DtlsIdentity identity;
    private final PeerCertificate peer;
    private final int[] profiles;
    private final long deadline;
    private Profiles.@Nullable MediaKeys keys;

    /** @param deadline by {@link System#nanoTime()} */
    Attempt(JcaTlsCrypto crypto, DtlsIdentity identity, PeerCertificate peer, int[] profiles, long deadline) {
        this.crypto = crypto;
        this.identity = identity;
        this.peer = peer;
        this.profiles = profiles.clone();
        this.deadline = deadline;
    }

    JcaTlsCrypto crypto() {
        return crypto;
    }

    PeerCertificate peer() {
        return peer;
    }

    int[] profiles() {
        return profiles.clone();
    }

    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        return Credentials.signer(context, crypto, identity);
    }

    /** At least 1: for Bouncy Castle 0 is for ever. */
    int millisLeft() {
        return Math.clamp((deadline - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
    }

    void keys(Profiles.MediaKeys agreed) {
        keys = agreed;
    }

    /** The handshake failed after all. */
    void wipe() {
        takeKeys().ifPresent(taken -> {
            taken.send().close();
            taken.receive().close();
        });
    }

    /** Hands the keys over. */
    Optional<Profiles.MediaKeys> takeKeys() {
        Optional<Profiles.MediaKeys> taken = Optional.ofNullable(keys);
        keys = null;
        return taken;
    }
}
