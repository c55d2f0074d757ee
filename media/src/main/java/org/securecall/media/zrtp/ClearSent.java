// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * This side's user asked to end the encryption (RFC 6189 §4.7.2): nothing is sent any more. Arrives from {@link Secure}; goes to
 * {@link Cleared} with ClearACK, with the peer's own GoClear, with its next Commit, or when nothing comes: "In the event a
 * ClearACK is not received before the retransmissions of GoClear are exhausted, the key material is deleted". Sends GoClear on
 * timer T2.
 */
record ClearSent(Secure secure, Retransmission retransmission) implements State {

    static State begin(Context context, Secure secure) {
        Agreed agreed = secure.agreed();
        context.emit(new ZrtpOutput.GoingClear());
        GoClear goClear = GoClear.create(
                GoClear.mac(agreed.negotiated().hash(), agreed.ownKeys().macKey()));
        return new ClearSent(secure, Retransmission.begin(context, goClear));
    }

    @Override
    public Optional<Peer> peer() {
        return secure.peer();
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case Acknowledgement ack when ack == Acknowledgement.CLEAR_ACK -> Cleared.enter(context, secure, false);
            case GoClear theirs
            when secure.isAuthentic(theirs) -> {
                context.send(Acknowledgement.CLEAR_ACK);
                yield Cleared.enter(context, secure, false);
            }
            // The ClearACK was lost, and the peer wants to be secure again already.
            case Commit commit
            when commit.mode() instanceof Commit.Mode.Multistream
                    && Responding.continuesChain(context, secure.agreed().peer(), commit) ->
                Cleared.enter(context, secure, false).receive(context, commit, ssrc);
            case Confirm confirm -> {
                secure.confirmAgain(context, confirm);
                yield this;
            }
            default -> {
                context.countUnexpected();
                yield this;
            }
        };
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        return retransmission.again(context) ? this : Cleared.enter(context, secure, false);
    }

    @Override
    public State peerError(Context context, int code) {
        context.emit(new ZrtpOutput.PeerErrorIgnored(code));
        return this;
    }

    @Override
    public void close() {
        secure.close();
    }
}
