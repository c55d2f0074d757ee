// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.jspecify.annotations.Nullable;
import org.securecall.media.secret.SecretBytes;

/**
 * All that comes out of s0 (RFC 6189 §4.5.2, §4.5.3, §4.6.1). Everything is derived at once, so s0 itself is wiped before
 * anything else happens. Moves from state to state; whoever has it last closes it.
 */
final class SessionKeys implements AutoCloseable {

    private final DirectionKeys initiator;
    private final DirectionKeys responder;
    private final @Nullable FirstStream firstStream;

    /** What only the first stream of a call has. */
    private record FirstStream(SecretBytes zrtpSess, SecretBytes rs1, Octets sashash) {

        @Override
        public String toString() {
            return "FirstStream";
        }
    }

    private SessionKeys(DirectionKeys initiator, DirectionKeys responder, @Nullable FirstStream firstStream) {
        this.initiator = initiator;
        this.responder = responder;
        this.firstStream = firstStream;
    }

    /** Diffie-Hellman mode. Takes s0 over and wipes it. */
    static SessionKeys ofFirstStream(KeyDerivation kdf, SecretBytes s0, Negotiated negotiated) {
        try (s0;
                SecretBytes sasHash = kdf.derive(s0, "SAS", 256)) {
            FirstStream first = new FirstStream(
                    kdf.derive(s0, "ZRTP Session Key"),
                    kdf.derive(s0, "retained secret", 256),
                    Octets.copyOf(sasHash.reveal()));
            return new SessionKeys(
                    DirectionKeys.derive(kdf, s0, Role.INITIATOR, negotiated),
                    DirectionKeys.derive(kdf, s0, Role.RESPONDER, negotiated),
                    first);
        }
    }

    /** Multistream mode: s0 = KDF(ZRTPSess, "ZRTP MSK", KDF_Context, negotiated hash length) (§4.4.3.2). */
    static SessionKeys ofFurtherStream(KeyDerivation kdf, SecretBytes zrtpSess, Negotiated negotiated) {
        try (SecretBytes s0 = kdf.derive(zrtpSess, "ZRTP MSK")) {
            return new SessionKeys(
                    DirectionKeys.derive(kdf, s0, Role.INITIATOR, negotiated),
                    DirectionKeys.derive(kdf, s0, Role.RESPONDER, negotiated),
                    null);
        }
    }

    DirectionKeys of(Role role) {
        return role == Role.INITIATOR ? initiator : responder;
    }

    /** @throws IllegalStateException for a stream in Multistream mode, which has no SAS of its own */
    int sasValue() {
        return sashash().view().getInt(0);
    }

    /**
     * What is signed (§7.2), 32 octets. Both sides may show it: "The SAS is not treated as a secret value" (§7).
     *
     * @throws IllegalStateException as for {@link #sasValue}
     */
    Octets sashash() {
        return first().sashash();
    }

    /** A copy of the new retained secret, 32 octets. */
    SecretBytes newRetainedSecret() {
        return first().rs1().copy();
    }

    /** A copy of ZRTPSess, as long as the hash. */
    SecretBytes zrtpSess() {
        return first().zrtpSess().copy();
    }

    private FirstStream first() {
        if (firstStream == null) {
            throw new IllegalStateException("A further stream has no SAS and no secrets of its own");
        }
        return firstStream;
    }

    void wipeSrtp() {
        initiator.wipeSrtp();
        responder.wipeSrtp();
    }

    @Override
    public void close() {
        initiator.close();
        responder.close();
        if (firstStream != null) {
            firstStream.zrtpSess().close();
            firstStream.rs1().close();
        }
    }

    @Override
    public String toString() {
        return "SessionKeys";
    }
}
