// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/** A peer's Commit makes this side the responder (RFC 6189 §4.4.1.2, §4.4.3.1). */
final class Responding {

    private Responding() {}

    /** Whether the sender of the Commit is the sender of the Hello: H3 = hash(H2) (§9). */
    static boolean continuesChain(Context context, Peer peer, Commit commit) {
        return HashChain.next(commit.h2()).equals(peer.hello().h3());
    }

    /**
     * Answers a Commit that continues the peer's hash chain.
     *
     * @param ready this side's key pair for the key agreement it expects; taken over
     */
    static State begin(Context context, Peer peer, Optional<KeyShare> ready, Commit commit) {
        context.cancelAll();
        context.securing();
        // §8.1.1: "Each message's MAC is checked when the MAC key is received in the next message."
        if (!peer.hello().isSealedWith(commit.h2())) {
            return fail(context, peer, ready, ZrtpFailure.Reason.FORGED_HELLO);
        }
        // §5.4: the ZID "MUST have the same value as was used in the Hello message".
        if (!commit.zid().equals(peer.hello().zid())) {
            return fail(context, peer, ready, ZrtpFailure.Reason.MALFORMED);
        }
        return switch (Negotiated.accept(context.config().algorithms(), commit)) {
            case Negotiated.Choice.Refused refused -> fail(context, peer, ready, refused.reason());
            case Negotiated.Choice.Accepted accepted -> answer(context, peer, ready, commit, accepted.negotiated());
        };
    }

    private static State answer(
            Context context, Peer peer, Optional<KeyShare> ready, Commit commit, Negotiated negotiated) {
        Optional<MultistreamSession> session = context.session();
        return switch (commit.mode()) {
            // §4.4.3: a further stream "MUST" use Multistream mode; a second Diffie-Hellman exchange would race the
            // first.
            case Commit.Mode.DiffieHellman dh
            when session.isPresent() -> fail(context, peer, ready, ZrtpFailure.Reason.SOFTWARE);
            case Commit.Mode.DiffieHellman dh -> dhPart1(context, peer, ready, commit, dh, negotiated);
            // §4.4.3.1: without a session key "the exchange MUST be terminated".
            case Commit.Mode.Multistream mult
            when session.isEmpty() -> fail(context, peer, ready, ZrtpFailure.Reason.DH_REQUIRED);
            // "If a Commit is received with a reused nonce value, the ZRTP exchange MUST be immediately terminated."
            case Commit.Mode.Multistream mult
            when !session.get().use(mult.nonce()) -> fail(context, peer, ready, ZrtpFailure.Reason.NONCE_REUSE);
            case Commit.Mode.Multistream mult -> {
                Octets totalHash = Transcript.totalHash(negotiated.hash(), peer.hello(), context.ownHello(), commit);
                Agreed agreed =
                        Agreed.byMultistream(context, session.get(), Role.RESPONDER, peer, negotiated, totalHash);
                yield Confirm1Sent.begin(context, agreed, commit, h0 -> continuesTo(commit, h0));
            }
            // §4.4.2: "Preshared mode MUST NOT be used for adding additional media streams to an existing call."
            case Commit.Mode.Preshared preshared
            when session.isPresent() -> fail(context, peer, ready, ZrtpFailure.Reason.SOFTWARE);
            case Commit.Mode.Preshared preshared ->
                PresharedCommitSent.answer(context, peer, ready, commit, preshared, negotiated);
        };
    }

    /** §9, where the DHPart messages are skipped: whether the sender of H0 is the sender of the Commit, and that is unchanged. */
    static boolean continuesTo(Commit commit, Octets h0) {
        Octets theirH1 = HashChain.next(h0);
        return HashChain.next(theirH1).equals(commit.h2()) && commit.isSealedWith(theirH1);
    }

    private static State dhPart1(
            Context context,
            Peer peer,
            Optional<KeyShare> ready,
            Commit commit,
            Commit.Mode.DiffieHellman dh,
            Negotiated negotiated) {
        ResponderKey key;
        try {
            key = ResponderKey.of(context, ready, negotiated, dh.publicKey());
        } catch (BadPublicValueException e) {
            return ErrorSent.fail(context, peer, ZrtpFailure.Reason.BAD_PUBLIC_VALUE);
        }
        SharedSecrets shared = SharedSecrets.of(context, peer, Role.RESPONDER, negotiated.hash());
        SecretIds ids = shared.ids(context, Role.RESPONDER, negotiated.hash());
        DhPart dhPart1 = DhPart.create(Role.RESPONDER, context.chain(), ids, key.pvr());
        context.send(dhPart1);
        return new DhPart1Sent(peer, negotiated, commit, dh.hvi(), dhPart1, key, shared, Patience.begin(context));
    }

    private static State fail(Context context, Peer peer, Optional<KeyShare> ready, ZrtpFailure.Reason reason) {
        ready.ifPresent(KeyShare::close);
        return ErrorSent.fail(context, peer, reason);
    }
}
