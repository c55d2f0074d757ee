// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.time.LocalDate;
import org.securecall.app.api.PastCall;

/**
 * One line of the list.
 *
 * @param day on which the call began, where the user is
 * @param first whether it is the first one of its day
 */
record HistoryRow(PastCall call, LocalDate day, boolean first) {

    HistoryRow withFirst(boolean changed) {
        return new HistoryRow(call, day, changed);
    }
}
