// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.List;

/**
 * Whether the peer is a server in the middle of the call, such as a PBX: it has the keys of both legs and can listen (RFC 6189
 * §7.3).
 *
 * @param declared the peer says that it is one (the M flag of its Hello)
 * @param offersEnrolment the peer asks to be trusted from now on (the E flag of its Confirm)
 * @param enrolled the user trusted this server before, and it has proven to be the same one
 * @param relayedSas the code of the leg behind an enrolled server, which the two people compare; empty until it came
 * @param relayedSasType its rendering, as {@link ZrtpDetails#sasType}
 * @param relayedEmoji its pictures, as {@link ZrtpDetails#sasEmoji}
 */
public record MiddleServer(
        boolean declared,
        boolean offersEnrolment,
        boolean enrolled,
        String relayedSas,
        String relayedSasType,
        List<SasEmoji> relayedEmoji) {

    public static final MiddleServer NONE = new MiddleServer(false, false, false);

    public MiddleServer {
        relayedEmoji = List.copyOf(relayedEmoji);
    }

    /** One that has relayed no code. */
    public MiddleServer(boolean declared, boolean offersEnrolment, boolean enrolled) {
        this(declared, offersEnrolment, enrolled, "", "", List.of());
    }

    /** Leaves the code out: records end up in logs. */
    @Override
    public String toString() {
        return "MiddleServer[declared=" + declared + " offersEnrolment=" + offersEnrolment + " enrolled=" + enrolled
                + "]";
    }
}
