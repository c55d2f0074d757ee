// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;

/**
 * A part of the call history.
 *
 * @param calls the newest first
 * @param complete whether everything was looked through; false while the history is still being loaded
 */
public record HistoryPage(List<PastCall> calls, boolean complete) {

    /** Calls of one page. */
    public static final int MOST = 1000;

    public HistoryPage {
        calls = List.copyOf(calls);
    }
}
