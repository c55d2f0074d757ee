// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.List;

/**
 * One thing that happens in an explored call.
 *
 * @param side whom it happens to
 * @param what the letter by its number in {@link Letters}, or the timer by its place
 */
record Step(Kind kind, Side side, int what) {

    private static final List<ZrtpTimer> TIMERS = List.of(ZrtpTimer.values());

    enum Side {
        ALICE,
        BOB;

        Side other() {
            return this == ALICE ? BOB : ALICE;
        }
    }

    enum Kind {
        START(false, "starts"),
        /** The packet in flight that was sent first arrives. */
        DELIVER(false, "gets"),
        /** The timer that is due first ends, with nothing in flight. */
        TIMER(false, "waits until the end of"),
        /** A timer ends though packets are in flight: they are late. */
        LATE(true, "has not got what is in flight at the end of"),
        /** A packet in flight arrives before those sent earlier. */
        OVERTAKE(true, "gets, before what was sent earlier,"),
        DROP(true, "never gets"),
        /** From now on nothing arrives any more. */
        CUT(true, "hears nothing any more"),
        /** A packet in flight is changed on the way. */
        TAMPER(true, "gets, with a bit flipped,"),
        /** A packet of this call, or a copy of one in flight, arrives once more; also one's own, as if from the peer. */
        REPLAY(true, "gets once more"),
        /** A packet from outside of this call, as if from the peer. */
        INJECT(true, "gets, from somebody else,");

        private final boolean fault;
        private final String words;

        Kind(boolean fault, String words) {
            this.fault = fault;
            this.words = words;
        }

        boolean fault() {
            return fault;
        }

        boolean timer() {
            return this == TIMER || this == LATE;
        }
    }

    /** Of a step that {@link #ofTimer} made. */
    ZrtpTimer timer() {
        return TIMERS.get(what);
    }

    static Step ofTimer(Kind kind, Side side, ZrtpTimer timer) {
        return new Step(kind, side, TIMERS.indexOf(timer));
    }

    String words(Letters letters) {
        String object = kind == Kind.START || kind == Kind.CUT
                ? ""
                : " " + (kind.timer() ? timer().name() : letters.name(what));
        return (side == Side.ALICE ? "Alice " : "Bob ") + kind.words + object;
    }
}
