// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Security;
import org.securecall.media.api.Chime;

/** Which chime the news of a call is worth: one for each turn, none for what was heard already. Belongs to the call loop. */
final class CallChimes {

    private final Map<CallId, Security.State> heard = new HashMap<>();

    /** The call is as it is said. */
    Optional<Chime> follow(CallSnapshot call) {
        if (call.state() == CallSnapshot.State.ENDED) {
            heard.remove(call.id());
            return Optional.empty();
        }
        boolean voice = call.state() == CallSnapshot.State.ACTIVE || call.state() == CallSnapshot.State.EARLY;
        Security.State now = call.security().state();
        Optional<Chime> chime = chime(now);
        if (!voice || chime.isEmpty()) {
            return Optional.empty();
        }
        Security.State before = heard.put(call.id(), now);
        boolean known = before == now
                // Each alarm is one of its own.
                || (before != null
                        && chime.get() != Chime.ALARM
                        && chime(before).equals(chime));
        return known ? Optional.empty() : chime;
    }

    private static Optional<Chime> chime(Security.State state) {
        return switch (state) {
            case SECURING -> Optional.empty();
            case NONE -> Optional.of(Chime.OPEN);
            case ENCRYPTED, VERIFIED, SERVER -> Optional.of(Chime.SECURED);
            case CHANGED, MISMATCH, LOST, WEAKER -> Optional.of(Chime.ALARM);
        };
    }
}
