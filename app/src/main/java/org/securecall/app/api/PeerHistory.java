// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;
import org.securecall.media.secret.Redacted;

/**
 * The keys of one person, and what happened to them.
 *
 * @param address the one that was asked for, in one spelling
 * @param addresses all of the person's; that one first
 * @param keys those that are known now, the last met first
 * @param events the newest first
 * @param whole whether the log that the events come from hung together when it was loaded
 */
public record PeerHistory(
        String address, List<String> addresses, List<PeerKey> keys, List<KeyEvent> events, boolean whole) {

    public PeerHistory {
        addresses = List.copyOf(addresses);
        keys = List.copyOf(keys);
        events = List.copyOf(events);
    }

    /** Shortens the address: records end up in logs. */
    @Override
    public String toString() {
        return "PeerHistory[" + Redacted.uri(address) + " " + keys.size() + " keys, " + events.size() + " events]";
    }
}
