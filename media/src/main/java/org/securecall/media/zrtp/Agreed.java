// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.SasEmoji;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Auxiliary;
import org.securecall.media.api.ZrtpDetails.Exchange;
import org.securecall.media.api.ZrtpDetails.Mode;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/**
 * Both sides have the key, if nobody is in between: what the Confirm messages are to show. Moves from state to state with its
 * keys.
 *
 * @param role this side's
 * @param match of the retained secrets; empty in Multistream mode, which does not use them
 * @param verifiedBefore this side's verified flag from earlier calls, and only if the secrets of those calls matched
 * @param exchange how the keys came about
 * @param enrolled both sides have the secret of an enrolment with a server in the middle: s3 of this exchange
 */
record Agreed(
        Role role,
        Peer peer,
        Negotiated negotiated,
        SessionKeys keys,
        Optional<RetainedMatch> match,
        boolean verifiedBefore,
        Exchange exchange,
        boolean enrolled) {

    /**
     * The end of a Diffie-Hellman exchange (RFC 6189 §4.4.1.4).
     *
     * @param shared taken over and wiped
     * @param dhResult taken over and wiped
     */
    static Agreed byDiffieHellman(
            Context context,
            Role role,
            Peer peer,
            Negotiated negotiated,
            SharedSecrets shared,
            SecretIds peerIds,
            SecretBytes dhResult,
            Octets totalHash) {
        KeyDerivation kdf = derivation(context, role, peer, negotiated, totalHash);
        HashAlgorithm hash = negotiated.hash();
        try (dhResult;
                shared) {
            RetainedMatch match = RetainedMatch.find(shared.retained(), peerIds, role.other(), hash);
            Auxiliary auxiliary = shared.compareAuxiliary(peerIds, peer.hello(), hash);
            SecretBytes s3 = shared.s3(peerIds, role.other(), hash);
            SessionKeys keys =
                    SessionKeys.ofFirstStream(kdf, kdf.s0(dhResult, match.s1(), shared.s2(auxiliary), s3), negotiated);
            // An attacker who has no secret must not profit from the flag that belongs to it, on either side.
            boolean verifiedBefore = match.secrets() == Secrets.MATCH
                    && shared.retained().filter(RetainedSecrets::verified).isPresent();
            return new Agreed(
                    role,
                    peer,
                    negotiated,
                    keys,
                    Optional.of(match.withoutSecret()),
                    verifiedBefore,
                    exchange(context, peer, Mode.DIFFIE_HELLMAN, auxiliary),
                    s3 != null);
        }
    }

    /**
     * Keys from the secret of earlier calls (RFC 6189 §4.4.2.4). Who has the same is who was there then.
     *
     * @param preshared taken over and wiped
     */
    static Agreed byPresharedKey(
            Context context, Role role, Peer peer, Negotiated negotiated, PresharedKey preshared, Octets totalHash) {
        KeyDerivation kdf = derivation(context, role, peer, negotiated, totalHash);
        try (preshared) {
            return new Agreed(
                    role,
                    peer,
                    negotiated,
                    SessionKeys.ofFirstStream(kdf, kdf.derive(preshared.key(), "ZRTP PSK"), negotiated),
                    Optional.of(new RetainedMatch(null, RetainedMatch.Which.RS1, Secrets.MATCH)),
                    // Without the flag this mode is not used.
                    true,
                    exchange(context, peer, Mode.PRESHARED, preshared.auxiliary()),
                    false);
        }
    }

    /** Keys for a further stream (RFC 6189 §4.4.3.2). */
    static Agreed byMultistream(
            Context context,
            MultistreamSession session,
            Role role,
            Peer peer,
            Negotiated negotiated,
            Octets totalHash) {
        KeyDerivation kdf = derivation(context, role, peer, negotiated, totalHash);
        SessionKeys keys = SessionKeys.ofFurtherStream(kdf, session.zrtpSess(), negotiated);
        return new Agreed(
                role,
                peer,
                negotiated,
                keys,
                Optional.empty(),
                false,
                exchange(context, peer, Mode.MULTISTREAM, Auxiliary.NONE),
                false);
    }

    private static Exchange exchange(Context context, Peer peer, Mode mode, Auxiliary auxiliary) {
        return new Exchange(mode, auxiliary, Transcript.bindsBoth(context.ownHello(), peer.hello()), 0);
    }

    private static KeyDerivation derivation(
            Context context, Role role, Peer peer, Negotiated negotiated, Octets totalHash) {
        return role == Role.INITIATOR
                ? new KeyDerivation(
                        negotiated.hash(),
                        context.ownHello().zid(),
                        peer.hello().zid(),
                        totalHash)
                : new KeyDerivation(
                        negotiated.hash(),
                        peer.hello().zid(),
                        context.ownHello().zid(),
                        totalHash);
    }

    DirectionKeys ownKeys() {
        return keys.of(role);
    }

    DirectionKeys peerKeys() {
        return keys.of(role.other());
    }

    /** This side's Confirm message. */
    Confirm confirm(Context context) {
        ConfirmContent content = new ConfirmContent(
                context.chain().h0(),
                false,
                verifiedBefore,
                ofFirstStream(context) && context.allowsClear(),
                false,
                // §4.9: in Multistream mode "the field in the Confirm1 and Confirm2 is set to 0xffffffff and is
                // ignored".
                match.isPresent() ? context.config().cacheSeconds() : ConfirmContent.FOR_EVER,
                // §7.2: "A signature may be sent only in the initial media stream in a DH or ECDH ZRTP exchange".
                match.flatMap(m -> SasSignatures.own(context.config().options(), peer, keys.sashash())));
        return content.seal(role, ownKeys(), negotiated, context.random());
    }

    /** Hands the keys of one direction to whoever drives this machine. */
    void emitKeys(Context context, ZrtpOutput.Direction direction) {
        Role sender = direction == ZrtpOutput.Direction.SEND ? role : role.other();
        context.emit(new ZrtpOutput.KeysReady(direction, keys.of(sender).srtp(negotiated)));
    }

    /**
     * The continuity of keys, once the peer's Confirm message is known; empty in Multistream mode.
     *
     * @param now when the Confirm1 message was sent or received
     */
    Optional<KeyContinuity> continuity(Context context, ConfirmContent peerContent, Instant now) {
        return match.map(m -> new KeyContinuity(
                context.config().cache(),
                peer.hello().zid(),
                keys.newRetainedSecret(),
                m,
                now,
                Math.min(context.config().cacheSeconds(), peerContent.cacheSeconds())));
    }

    /** Also when it is secure again after GoClear, in Multistream mode. */
    boolean ofFirstStream(Context context) {
        return match.isPresent()
                || context.session().flatMap(MultistreamSession::resumed).isPresent();
    }

    /** What the peer's Confirm declares of the peer itself; in Multistream mode what the first stream's did. */
    PeerDeclarations declarations(Context context, ConfirmContent theirs) {
        if (match.isEmpty()) {
            PeerDeclarations first = context.session()
                    .map(s -> s.firstStreamDetails().declarations())
                    .orElse(PeerDeclarations.NONE);
            return new PeerDeclarations(
                    first.disclosure() || theirs.disclosure(),
                    theirs.allowClear(),
                    first.clearRefused(),
                    first.signature(),
                    first.server(),
                    peer.hello().algorithms().offer());
        }
        return new PeerDeclarations(
                theirs.disclosure(),
                theirs.allowClear(),
                false,
                SasSignatures.judge(context.config().options(), theirs.signature(), keys.sashash()),
                new MiddleServer(
                        peer.hello().mitm(),
                        theirs.enrolment(),
                        enrolled && peer.hello().mitm()),
                peer.hello().algorithms().offer());
    }

    ZrtpDetails details(
            Context context, boolean verifiedLocally, boolean verifiedByPeer, PeerDeclarations declarations) {
        Secrets secrets = match.map(RetainedMatch::secrets)
                .or(() -> context.session().map(s -> s.firstStreamDetails().secrets()))
                .orElseThrow();
        String sas = "";
        List<SasEmoji> emoji = List.of();
        if (match.isPresent()) {
            sas = negotiated.sas().render(keys.sasValue());
            emoji = SasRendering.emoji(keys.sasValue());
        } else if (ofFirstStream(context)) {
            ZrtpDetails first = context.session().orElseThrow().firstStreamDetails();
            sas = first.sas();
            emoji = first.sasEmoji();
        }
        return new ZrtpDetails(
                negotiated.keyAgreement().label(),
                negotiated.hash().label(),
                negotiated.cipher().label(),
                negotiated.authTag().label(),
                negotiated.sas().label(),
                sas,
                emoji,
                peer.hello().zid(),
                peer.hello().clientId(),
                secrets,
                verifiedLocally,
                verifiedByPeer && secrets == Secrets.MATCH,
                context.compare(peer.hello()),
                role == Role.INITIATOR,
                declarations,
                exchange);
    }

    void close() {
        keys.close();
    }
}
