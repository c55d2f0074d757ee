// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a key is to the user. */
public enum KeyStanding {
    /** Met for the first time, by anybody whose key was not verified yet. */
    NEW,
    /** The one of before; not compared by both sides. */
    UNVERIFIED,
    /** Both sides compared the SAS; outside of a call: this side did. */
    VERIFIED,
    /** Not the one known for whoever it is met as, or its SAS once differed. */
    CHANGED,
    /** Not the one known or not known at all, which the restoring of an older copy of the profile since then explains. */
    RESTORED,
    /** The secrets kept from earlier calls are gone, their time being over: to be compared anew. */
    EXPIRED;

    /** As front ends write it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What several keys of a person, or one met under several of the own ZIDs, come to: an alarm wherever it is, else what the one met
     * last is.
     *
     * @param keys not empty
     */
    public static KeyStanding of(List<ContactTrust> keys) {
        return keys.stream().anyMatch(key -> key.standing() == CHANGED)
                ? CHANGED
                : keys.stream()
                        .max(Comparator.comparing(ContactTrust::lastSeen))
                        .orElseThrow()
                        .standing();
    }
}
