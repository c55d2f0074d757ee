// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * Where one machine stands. Each state holds what is valid in it and nothing else; one that is left hands its secrets to the
 * next or wipes them. What the machine itself answers in every state (Hello of the known peer, Error, Ping) does not get
 * here.
 *
 * <pre>
 *            Hello, HelloACK             DHPart1               Confirm1            Conf2ACK, SRTP
 * Discovery ----------------> CommitSent --------> DhPart2Sent --------> Confirm2Sent ----------> Secure
 *     |                        |  |  Mult, Prsh: Confirm1 ------------------^                        ^
 *     | Commit                 |  |                                                                  |
 *     |<- - - contention lost -+  |      DHPart2                 Confirm2                            |
 *     +-------------------> DhPart1Sent --------> Confirm1Sent --------------------------------------+
 *     |  Mult, Prsh: Commit --------------------------^
 *     Secure <-- Mult: Commit, Confirm1, Confirm2, Conf2ACK --> Rekeying
 *     Secure -- GoClear --> ClearSent -- ClearACK --> Cleared -- Mult: Commit --> MultCommitSent or Confirm1Sent
 *     any other, on failure: ErrorSent -- ErrorACK, patience --> Ended
 * </pre>
 */
sealed interface State
        permits Discovery,
                Retransmitting,
                DhPart1Sent,
                Confirm1Sent,
                Secure,
                Rekeying,
                ClearSent,
                Cleared,
                ErrorSent,
                Ended {

    /** The endpoint that messages must come from; empty as long as none is known. */
    Optional<Peer> peer();

    /** @return the state to be in: this one, or a new one that has taken over */
    State receive(Context context, ZrtpMessage message, int ssrc);

    /** Called for a timer that this state set. */
    State timeout(Context context, ZrtpTimer timer);

    /** The peer says that it gave up. Nothing authenticates that, so no state falls for it at once. */
    State peerError(Context context, int code);

    /** A packet of SRTP came in that authenticates. */
    default State srtpReceived(Context context) {
        return this;
    }

    /** Wipes. */
    void close();
}
