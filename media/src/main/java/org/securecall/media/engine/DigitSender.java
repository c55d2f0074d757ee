// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.securecall.media.rtp.TelephoneEvent;

/**
 * Keys that wait to be sent and the one being sent, a packet every 20 ms (RFC 4733 §2.5.1). Any thread adds; the sending thread
 * does the rest.
 */
final class DigitSender {

    /** 100 ms. */
    private static final int HELD_FRAMES = 5;

    /** §2.5.1.4: "the final packet SHOULD be sent a total of three times". */
    private static final int END_FRAMES = 3;

    /** So that two equal digits are two. */
    private static final int PAUSE_FRAMES = 3;

    private final Queue<Character> waiting = new ConcurrentLinkedQueue<>();
    private char current;
    private int frame;
    private int pause;

    /** @throws IllegalArgumentException when a character is none of {@code 0-9 * # A-D}; then nothing is added */
    void add(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (!TelephoneEvent.isDigit(digits.charAt(i))) {
                throw new IllegalArgumentException("Only 0 to 9, *, # and A to D can be sent");
            }
        }
        for (int i = 0; i < digits.length(); i++) {
            waiting.add(digits.charAt(i));
        }
    }

    /** Drops what waits: the peer takes no events. */
    void clear() {
        waiting.clear();
    }

    /** Goes on to the next frame; answers whether it belongs to a digit. */
    boolean advance() {
        if (current != TelephoneEvent.NONE) {
            frame++;
            if (frame < HELD_FRAMES + END_FRAMES) {
                return true;
            }
            current = TelephoneEvent.NONE;
            pause = PAUSE_FRAMES;
        }
        if (pause > 0) {
            pause--;
            return false;
        }
        Character next = waiting.poll();
        if (next == null) {
            return false;
        }
        current = next;
        frame = 0;
        return true;
    }

    char digit() {
        return current;
    }

    /** Whether this frame is the digit's first, which has the marker and gives the timestamp. */
    boolean isFirst() {
        return frame == 0;
    }

    boolean isEnd() {
        return frame >= HELD_FRAMES;
    }

    /** How many frames the key is held so far, this one included. */
    int heldFrames() {
        return Math.min(frame + 1, HELD_FRAMES);
    }
}
