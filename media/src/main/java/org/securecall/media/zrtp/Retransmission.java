// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Timer T2 and the message it sends again (RFC 6189 §6): 150 ms, doubled up to 1200 ms, ten times. "All message
 * retransmissions MUST be identical to the initial message".
 */
final class Retransmission {

    static final Duration FIRST = Duration.ofMillis(150);
    static final Duration LONGEST = Duration.ofMillis(1200);
    static final int TIMES = 10;

    /** How often a message is still sent after the peer said it gave up, in case somebody else said so. */
    private static final int TIMES_AFTER_ERROR = 2;

    private final ZrtpMessage message;
    private Duration interval = FIRST;
    private int left = TIMES;
    private OptionalInt peerCode = OptionalInt.empty();

    private Retransmission(ZrtpMessage message) {
        this.message = message;
    }

    /** Sends the message for the first time. */
    static Retransmission begin(Context context, ZrtpMessage message) {
        context.send(message);
        context.setTimer(ZrtpTimer.T2, FIRST);
        return new Retransmission(message);
    }

    /** @return false when the schedule is exhausted */
    boolean again(Context context) {
        if (left == 0) {
            return false;
        }
        left--;
        interval = interval.multipliedBy(2).compareTo(LONGEST) < 0 ? interval.multipliedBy(2) : LONGEST;
        context.send(message);
        context.setTimer(ZrtpTimer.T2, interval);
        return true;
    }

    /** The peer's Error message shortens the wait: if it really gave up, it answers nothing any more. */
    void peerError(int code) {
        peerCode = OptionalInt.of(code);
        left = Math.min(left, TIMES_AFTER_ERROR);
    }

    /** Why there was no answer. */
    ZrtpFailure failure() {
        return new ZrtpFailure(
                peerCode.isPresent() ? ZrtpFailure.Reason.PEER_ERROR : ZrtpFailure.Reason.TIMEOUT, peerCode);
    }
}
