// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Optional;

/** What changed in the history of calls. */
public sealed interface HistoryChange {

    /** A call ended and was added. */
    record Added(PastCall call) implements HistoryChange {}

    /** One call was removed. */
    record Removed(long id) implements HistoryChange {}

    /**
     * Calls were cleared.
     *
     * @param peer those with this address; empty for all
     */
    record Cleared(Optional<String> peer) implements HistoryChange {}

    /** In the background older calls became known, or grew too old to be kept: whoever shows some asks again. */
    record Renewed() implements HistoryChange {}
}
