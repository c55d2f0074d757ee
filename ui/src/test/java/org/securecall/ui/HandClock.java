// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that the test moves. */
public final class HandClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-20T10:15:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** @param time negative to set it back */
    public void move(Duration time) {
        now = now.plus(time);
    }
}
