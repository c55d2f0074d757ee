// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** An explored schedule broke what must always hold. */
final class Violation extends RuntimeException {

    /** What must hold in every state of every schedule. */
    enum Invariant {
        EQUAL_KEYS("both secure means equal keys, equal SAS and an equal view of what was negotiated"),
        NOTHING_WITHOUT_CONFIRM("nothing is secure without the peer's Confirm"),
        COMMITMENT("nobody goes on with a DHPart2 that was not committed to"),
        KEYS_ONCE("keys of a direction are given once"),
        SECURE_STAYS("what is secure stays so, and what failed stays failed"),
        NO_CLEAR_VOICE("no clear voice once encryption was promised"),
        NO_FALSE_ALARM("no later honest call shows a false alarm"),
        SECRETS_KEPT("a secret that both sides had is still had by both"),
        ENDS("it always ends"),
        FAIR_IS_SECURE("without faults both sides become secure");

        private final String sentence;

        Invariant(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    private final Invariant invariant;

    Violation(Invariant invariant, String detail) {
        super(invariant.sentence() + ": " + detail, null, false, false);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }
}
