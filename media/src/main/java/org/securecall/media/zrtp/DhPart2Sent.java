// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * The initiator has the keys and waits for proof that the responder has the same (RFC 6189 §4.6). Arrives from {@link
 * CommitSent}; goes to {@link Confirm2Sent} with Confirm1. Sends DHPart2 on timer T2.
 */
record DhPart2Sent(Agreed agreed, DhPart dhPart1, Retransmission retransmission) implements Retransmitting {

    @Override
    public Optional<Peer> peer() {
        return Optional.of(agreed.peer());
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        return switch (message) {
            case Confirm confirm
            when confirm.sender() == Role.RESPONDER ->
                Confirm2Sent.onConfirm1(
                        context,
                        agreed,
                        confirm,
                        h0 -> HashChain.next(h0).equals(dhPart1.h1()) && dhPart1.isSealedWith(h0));
            default -> {
                context.countUnexpected();
                yield this;
            }
        };
    }

    @Override
    public void close() {
        agreed.close();
    }
}
