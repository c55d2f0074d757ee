// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The responder sends nothing again on its own; it waits for the initiator's next message, for 10 seconds after the last one
 * (RFC 6189 §6).
 */
final class Patience {

    static final Duration LONG = Duration.ofSeconds(10);

    /** As long as an initiator that did not give up would wait before it sends again. */
    static final Duration SHORT = Retransmission.LONGEST.multipliedBy(2);

    private OptionalInt peerCode = OptionalInt.empty();

    private Patience() {}

    static Patience begin(Context context) {
        context.setTimer(ZrtpTimer.IDLE, LONG);
        return new Patience();
    }

    /** The initiator is still there. */
    void heard(Context context) {
        peerCode = OptionalInt.empty();
        context.setTimer(ZrtpTimer.IDLE, LONG);
    }

    void peerError(Context context, int code) {
        if (peerCode.isEmpty()) {
            peerCode = OptionalInt.of(code);
            context.setTimer(ZrtpTimer.IDLE, SHORT);
        }
    }

    ZrtpFailure failure() {
        return new ZrtpFailure(
                peerCode.isPresent() ? ZrtpFailure.Reason.PEER_ERROR : ZrtpFailure.Reason.TIMEOUT, peerCode);
    }
}
