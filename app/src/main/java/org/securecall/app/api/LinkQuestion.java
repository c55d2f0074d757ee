// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;

/**
 * What the user is asked before a device is linked, on either side: whether the other device shows the same.
 *
 * @param name of the new device
 * @param groups the safety code of the two devices' keys: twelve groups of five decimal digits
 */
public record LinkQuestion(String name, List<String> groups) {

    public LinkQuestion {
        groups = List.copyOf(groups);
    }

    /** With a blank between the groups. */
    public String code() {
        return String.join(" ", groups);
    }
}
