// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.Arrays;

/**
 * What is kept in memory of every call, a column each, in the order of the ids. Grows at both ends and is shortened only by making
 * other arrays: so a {@link Slice} stays right while the columns grow, and at worst still shows what was removed since. Not
 * thread-safe.
 */
final class Columns {

    private static final int LEAST_ROOM = 256;
    private static final int REMOVED_AT_LEAST = 1024;

    private long[] ids = {};
    private long[] started = {};
    private int[] peers = {};
    private boolean[] removed = {};
    private int first;
    private int end;
    private int gone;

    /** @param startedAt milliseconds since 1970 */
    void addNewest(long id, long startedAt, int peer) {
        if (end > first && id <= ids[end - 1]) {
            throw new IllegalArgumentException("An id that is not the newest");
        }
        if (end == ids.length) {
            move(first, Math.max(LEAST_ROOM, end - first));
        }
        set(end++, id, startedAt, peer);
    }

    /** @param startedAt milliseconds since 1970 */
    void addOldest(long id, long startedAt, int peer) {
        if (end > first && id >= ids[first]) {
            throw new IllegalArgumentException("An id that is not the oldest");
        }
        if (first == 0) {
            move(Math.max(LEAST_ROOM, end - first), ids.length - end);
        }
        set(--first, id, startedAt, peer);
    }

    private void set(int row, long id, long startedAt, int peer) {
        ids[row] = id;
        started[row] = startedAt;
        peers[row] = peer;
        removed[row] = false;
    }

    /** To new arrays, with so much room before and after. */
    private void move(int before, int after) {
        int rows = end - first;
        int length = before + rows + after;
        long[] newIds = new long[length];
        long[] newStarted = new long[length];
        int[] newPeers = new int[length];
        boolean[] newRemoved = new boolean[length];
        System.arraycopy(ids, first, newIds, before, rows);
        System.arraycopy(started, first, newStarted, before, rows);
        System.arraycopy(peers, first, newPeers, before, rows);
        System.arraycopy(removed, first, newRemoved, before, rows);
        ids = newIds;
        started = newStarted;
        peers = newPeers;
        removed = newRemoved;
        first = before;
        end = before + rows;
    }

    /** How many there are that were not removed. */
    int count() {
        return end - first - gone;
    }

    /** Gives whether it was there. */
    boolean remove(long id) {
        int row = Arrays.binarySearch(ids, first, end, id);
        if (row < 0 || removed[row]) {
            return false;
        }
        removed[row] = true;
        gone++;
        return true;
    }

    /** Which rows are meant. */
    @FunctionalInterface
    interface Which {
        boolean is(long started, int peer);
    }

    /** Removes all that are meant, and gives their ids. */
    long[] removeAll(Which which) {
        long[] found = new long[LEAST_ROOM];
        int count = 0;
        for (int row = first; row < end; row++) {
            if (!removed[row] && which.is(started[row], peers[row])) {
                removed[row] = true;
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = ids[row];
            }
        }
        gone += count;
        return Arrays.copyOf(found, count);
    }

    /** Whether so much was removed that {@link #compact} is worth its while. */
    boolean isSparse() {
        return gone > REMOVED_AT_LEAST && gone > (end - first) / 4;
    }

    /** Gives a peer another number. */
    @FunctionalInterface
    interface Renumbering {
        int of(int peer);
    }

    /** The same without what was removed. */
    Columns compact(Renumbering renumbering) {
        Columns dense = new Columns();
        dense.move(LEAST_ROOM, count() + LEAST_ROOM);
        for (int row = first; row < end; row++) {
            if (!removed[row]) {
                dense.addNewest(ids[row], started[row], renumbering.of(peers[row]));
            }
        }
        return dense;
    }

    /** The rows as they are. */
    Slice slice() {
        return new Slice(ids, peers, removed, first, end);
    }

    /** The rows of one moment, to be read on any thread while the columns go on. */
    static final class Slice {

        private final long[] ids;
        private final int[] peers;
        private final boolean[] removed;
        private final int first;
        private final int end;

        private Slice(long[] ids, int[] peers, boolean[] removed, int first, int end) {
            this.ids = ids;
            this.peers = peers;
            this.removed = removed;
            this.first = first;
            this.end = end;
        }

        /** Where the search for ids below this one begins, for {@link #next}. */
        int below(long id) {
            int row = Arrays.binarySearch(ids, first, end, id);
            return row < 0 ? -row - 1 : row;
        }

        int end() {
            return end;
        }

        /** The newest row before this one with a peer that is meant; -1 without one. */
        int next(int row, PeerSet meant) {
            for (int at = row - 1; at >= first; at--) {
                if (!removed[at] && meant.has(peers[at])) {
                    return at;
                }
            }
            return -1;
        }

        long id(int row) {
            return ids[row];
        }
    }
}
