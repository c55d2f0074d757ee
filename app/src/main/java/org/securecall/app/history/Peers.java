// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.securecall.app.account.SipAddress;

/** The peers of all calls, each once, with a number. Not thread-safe; a {@link Slice} can be read anywhere. */
final class Peers {

    /** What the history shows of a peer. */
    private record Shown(String address, String name) {

        static final Shown NOBODY = new Shown("", "");
    }

    private final Map<Shown, Integer> numbers = new HashMap<>();
    private Shown[] shown = new Shown[256];
    private String[] keys = new String[256];
    private String[] searched = new String[256];
    private long[] marks = new long[256];
    private int size;

    int number(String address, String name) {
        Shown peer = new Shown(address, name);
        Integer known = numbers.get(peer);
        if (known != null) {
            return known;
        }
        String key = SipAddress.keyOf(address);
        return add(peer, key.equals(address) ? address : key, SearchText.of(name, address));
    }

    private int add(Shown peer, String key, String search) {
        if (size == searched.length) {
            shown = Arrays.copyOf(shown, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
            searched = Arrays.copyOf(searched, 2 * size);
            marks = Arrays.copyOf(marks, 2 * size);
        }
        shown[size] = peer;
        keys[size] = key;
        searched[size] = search;
        marks[size] = SearchText.mark(search);
        numbers.put(peer, size);
        return size++;
    }

    int size() {
        return size;
    }

    /** All peers of an address. */
    BitSet withKey(String key) {
        BitSet found = new BitSet();
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                found.set(i);
            }
        }
        return found;
    }

    /** Nothing is left of them; their numbers are not used again. */
    void forget(BitSet forgotten) {
        forgotten.stream().forEach(number -> {
            numbers.remove(shown[number]);
            shown[number] = Shown.NOBODY;
            keys[number] = "";
            searched[number] = "";
        });
    }

    /** Takes a peer of another table over, which is not in this one yet, and gives its number here. */
    int adopt(Peers other, int number) {
        return add(other.shown[number], other.keys[number], other.searched[number]);
    }

    Slice slice() {
        return new Slice(searched, marks, size);
    }

    /** The peers of one moment, as they are searched. */
    static final class Slice {

        private final String[] searched;
        private final long[] marks;
        private final int size;

        private Slice(String[] searched, long[] marks, int size) {
            this.searched = searched;
            this.marks = marks;
            this.size = size;
        }

        /** Those in whose name or address every word is. */
        PeerSet matching(String text) {
            String[] words = SearchText.words(text);
            return words.length == 0 ? PeerSet.ALL : new Matching(this, words);
        }
    }

    /** Looks at a peer when it is asked for, once: a page is often full before many were. */
    private static final class Matching implements PeerSet {

        private static final byte YES = 1;
        private static final byte NO = 2;

        private final Slice peers;
        private final String[] words;
        private final long mark;
        private final byte[] answers;

        Matching(Slice peers, String[] words) {
            this.peers = peers;
            this.words = words;
            this.mark = SearchText.mark(words);
            this.answers = new byte[peers.size];
        }

        @Override
        public boolean has(int peer) {
            if (answers[peer] == 0) {
                boolean mayHave = (peers.marks[peer] & mark) == mark;
                answers[peer] = mayHave && SearchText.hasAll(peers.searched[peer], words) ? YES : NO;
            }
            return answers[peer] == YES;
        }
    }
}
