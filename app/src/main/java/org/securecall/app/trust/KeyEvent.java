// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import java.time.Instant;
import java.util.Locale;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.Redacted;

/**
 * One line of a key's history.
 *
 * @param uri the address it was met under; empty where it does not matter
 */
public record KeyEvent(Instant time, String uri, Zid zid, Kind kind) {

    public enum Kind {
        FIRST,
        MATCH,
        MISMATCH,
        VERIFIED,
        DENIED,
        NAMED,
        FORGOTTEN;

        /** As the database names it. */
        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Shortens the address and leaves the ZID out: records end up in logs. */
    @Override
    public String toString() {
        return "KeyEvent[" + time + " " + kind + " " + Redacted.uri(uri) + "]";
    }
}
