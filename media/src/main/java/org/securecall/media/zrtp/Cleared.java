// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * The encryption was ended by GoClear; what remains is the new ZRTPSess, in the context's session (RFC 6189 §4.7.2.1). Arrives
 * from {@link Secure} or {@link ClearSent}; goes to {@link MultCommitSent} when the user wants to be secure again, or to {@link
 * Confirm1Sent} when the peer's does. The hash chain goes on: "It is not necessary to send another Hello message".
 *
 * @param theirs the peer's GoClear as it would be or was: it is acknowledged again, should it come again
 */
record Cleared(Peer known, GoClear theirs, Allowance answers) implements State {

    private static final int ANSWERS = 64;

    /**
     * Destroys the keys and keeps what the next exchange needs.
     *
     * @param secure what was left, with everything that it knows
     */
    static State enter(Context context, Secure secure, boolean byPeer) {
        context.cancelAll();
        Agreed agreed = secure.agreed();
        GoClear theirs = GoClear.create(
                GoClear.mac(agreed.negotiated().hash(), agreed.peerKeys().macKey()));
        context.resumeWith(secure.resumable(context));
        secure.close();
        context.emit(new ZrtpOutput.WentClear(byPeer));
        return new Cleared(agreed.peer(), theirs, new Allowance(ANSWERS));
    }

    @Override
    public Optional<Peer> peer() {
        return Optional.of(known);
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case GoClear again
            when again.raw().equals(theirs.raw()) -> {
                if (answers.take()) {
                    context.send(Acknowledgement.CLEAR_ACK);
                }
                yield this;
            }
            // §4.7.2.1: "A new key negotiation after a GoClear SHOULD use a Multistream Commit message": nothing else
            // is
            // taken, since the H2 in a Commit is public by now and anybody could send one.
            case Commit commit
            when commit.mode() instanceof Commit.Mode.Multistream -> {
                if (!Responding.continuesChain(context, known, commit)) {
                    context.countForged();
                    yield this;
                }
                context.securingAgain();
                yield Responding.begin(context, known, Optional.empty(), commit);
            }
            default -> {
                context.countUnexpected();
                yield this;
            }
        };
    }

    /** The user wants to be secure again. */
    State goSecure(Context context) {
        context.securingAgain();
        context.securing();
        return MultCommitSent.begin(context, known);
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        return this;
    }

    @Override
    public State peerError(Context context, int code) {
        context.emit(new ZrtpOutput.PeerErrorIgnored(code));
        return this;
    }

    /** The session belongs to the context. */
    @Override
    public void close() {}
}
