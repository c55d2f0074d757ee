// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.HashSet;
import java.util.Set;
import org.securecall.app.account.SipAddress;

/** How far the calls of earlier runs are loaded, and what was removed of them before they came. Not thread-safe. */
final class Loading {

    private final Set<Long> ids = new HashSet<>();
    private final Set<String> peers = new HashSet<>();
    private long reached;
    private boolean over;

    /** Calls that are kept and not shown. */
    int unreadable;

    /** @param newest the newest call that is to be loaded */
    Loading(long newest) {
        reached = newest + 1;
    }

    boolean isOver() {
        return over;
    }

    void finish() {
        over = true;
        ids.clear();
        peers.clear();
    }

    /** Calls come in the order of their ids, down to this one now. */
    void reach(long id) {
        reached = id;
    }

    /** Gives whether the call may still come; it is then left out. */
    boolean skip(long id) {
        return !over && id < reached && ids.add(id);
    }

    void skipPeer(String address) {
        if (!over) {
            peers.add(SipAddress.keyOf(address));
        }
    }

    boolean isBefore(long id) {
        return id < reached;
    }

    boolean isSkipped(long id) {
        return !ids.isEmpty() && ids.contains(id);
    }

    boolean isSkipped(String peer) {
        return !peers.isEmpty() && peers.contains(SipAddress.keyOf(peer));
    }
}
