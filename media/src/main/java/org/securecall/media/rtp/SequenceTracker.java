// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

/**
 * Makes a number that never wraps of the 16 bits that a packet carries (RFC 3550 Appendix A.1). The number nearest to the
 * highest one so far is meant.
 */
final class SequenceTracker {

    /** So many packets may be missing before a packet counts as the beginning of another sequence (Appendix A.1). */
    static final int MAX_DROPOUT = 3000;

    /** So late may a packet be before it counts as the beginning of another sequence (Appendix A.1). */
    static final int MAX_MISORDER = 100;

    private long highest;

    /** Begins with this number. */
    void start(int sequence) {
        highest = sequence;
    }

    /** What the 16 bits mean; nothing is changed by asking. */
    long extend(int sequence) {
        return highest + (short) (sequence - (int) highest);
    }

    /** Whether a packet with this extended number belongs to another sequence than the one before. */
    boolean isJump(long extended) {
        return extended > highest + MAX_DROPOUT || extended < highest - MAX_MISORDER;
    }

    void seen(long extended) {
        highest = Math.max(highest, extended);
    }

    long highest() {
        return highest;
    }
}
