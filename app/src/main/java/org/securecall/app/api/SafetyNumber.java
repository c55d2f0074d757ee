// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;

/**
 * What two people compare, the same on both sides.
 *
 * @param of whose key it is of, beside the own one
 * @param groups twelve groups of five decimal digits
 */
public record SafetyNumber(PeerIdentity of, List<String> groups) {

    public SafetyNumber {
        groups = List.copyOf(groups);
    }

    /** With a blank between the groups. */
    public String text() {
        return String.join(" ", groups);
    }

    /** Leaves the digits out: they tell which two people know each other. */
    @Override
    public String toString() {
        return "SafetyNumber[" + of + "]";
    }
}
