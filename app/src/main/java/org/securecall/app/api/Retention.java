// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long past calls are kept.
 *
 * @param days 1 to {@value #MOST_DAYS}; empty for ever
 */
public record Retention(OptionalInt days) {

    /** A hundred years. */
    public static final int MOST_DAYS = 36_500;

    public static final Retention FOREVER = new Retention(OptionalInt.empty());

    /** @throws IllegalArgumentException when the days are out of range */
    public Retention {
        if (days.isPresent() && (days.getAsInt() < 1 || days.getAsInt() > MOST_DAYS)) {
            throw new IllegalArgumentException("Calls are kept for 1 to " + MOST_DAYS + " days, or for ever");
        }
    }

    public static Retention ofDays(int days) {
        return new Retention(OptionalInt.of(days));
    }

    /** Calls that started before this are not kept; empty where all are. */
    public Optional<Instant> oldest(Instant now) {
        return days.isPresent() ? Optional.of(now.minus(Duration.ofDays(days.getAsInt()))) : Optional.empty();
    }
}
