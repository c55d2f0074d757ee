// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/** The last 128 packet indices of one source (RFC 3711 §3.3.2). */
final class ReplayWindow {

    static final int SIZE = 128;

    private long highest = -1;
    /** Bit n of low and high together: whether {@code highest - n} was seen. */
    private long low;

    private long high;

    /** The highest index that was committed; -1 before the first. */
    long highest() {
        return highest;
    }

    /** Whether the packet is neither known nor too old; changes nothing. */
    boolean isFresh(long index) {
        long age = highest - index;
        if (highest < 0 || age < 0) {
            return true;
        }
        if (age >= SIZE) {
            return false;
        }
        return (age < 64 ? (low >>> age) & 1 : (high >>> (age - 64)) & 1) == 0;
    }

    /** Remembers an authenticated packet that was fresh. */
    void commit(long index) {
        if (index > highest) {
            long step = highest < 0 ? SIZE : index - highest;
            if (step >= SIZE) {
                low = 0;
                high = 0;
            } else if (step >= 64) {
                high = low << (step - 64);
                low = 0;
            } else {
                high = (high << step) | (low >>> (64 - step));
                low <<= step;
            }
            low |= 1;
            highest = index;
            return;
        }
        long age = highest - index;
        if (age < 64) {
            low |= 1L << age;
        } else {
            high |= 1L << (age - 64);
        }
    }
}
