// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.KeyEvent.Change;
import org.securecall.app.api.KeyEvent.Kind;

/** What could have happened to the keys of a person over some weeks. */
final class Happened {

    private static final String ALICE = "sip:alice@example.org";
    private static final String KEY = "a3f09c1177de40b1c2d3e4f5";
    private static final String OTHER = "5e5e0c1177de40b1c2d3e4f5";

    private Happened() {}

    static void fill(ScriptedPhone phone) {
        phone.know(People.trust(ALICE, "Alice’s laptop", false, OTHER, "LINPHONE-ZRTPCPP"));
        List<KeyEvent> events = new ArrayList<>();
        events.add(event(Kind.REVOKED, 19, "", "fedcba9876543210"));
        for (int day = 18; day > 6; day--) {
            events.add(event(Kind.SAME_KEY, day, KEY, ""));
        }
        events.add(new KeyEvent(
                Kind.SAME_KEY,
                at(6),
                KEY,
                ALICE,
                "",
                "",
                Optional.of(new Change("Secure Call 0.9", "Secure Call 1.0")),
                Optional.of(new Change("DH3k S256 AES1 HS32 B32", "X1M2 S384 AES3 HS80 B256"))));
        events.add(event(Kind.KEY_DID_NOT_FIT, 5, OTHER, ""));
        events.add(event(Kind.FIRST_CALL, 4, OTHER, ""));
        events.add(new KeyEvent(
                Kind.COMPARED,
                at(3),
                KEY,
                ALICE,
                "Alice Adler",
                "sip:me@example.org",
                Optional.empty(),
                Optional.empty()));
        events.add(event(Kind.FIRST_CALL, 2, KEY, ""));
        events.add(event(Kind.FORGOTTEN, 1, KEY, ""));
        phone.keys().happened(events);
    }

    private static KeyEvent event(Kind kind, int day, String zid, String subject) {
        return new KeyEvent(kind, at(day), zid, ALICE, subject, "", Optional.empty(), Optional.empty());
    }

    private static Instant at(int day) {
        return Instant.parse(String.format("2026-11-%02dT10:15:00Z", day));
    }
}
