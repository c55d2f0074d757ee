// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import java.util.List;
import org.securecall.app.text.Folding;

/** How the people at the other end are told to read the code, by what their telephone calls itself. Only a help: nothing rests on it. */
final class SasHabit {

    /** Twinkle, Jitsi and others on GNU ZRTP, Zfone and FreeSWITCH show the whole code at once. */
    private static final List<String> WHOLE =
            List.of("gnu zrtp", "zrtp4j", "twinkle", "jitsi", "zfone", "libzrtp", "freeswitch");

    private SasHabit() {}

    /** @param client the identifier of the peer's Hello */
    static boolean readsHalves(String client) {
        String folded = Folding.fold(client);
        return WHOLE.stream().noneMatch(folded::contains);
    }
}
