// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Key pairs made ahead of time, so that no call waits for the first, slow ones. Any thread may use it: a worker calls {@link
 * #warmUp()} at start and {@link #fill()} after calls, and the call loop takes. For a group that is not expected, or that has
 * run out, it makes a key pair on the spot. Each pair is given out once.
 */
@ThreadSafe
public class KeyPool {

    /** Two: both streams of a call, or two calls at once. */
    private static final int PER_GROUP = 2;

    @SuppressWarnings("Immutable") // SecureRandom is safe for concurrent use; it says so, but is not marked.
    private final SecureRandom random;

    /** One for each group that calls are expected to use. */
    @SuppressWarnings("Immutable") // a copy that is never changed, of values that never change
    private final List<KeyAgreement> expected;

    @GuardedBy("this")
    private final Map<KeyGroup, Deque<KeyShare>> shares = new EnumMap<>(KeyGroup.class);

    /** For calls with the recommended algorithms. */
    public KeyPool(SecureRandom random) {
        this(random, AlgorithmPreferences.RECOMMENDED);
    }

    /** For calls with the given algorithms. */
    public KeyPool(SecureRandom random, AlgorithmPreferences algorithms) {
        this.random = random;
        this.expected = onePerGroup(algorithms.keyAgreements());
    }

    private static List<KeyAgreement> onePerGroup(List<KeyAgreement> keyAgreements) {
        Map<KeyGroup, KeyAgreement> first = new EnumMap<>(KeyGroup.class);
        keyAgreements.stream()
                .filter(KeyAgreement::isDiffieHellman)
                .forEach(agreement -> first.putIfAbsent(agreement.group(), agreement));
        return List.copyOf(first.values());
    }

    /** Makes what is missing. Takes milliseconds when warm, some 100 ms when cold. */
    public void fill() {
        for (KeyAgreement agreement : expected) {
            KeyGroup group = agreement.group();
            while (count(group) < PER_GROUP) {
                KeyShare share = group.generate(random);
                synchronized (this) {
                    queue(group).addLast(share);
                }
            }
        }
    }

    /**
     * Goes through a whole exchange with itself in each group that is expected, so that the first call finds its classes loaded, and then
     * fills the pool. Takes up to a second at the start of a JVM: for a worker thread.
     */
    public void warmUp() {
        Rehearsal.run(this, expected, random);
        fill();
    }

    KeyShare take(KeyGroup group) {
        KeyShare ready;
        synchronized (this) {
            Deque<KeyShare> queue = queue(group);
            ready = queue.isEmpty() ? null : queue.removeFirst();
        }
        return ready != null ? ready : group.generate(random);
    }

    private synchronized int count(KeyGroup group) {
        return queue(group).size();
    }

    @GuardedBy("this")
    private Deque<KeyShare> queue(KeyGroup group) {
        return shares.computeIfAbsent(group, g -> new ArrayDeque<>());
    }
}
