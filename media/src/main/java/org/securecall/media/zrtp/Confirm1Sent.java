// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The responder has the keys and waits for proof that the initiator has the same (RFC 6189 §4.6). Arrives from {@link
 * DhPart1Sent}, or in Multistream mode from wherever the Commit came; goes to {@link Secure} with Confirm2. Sends Confirm1
 * again whenever what it answered comes again.
 *
 * @param answered DHPart2, or the Commit in Multistream mode
 * @param continuesChain whether an H0 belongs to what the initiator sent before, and that to its MAC
 * @param confirmedAt when Confirm1 was sent
 */
record Confirm1Sent(
        Agreed agreed,
        ZrtpMessage answered,
        Predicate<Octets> continuesChain,
        Confirm confirm1,
        Instant confirmedAt,
        Patience patience)
        implements State {

    /** @param agreed taken over */
    static State begin(Context context, Agreed agreed, ZrtpMessage answered, Predicate<Octets> continuesChain) {
        Confirm confirm1 = agreed.confirm(context);
        context.send(confirm1);
        return new Confirm1Sent(
                agreed,
                answered,
                continuesChain,
                confirm1,
                context.config().clock().instant(),
                Patience.begin(context));
    }

    @Override
    public Optional<Peer> peer() {
        return Optional.of(agreed.peer());
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        if (message.raw().equals(answered.raw())) {
            context.send(confirm1);
            patience.heard(context);
            return this;
        }
        if (message instanceof Confirm confirm && confirm.sender() == Role.INITIATOR) {
            return onConfirm2(context, confirm);
        }
        context.countUnexpected();
        return this;
    }

    private State onConfirm2(Context context, Confirm confirm2) {
        return switch (ConfirmContent.open(confirm2, agreed.peerKeys(), agreed.negotiated())) {
            case ConfirmContent.Opened.BadMac bad -> fail(context, ZrtpFailure.Reason.BAD_CONFIRM_MAC);
            case ConfirmContent.Opened.Malformed malformed -> fail(context, ZrtpFailure.Reason.MALFORMED);
            case ConfirmContent.Opened.Content opened -> {
                ConfirmContent content = opened.content();
                if (!continuesChain.test(content.h0())) {
                    yield fail(context, ZrtpFailure.Reason.FORGED_CONFIRM);
                }
                context.cancelAll();
                // The initiator may send SRTP as soon as it has Conf2ACK.
                agreed.emitKeys(context, ZrtpOutput.Direction.RECEIVE);
                context.send(Acknowledgement.CONF2_ACK);
                agreed.emitKeys(context, ZrtpOutput.Direction.SEND);
                yield Secure.enter(
                        context,
                        agreed,
                        agreed.continuity(context, content, confirmedAt),
                        content,
                        Optional.of(confirm2),
                        true);
            }
        };
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        close();
        return ErrorSent.fail(context, peer(), patience.failure());
    }

    @Override
    public State peerError(Context context, int code) {
        patience.peerError(context, code);
        return this;
    }

    private State fail(Context context, ZrtpFailure.Reason reason) {
        close();
        return ErrorSent.fail(context, agreed.peer(), reason);
    }

    @Override
    public void close() {
        agreed.close();
    }
}
