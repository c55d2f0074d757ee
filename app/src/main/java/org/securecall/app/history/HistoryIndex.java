// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.PastCall;

/**
 * All calls that are known, in memory: some twenty octets a call, and every peer once. Not thread-safe: whoever uses it holds its
 * monitor; a {@link View} is searched without. Adding takes microseconds; what removes many at once looks at every call, which is a
 * few milliseconds for a million of them.
 */
final class HistoryIndex {

    private Columns rows = new Columns();
    private Peers peers = new Peers();

    /** A call with a larger id than all that there are. */
    void addNewest(PastCall call) {
        rows.addNewest(call.id(), call.started().toEpochMilli(), peers.number(call.peer(), call.displayName()));
    }

    /** A call with a smaller id than all that there are. */
    void addOldest(PastCall call) {
        rows.addOldest(call.id(), call.started().toEpochMilli(), peers.number(call.peer(), call.displayName()));
    }

    int count() {
        return rows.count();
    }

    /** Gives whether it was there. */
    boolean remove(long id) {
        boolean was = rows.remove(id);
        tidy();
        return was;
    }

    /** Removes the calls with an address, and the address with them; gives their ids. */
    long[] removePeer(String address) {
        BitSet meant = peers.withKey(SipAddress.keyOf(address));
        long[] ids = rows.removeAll((started, peer) -> meant.get(peer));
        peers.forget(meant);
        tidy();
        return ids;
    }

    /** Removes the calls that started before; gives their ids. */
    long[] removeBefore(Instant oldest) {
        long limit = oldest.toEpochMilli();
        long[] ids = rows.removeAll((started, peer) -> started < limit);
        tidy();
        return ids;
    }

    void clear() {
        rows = new Columns();
        peers = new Peers();
    }

    private void tidy() {
        if (rows.isSparse()) {
            compact();
        }
    }

    /** Without what was removed, and without peers that only that was with. */
    private void compact() {
        Peers all = peers;
        Peers kept = new Peers();
        int[] numbers = new int[all.size()];
        Arrays.fill(numbers, -1);
        rows = rows.compact(peer -> {
            if (numbers[peer] < 0) {
                numbers[peer] = kept.adopt(all, peer);
            }
            return numbers[peer];
        });
        peers = kept;
    }

    View view() {
        return new View(rows.slice(), peers.slice());
    }

    /** The calls of one moment. */
    record View(Columns.Slice rows, Peers.Slice peers) {

        /**
         * Looks for calls, the newest first.
         *
         * @param text as in {@link HistoryStore#search}
         * @param before only smaller ids
         */
        Found find(String text, OptionalLong before) {
            PeerSet meant = peers.matching(text);
            return new Found(rows, meant, before.isPresent() ? rows.below(before.getAsLong()) : rows.end());
        }
    }

    /** The ids that were looked for, one by one. */
    static final class Found {

        private final Columns.Slice rows;
        private final PeerSet meant;
        private int at;

        private Found(Columns.Slice rows, PeerSet meant, int from) {
            this.rows = rows;
            this.meant = meant;
            this.at = from;
        }

        OptionalLong next() {
            at = at < 0 ? at : rows.next(at, meant);
            return at < 0 ? OptionalLong.empty() : OptionalLong.of(rows.id(at));
        }
    }
}
