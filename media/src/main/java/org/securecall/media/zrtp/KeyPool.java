// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Key pairs made ahead of time, so that no call waits for the first, slow ones. Any thread may use it: a worker calls {@link
 * #warmUp()} at start and {@link #fill()} after calls, and the call loop takes. For what is not expected, or has
 * run out, it makes a key pair on the spot. Each pair is given out once.
 */
@ThreadSafe
public class KeyPool {

    /** Two: both streams of a call, or two calls at once. */
    private static final int PER_SCHEME = 2;

    /** One loads the classes; with ten, the first call takes half the time, and no more than a warm one may. */
    private static final int REHEARSALS = 10;

    @SuppressWarnings("Immutable") // SecureRandom is safe for concurrent use; it says so, but is not marked.
    private final SecureRandom random;

    /** One for each group or KEM that calls are expected to use. */
    @SuppressWarnings("Immutable") // a copy that is never changed, of values that never change
    private final List<KeyAgreement> expected;

    @GuardedBy("this")
    private final Map<KeyScheme<?>, Deque<EphemeralKey>> keys = new HashMap<>();

    /** For calls with the recommended algorithms. */
    public KeyPool(SecureRandom random) {
        this(random, AlgorithmPreferences.RECOMMENDED);
    }

    /** For calls with the given algorithms. */
    public KeyPool(SecureRandom random, AlgorithmPreferences algorithms) {
        this.random = random;
        this.expected = onePerScheme(algorithms.keyAgreements());
    }

    private static List<KeyAgreement> onePerScheme(List<KeyAgreement> keyAgreements) {
        Map<KeyScheme<?>, KeyAgreement> first = new LinkedHashMap<>();
        keyAgreements.stream()
                .filter(KeyAgreement::isDiffieHellman)
                .forEach(agreement -> first.putIfAbsent(agreement.scheme(), agreement));
        return List.copyOf(first.values());
    }

    /** Makes what is missing. Takes milliseconds when warm, some 100 ms when cold. */
    public void fill() {
        for (KeyAgreement agreement : expected) {
            KeyScheme<?> scheme = agreement.scheme();
            while (count(scheme) < PER_SCHEME) {
                EphemeralKey key = scheme.generate(random);
                synchronized (this) {
                    queue(scheme).addLast(key);
                }
            }
        }
    }

    /**
     * Goes through whole exchanges with itself in each group and KEM that is expected, so that the first call finds its
     * classes loaded and some of them compiled, and then fills the pool. Takes half a second of processor time at the start of
     * a JVM: for a worker thread.
     */
    public void warmUp() {
        for (int i = 0; i < REHEARSALS; i++) {
            Rehearsal.run(this, expected, random);
        }
        fill();
    }

    <K extends EphemeralKey> K take(KeyScheme<K> scheme) {
        EphemeralKey ready;
        synchronized (this) {
            Deque<EphemeralKey> queue = queue(scheme);
            ready = queue.isEmpty() ? null : queue.removeFirst();
        }
        return ready != null ? scheme.keyType().cast(ready) : scheme.generate(random);
    }

    private synchronized int count(KeyScheme<?> scheme) {
        return queue(scheme).size();
    }

    @GuardedBy("this")
    private Deque<EphemeralKey> queue(KeyScheme<?> scheme) {
        return keys.computeIfAbsent(scheme, s -> new ArrayDeque<>());
    }
}
