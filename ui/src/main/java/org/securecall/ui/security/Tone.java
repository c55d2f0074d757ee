// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.util.Locale;

/** How a state looks. The style sheet has one class each; a tone never comes without words and an icon. */
public enum Tone {
    NEUTRAL,
    BUSY,
    GOOD,
    SERVER,
    CAUTION,
    ALARM,
    DANGER;

    /** The last part of the style class, such as {@code good} of {@code tone-good}. */
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
