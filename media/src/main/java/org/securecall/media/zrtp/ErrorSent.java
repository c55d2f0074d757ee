// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/** The exchange failed; the peer is told until it acknowledges (RFC 6189 §4.7.1). Holds no secrets. */
final class ErrorSent implements State {

    private final Optional<Peer> peer;
    private final Retransmission error;

    private ErrorSent(Optional<Peer> peer, Retransmission error) {
        this.peer = peer;
        this.error = error;
    }

    /** Ends an exchange: tells the driver, and the peer where there is something to tell. */
    static State fail(Context context, Optional<Peer> peer, ZrtpFailure failure) {
        if (context.rekeys().isPresent()) {
            return context.rekeys().get().rekeyFailed(context, failure);
        }
        context.cancelAll();
        context.emit(new ZrtpOutput.Failed(failure));
        Optional<ErrorCode> code = failure.reason().code();
        return code.isEmpty()
                ? new Ended(peer)
                : new ErrorSent(
                        peer,
                        Retransmission.begin(
                                context, ErrorMessage.create(code.get().code())));
    }

    static State fail(Context context, Peer peer, ZrtpFailure.Reason reason) {
        return fail(context, Optional.of(peer), ZrtpFailure.of(reason));
    }

    @Override
    public Optional<Peer> peer() {
        return peer;
    }

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        if (message == Acknowledgement.ERROR_ACK) {
            context.cancelAll();
            return new Ended(peer);
        }
        context.countUnexpected();
        return this;
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        return error.again(context) ? this : new Ended(peer);
    }

    @Override
    public State peerError(Context context, int code) {
        context.cancelAll();
        return new Ended(peer);
    }

    @Override
    public void close() {}
}
