// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.HashSet;
import java.util.Set;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.secret.SecretBytes;

/**
 * What a secured first stream gives to the further streams of the same call (RFC 6189 §4.4.3). Each stream has its own copy
 * of ZRTPSess; the nonces that were used are known to all of them.
 */
final class MultistreamSession implements AutoCloseable {

    private final SecretBytes zrtpSess;
    private final Negotiated negotiated;
    private final Peer peer;
    private final ZrtpDetails details;
    private final Set<Octets> usedNonces;

    MultistreamSession(SecretBytes zrtpSess, Negotiated negotiated, Peer peer, ZrtpDetails details) {
        this(zrtpSess, negotiated, peer, details, new HashSet<>());
    }

    private MultistreamSession(
            SecretBytes zrtpSess, Negotiated negotiated, Peer peer, ZrtpDetails details, Set<Octets> usedNonces) {
        this.zrtpSess = zrtpSess;
        this.negotiated = negotiated;
        this.peer = peer;
        this.details = details;
        this.usedNonces = usedNonces;
    }

    MultistreamSession forAnotherStream() {
        return new MultistreamSession(zrtpSess.copy(), negotiated, peer, details, usedNonces);
    }

    SecretBytes zrtpSess() {
        return zrtpSess;
    }

    /** Those of the first stream, which further streams use too (§4.4.3.1), with Mult as key agreement. */
    Negotiated negotiated() {
        return new Negotiated(
                negotiated.hash(), negotiated.cipher(), negotiated.authTag(), KeyAgreement.MULT, negotiated.sas());
    }

    Zid peerZid() {
        return peer.hello().zid();
    }

    ZrtpDetails firstStreamDetails() {
        return details;
    }

    /**
     * "Its value MUST be unique for all nonce values chosen for active ZRTP sessions between a pair of endpoints" (§4.4.3.1).
     *
     * @return whether the nonce is new
     */
    boolean use(Octets nonce) {
        return usedNonces.add(nonce);
    }

    @Override
    public void close() {
        zrtpSess.close();
    }
}
