// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.HashSet;
import java.util.Optional;
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
    private final Role roleInSession;
    private final Optional<KeyContinuity> resumed;
    private final Set<Octets> usedNonces;

    /**
     * @param roleInSession this side's in the exchange that gave ZRTPSess
     */
    MultistreamSession(
            SecretBytes zrtpSess, Negotiated negotiated, Peer peer, ZrtpDetails details, Role roleInSession) {
        this(zrtpSess, negotiated, peer, details, roleInSession, Optional.empty(), new HashSet<>());
    }

    private MultistreamSession(
            SecretBytes zrtpSess,
            Negotiated negotiated,
            Peer peer,
            ZrtpDetails details,
            Role roleInSession,
            Optional<KeyContinuity> resumed,
            Set<Octets> usedNonces) {
        this.roleInSession = roleInSession;
        this.resumed = resumed;
        this.zrtpSess = zrtpSess;
        this.negotiated = negotiated;
        this.peer = peer;
        this.details = details;
        this.usedNonces = usedNonces;
    }

    MultistreamSession forAnotherStream() {
        return new MultistreamSession(
                zrtpSess.copy(), negotiated, peer, details, roleInSession, Optional.empty(), usedNonces);
    }

    /**
     * For the same stream, to be secure again after GoClear (§4.7.2.1): ZRTPSess = KDF(ZRTPSess, "New ZRTP Session", (ZIDi ||
     * ZIDr), negotiated hash length). Which side is i was settled when the session began: streams may replace it in another order
     * here than there, and in other roles, and still have to come to the same value.
     *
     * @param own this side's ZID
     * @param now the details as they were when the stream went clear
     * @param continuity goes on as it was; closed with this
     */
    MultistreamSession resumed(Zid own, ZrtpDetails now, KeyContinuity continuity) {
        KeyDerivation kdf = roleInSession == Role.INITIATOR
                ? KeyDerivation.ofSession(negotiated.hash(), own, peerZid())
                : KeyDerivation.ofSession(negotiated.hash(), peerZid(), own);
        return new MultistreamSession(
                kdf.derive(zrtpSess, "New ZRTP Session"),
                negotiated,
                peer,
                now,
                roleInSession,
                Optional.of(continuity),
                new HashSet<>());
    }

    /** Present for the first stream itself, which is secure again after GoClear. */
    Optional<KeyContinuity> resumed() {
        return resumed;
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
        resumed.ifPresent(KeyContinuity::close);
    }
}
