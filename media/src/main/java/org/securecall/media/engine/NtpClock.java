// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.time.Instant;

/** Moments of {@link System#nanoTime()} as NTP has them (RFC 3550 §4). It never jumps, also when the system's clock is set. */
final class NtpClock {

    /** Seconds from 1900 to 1970. */
    private static final long TO_1900 = 2_208_988_800L;

    private final long startNanos = System.nanoTime();
    private final Instant start = Instant.now();

    /** Seconds since 1900 in the upper 32 bits, their fraction in the lower. */
    long at(long nanoTime) {
        Instant then = start.plusNanos(nanoTime - startNanos);
        return (then.getEpochSecond() + TO_1900) << 32 | ((long) then.getNano() << 32) / 1_000_000_000L;
    }

    /** The 32 bits that reports carry: 16 of seconds, 16 of their fraction. */
    static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }
}
