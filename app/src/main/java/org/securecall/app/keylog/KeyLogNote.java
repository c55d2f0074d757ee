// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.securecall.app.identity.PlainText;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.Redacted;

/**
 * What an entry of the log says. Texts may come from a peer: they are made plain ({@link PlainText}) and cut to
 * {@value #MOST_OCTETS} octets each; empty where there is nothing to say.
 *
 * @param time cut to milliseconds, and moved to the nearest end of the years 1970 to 9999
 * @param address the contact's
 * @param zid the peer's, where one was met
 * @param software the client identifier of the peer's Hello
 * @param algorithms what was agreed on, such as {@code X255 S256 AES1 HS32 B32}
 * @param change what is otherwise than before
 * @param confirmedBy the own account or device that said so
 */
public record KeyLogNote(
        Instant time,
        KeyLogKind kind,
        String address,
        Optional<Zid> zid,
        String software,
        String algorithms,
        String change,
        String confirmedBy) {

    public static final int MOST_OCTETS = 1024;

    /** The end of the year 9999. */
    static final long LAST_MILLISECOND = 253_402_300_799_999L;

    public KeyLogNote {
        Instant last = Instant.ofEpochMilli(LAST_MILLISECOND);
        time = time.isAfter(last) ? last : time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        time = time.truncatedTo(ChronoUnit.MILLIS);
        address = plain(address);
        software = plain(software);
        algorithms = plain(algorithms);
        change = plain(change);
        confirmedBy = plain(confirmedBy);
    }

    static String plain(String text) {
        return PlainText.clean(text, MOST_OCTETS);
    }

    /** Shortens the address and leaves the rest out: records end up in logs. */
    @Override
    public String toString() {
        return "KeyLogNote[" + time + " " + kind + " " + Redacted.uri(address) + "]";
    }
}
