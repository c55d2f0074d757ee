// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** A state of the initiator that sends its message again until the answer comes, and gives up when none does (RFC 6189 §6). */
sealed interface Retransmitting extends State
        permits CommitSent, MultCommitSent, PresharedCommitSent, DhPart2Sent, Confirm2Sent {

    Retransmission retransmission();

    @Override
    default State timeout(Context context, ZrtpTimer timer) {
        if (retransmission().again(context)) {
            return this;
        }
        close();
        return ErrorSent.fail(context, peer(), retransmission().failure());
    }

    @Override
    default State peerError(Context context, int code) {
        retransmission().peerError(code);
        return this;
    }
}
