// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Puts the fragments of messages together again, in whatever order they come. Nothing authenticates a fragment, so this
 * promises little: it never holds more than {@link #MOST_MESSAGES} messages of {@link #MOST_WORDS} words, whatever comes,
 * and the one that was touched longest ago has to go for a new one. It needs no timer for that.
 *
 * <p>A fragment that contradicts what is there throws that away and begins anew: of two senders it cannot be known which one
 * lied, but the honest one sends its message again, unchanged, so that a forged fragment costs a retransmission, and does
 * not block the message for good.
 */
final class Reassembly {

    /** The longest message there is: a Confirm with a signature of 511 words (RFC 6189 §5.7). */
    static final int MOST_WORDS = 19 + 511;

    /** An honest peer has one message under way, and perhaps late parts of the one before. */
    static final int MOST_MESSAGES = 4;

    /** Those touched last are at the end. */
    private final Deque<Unfinished> unfinished = new ArrayDeque<>(MOST_MESSAGES);

    /** What a fragment led to. */
    sealed interface Taken {

        /** @param message all of it */
        record Complete(Octets message) implements Taken {}

        record Incomplete() implements Taken {}

        /** Its numbers cannot be true. */
        record Impossible() implements Taken {}
    }

    /** A message that is not all there. Which one it is, its sender, its number and its length say together. */
    private static final class Unfinished {

        private final int ssrc;
        private final int messageId;
        private final byte[] message;
        private final BitSet words;

        private Unfinished(ZrtpPacket.Fragment first) {
            this.ssrc = first.ssrc();
            this.messageId = first.messageId();
            this.message = new byte[4 * first.totalWords()];
            this.words = new BitSet(first.totalWords());
        }

        boolean isOf(ZrtpPacket.Fragment fragment) {
            return ssrc == fragment.ssrc()
                    && messageId == fragment.messageId()
                    && message.length == 4 * fragment.totalWords();
        }

        void add(ZrtpPacket.Fragment fragment) {
            byte[] part = fragment.part().toArray();
            int from = fragment.offsetWords();
            int to = from + part.length / 4;
            if (contradicts(part, from, to)) {
                words.clear();
            }
            System.arraycopy(part, 0, message, 4 * from, part.length);
            words.set(from, to);
        }

        private boolean contradicts(byte[] part, int from, int to) {
            for (int word = words.nextSetBit(from); word >= 0 && word < to; word = words.nextSetBit(word + 1)) {
                for (int i = 0; i < 4; i++) {
                    if (message[4 * word + i] != part[4 * (word - from) + i]) {
                        return true;
                    }
                }
            }
            return false;
        }

        boolean complete() {
            return 4 * words.cardinality() == message.length;
        }
    }

    Taken take(ZrtpPacket.Fragment fragment) {
        int partWords = fragment.part().length() / 4;
        // In int, where 16 bits and 16 bits cannot overflow.
        if (partWords == 0
                || fragment.totalWords() > MOST_WORDS
                || fragment.offsetWords() + partWords > fragment.totalWords()) {
            return new Taken.Impossible();
        }
        Unfinished touched = remove(fragment).orElseGet(() -> new Unfinished(fragment));
        touched.add(fragment);
        if (touched.complete()) {
            return new Taken.Complete(Octets.owning(touched.message));
        }
        if (unfinished.size() == MOST_MESSAGES) {
            unfinished.removeFirst();
        }
        unfinished.addLast(touched);
        return new Taken.Incomplete();
    }

    private Optional<Unfinished> remove(ZrtpPacket.Fragment fragment) {
        for (Iterator<Unfinished> i = unfinished.iterator(); i.hasNext(); ) {
            Unfinished one = i.next();
            if (one.isOf(fragment)) {
                i.remove();
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Octets of messages that are held: at most 4 times {@link #MOST_MESSAGES} times {@link #MOST_WORDS}. */
    int held() {
        return unfinished.stream().mapToInt(u -> u.message.length).sum();
    }

    void clear() {
        unfinished.clear();
    }
}
