// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.diagnostics;

import org.securecall.app.api.SecurityEntry;

/**
 * One entry as it is shown.
 *
 * @param about what it is about
 * @param time when it was, where the user is
 * @param searched about and words, made comparable
 */
record LogRow(SecurityEntry entry, String about, String time, String words, String searched) {

    boolean isWarning() {
        return entry.level() == SecurityEntry.Level.WARNING;
    }
}
