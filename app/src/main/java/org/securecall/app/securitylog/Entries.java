// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.securecall.app.api.SecurityEntry;
import org.securecall.app.api.SecurityFact;

/** The newest entries, up to a number of them. Only ever added to; thread-safe. */
final class Entries {

    private final int most;
    private final Deque<SecurityEntry> kept = new ArrayDeque<>();
    private long last;

    Entries(int most) {
        this.most = most;
    }

    synchronized SecurityEntry add(Instant at, SecurityEntry.Subject subject, SecurityFact fact) {
        SecurityEntry entry = new SecurityEntry(++last, at, subject, FactLevel.of(fact), fact);
        if (kept.size() == most) {
            kept.removeFirst();
        }
        kept.addLast(entry);
        return entry;
    }

    synchronized List<SecurityEntry> all() {
        return List.copyOf(kept);
    }

    synchronized long dropped() {
        return last - kept.size();
    }
}
