// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves when told to. */
final class TestClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }
}
