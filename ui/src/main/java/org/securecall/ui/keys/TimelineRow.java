// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.securecall.app.api.KeyEvent;

/**
 * A line of what happened: one event, or several calls in a row of which nothing else is to be said.
 *
 * @param events the newest first; never empty
 */
record TimelineRow(List<KeyEvent> events) {

    TimelineRow {
        events = List.copyOf(events);
    }

    /** @param events the newest first */
    static List<TimelineRow> of(List<KeyEvent> events) {
        List<TimelineRow> rows = new ArrayList<>();
        List<KeyEvent> calls = new ArrayList<>();
        for (KeyEvent event : events) {
            if (event.isUneventful()) {
                calls.add(event);
                continue;
            }
            fold(calls, rows);
            rows.add(new TimelineRow(List.of(event)));
        }
        fold(calls, rows);
        return rows;
    }

    private static void fold(List<KeyEvent> calls, List<TimelineRow> rows) {
        if (!calls.isEmpty()) {
            rows.add(new TimelineRow(calls));
            calls.clear();
        }
    }

    /** The newest. */
    KeyEvent event() {
        return events.getFirst();
    }

    int count() {
        return events.size();
    }

    boolean isFolded() {
        return events.size() > 1;
    }

    Instant first() {
        return events.getLast().time();
    }

    Instant last() {
        return events.getFirst().time();
    }

    /** How many keys they are of. */
    long keys() {
        return events.stream().map(KeyEvent::zid).distinct().count();
    }
}
