// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the keys behind an address: one entry a device, for each of the user's own endpoints that met it.
 *
 * @param metAs which of the user's own endpoints
 * @param uri the address the device was last met under
 * @param zid 24 hexadecimal digits
 * @param name whom the user said this key belongs to; empty before
 * @param verified whether this side compared the SAS
 * @param expires when the retained secrets end; empty for never
 * @param standing what the key is to the user since it was last met; never {@link KeyStanding#NEW}
 */
public record ContactTrust(
        LocalIdentity metAs,
        String uri,
        String zid,
        String name,
        boolean verified,
        Instant firstSeen,
        Instant lastSeen,
        String client,
        Optional<Instant> expires,
        KeyStanding standing) {

    /** Met by the main endpoint. */
    public ContactTrust(
            String uri,
            String zid,
            String name,
            boolean verified,
            Instant firstSeen,
            Instant lastSeen,
            String client,
            Optional<Instant> expires,
            KeyStanding standing) {
        this(LocalIdentity.MAIN, uri, zid, name, verified, firstSeen, lastSeen, client, expires, standing);
    }
}
