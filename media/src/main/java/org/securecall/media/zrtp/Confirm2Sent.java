// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The initiator knows that the responder has the keys, and waits to hear that the responder knows the same of it. Arrives from
 * {@link DhPart2Sent} or {@link MultCommitSent}; goes to {@link Secure} with Conf2ACK or with the first authentic SRTP packet,
 * which "the initiator MUST treat as equivalent to receiving a Conf2ACK" (RFC 6189 §4.6). Sends Confirm2 on timer T2.
 *
 * @param theirs what Confirm1 says
 */
record Confirm2Sent(
        Agreed agreed, Optional<KeyContinuity> continuity, ConfirmContent theirs, Retransmission retransmission)
        implements Retransmitting {

    /**
     * Checks Confirm1 and answers it.
     *
     * @param agreed taken over
     * @param continuesChain whether the H0 in it belongs to what the responder sent before, and that to its MAC
     */
    static State onConfirm1(Context context, Agreed agreed, Confirm confirm1, Predicate<Octets> continuesChain) {
        return switch (ConfirmContent.open(confirm1, agreed.peerKeys(), agreed.negotiated())) {
            case ConfirmContent.Opened.BadMac bad -> fail(context, agreed, ZrtpFailure.Reason.BAD_CONFIRM_MAC);
            case ConfirmContent.Opened.Malformed malformed -> fail(context, agreed, ZrtpFailure.Reason.MALFORMED);
            case ConfirmContent.Opened.Content opened -> {
                ConfirmContent content = opened.content();
                if (!continuesChain.test(content.h0())) {
                    yield fail(context, agreed, ZrtpFailure.Reason.FORGED_CONFIRM);
                }
                // The responder may send SRTP as soon as it has Confirm2, and that may come before Conf2ACK.
                agreed.emitKeys(context, ZrtpOutput.Direction.RECEIVE);
                Retransmission retransmission = Retransmission.beginPromptly(context, agreed.confirm(context));
                Optional<KeyContinuity> continuity = agreed.continuity(
                        context, content, context.config().clock().instant());
                yield new Confirm2Sent(agreed, continuity, content, retransmission);
            }
        };
    }

    private static State fail(Context context, Agreed agreed, ZrtpFailure.Reason reason) {
        agreed.close();
        return ErrorSent.fail(context, agreed.peer(), reason);
    }

    @Override
    public Optional<Peer> peer() {
        return Optional.of(agreed.peer());
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        if (message == Acknowledgement.CONF2_ACK) {
            return finish(context, false);
        }
        context.countUnexpected();
        return this;
    }

    @Override
    public State srtpReceived(Context context) {
        return finish(context, true);
    }

    /** @param heard by an authentic packet; Conf2ACK could be anybody's */
    private State finish(Context context, boolean heard) {
        context.cancelAll();
        agreed.emitKeys(context, ZrtpOutput.Direction.SEND);
        return Secure.enter(context, agreed, continuity, theirs, Optional.empty(), heard);
    }

    @Override
    public void close() {
        continuity.ifPresent(KeyContinuity::exchangeBrokenOff);
        continuity.ifPresent(KeyContinuity::close);
        agreed.close();
    }
}
