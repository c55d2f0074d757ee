// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * This side is the initiator of a further stream, as far as it knows (RFC 6189 §4.4.3). Arrives from {@link Discovery}; goes
 * to {@link Confirm2Sent} with Confirm1, or becomes the responder when the peer's Commit wins. Sends Commit on timer T2.
 */
final class MultCommitSent implements Retransmitting {

    private static final int NONCE = 16;

    private final Peer peer;
    private final MultistreamSession session;
    private final Commit commit;
    private final Octets nonce;
    private final Retransmission retransmission;

    private MultCommitSent(Context context, Peer peer, MultistreamSession session, Octets nonce) {
        this.peer = peer;
        this.session = session;
        this.nonce = nonce;
        this.commit = Commit.multistream(context.chain(), context.ownHello().zid(), session.negotiated(), nonce);
        this.retransmission = Retransmission.beginPromptly(context, commit);
    }

    static State begin(Context context, Peer peer) {
        return begin(context, peer, context.session().orElseThrow());
    }

    static State begin(Context context, Peer peer, MultistreamSession session) {
        Octets nonce;
        do {
            nonce = Octets.random(context.random(), NONCE);
        } while (!session.use(nonce));
        return new MultCommitSent(context, peer, session, nonce);
    }

    @Override
    public Optional<Peer> peer() {
        return Optional.of(peer);
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case Confirm confirm when confirm.sender() == Role.RESPONDER -> onConfirm1(context, confirm);
            case Commit theirs -> onCommit(context, theirs);
            default -> {
                context.countUnexpected();
                yield this;
            }
        };
    }

    private State onConfirm1(Context context, Confirm confirm1) {
        Negotiated negotiated = session.negotiated();
        Agreed agreed = Agreed.byMultistream(
                context,
                session,
                Role.INITIATOR,
                peer,
                negotiated,
                Transcript.totalHash(negotiated.hash(), context.ownHello(), peer.hello(), commit));
        return Confirm2Sent.onConfirm1(context, agreed, confirm1, h0 -> continuesTo(peer.hello(), h0));
    }

    /** §9: "an analogous interpolation is performed by both parties to handle the skipped DHPart1 and DHPart2". */
    static boolean continuesTo(Hello hello, Octets h0) {
        Octets theirH2 = HashChain.next(HashChain.next(h0));
        return HashChain.next(theirH2).equals(hello.h3()) && hello.isSealedWith(theirH2);
    }

    /** "The Commit message with the lowest nonce value MUST be discarded and the other side is the initiator" (§4.2). */
    boolean loses(Commit theirs) {
        return theirs.mode() instanceof Commit.Mode.Multistream mult && nonce.compareUnsigned(mult.nonce()) <= 0;
    }

    private State onCommit(Context context, Commit theirs) {
        if (!Responding.continuesChain(context, peer, theirs)) {
            context.countForged();
            return this;
        }
        return switch (theirs.mode()) {
            // "The Commit message with the lowest nonce value MUST be discarded and the other side is the initiator"
            // (§4.2).
            case Commit.Mode.Multistream mult ->
                nonce.compareUnsigned(mult.nonce()) > 0
                        ? this
                        : Responding.begin(context, peer, Optional.empty(), theirs);
            case Commit.Mode.DiffieHellman dh -> ErrorSent.fail(context, peer, ZrtpFailure.Reason.SOFTWARE);
            case Commit.Mode.Preshared preshared -> ErrorSent.fail(context, peer, ZrtpFailure.Reason.SOFTWARE);
        };
    }

    @Override
    public Retransmission retransmission() {
        return retransmission;
    }

    /** The session belongs to the machine. */
    @Override
    public void close() {}
}
