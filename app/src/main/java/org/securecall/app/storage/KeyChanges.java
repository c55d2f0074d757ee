// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.ArrayList;
import java.util.List;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.media.api.ZrtpDetails;

/** What is otherwise in a call than in those before it with the same key, for the history of keys. */
final class KeyChanges {

    private KeyChanges() {}

    static String algorithms(ZrtpDetails details) {
        return String.join(
                " ", details.keyAgreement(), details.hash(), details.cipher(), details.authTag(), details.sasType());
    }

    /**
     * @param before what is known of the key, oldest first
     * @return empty where nothing changed, or nothing was known
     */
    static String since(List<KeyLogNote> before, ZrtpDetails details) {
        List<String> changes = new ArrayList<>();
        for (KeyLogNote note : before.reversed()) {
            if (!note.algorithms().isEmpty()) {
                add(changes, "software", note.software(), details.peerClient());
                add(changes, "algorithms", note.algorithms(), algorithms(details));
                break;
            }
        }
        return String.join("; ", changes);
    }

    private static void add(List<String> changes, String what, String before, String now) {
        if (!before.equals(now)) {
            changes.add(
                    what + " " + (before.isEmpty() ? "unknown" : before) + " -> " + (now.isEmpty() ? "unknown" : now));
        }
    }

    /** Whether the last call with a key did not fit what was known, and nobody has settled it since. */
    static boolean alarmed(List<KeyLogNote> history) {
        for (KeyLogNote note : history.reversed()) {
            switch (note.kind()) {
                case MISMATCH, DENIED -> {
                    return true;
                }
                case FIRST, MATCH, VERIFIED_SPOKEN, VERIFIED_SCANNED, VERIFIED_SIGNED, IMPORTED, FORGOTTEN -> {
                    return false;
                }
                case NAMED, RESTORED, EXPIRED -> {}
            }
        }
        return false;
    }
}
