// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Two parties and the packets between them, on a clock that runs as fast as the test can. Loss, duplication and delay are
 * drawn from a seed, so every run can be had again.
 */
final class VirtualNetwork implements InstantSource {

    /** What happens to packets on the way. Probabilities from 0 to 1, delays in milliseconds. */
    record Weather(double loss, double duplication, int leastDelay, int mostDelay) {

        static final Weather FINE = new Weather(0, 0, 5, 5);
    }

    /** Whoever gets packets. */
    @FunctionalInterface
    interface Endpoint {

        void arrive(byte[] packet);
    }

    /** Somebody on the path. */
    @FunctionalInterface
    interface Attacker {

        /** @return what arrives in place of the packet: nothing, it, or others */
        List<byte[]> touch(Party sender, byte[] packet);
    }

    static final Attacker NOBODY = (sender, packet) -> List.of(packet);

    private record Event(Instant at, long order, Runnable what) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final SplittableRandom dice;
    private final Weather weather;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private Instant now;
    private long order;
    private Attacker attacker = NOBODY;

    VirtualNetwork(long seed, Weather weather) {
        this(seed, weather, Instant.parse("2026-01-01T00:00:00Z"));
    }

    VirtualNetwork(long seed, Weather weather, Instant start) {
        this.dice = new SplittableRandom(seed);
        this.weather = weather;
        this.now = start;
    }

    void attacker(Attacker somebody) {
        attacker = somebody;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void after(Duration delay, Runnable what) {
        events.add(new Event(now.plus(delay), order++, what));
    }

    void carry(Party from, Endpoint to, byte[] packet) {
        for (byte[] arriving : attacker.touch(from, packet)) {
            deliver(to, arriving);
        }
    }

    /** Past the attacker, but through the weather. */
    void deliver(Endpoint to, byte[] packet) {
        int copies = dice.nextDouble() < weather.loss() ? 0 : 1;
        if (dice.nextDouble() < weather.duplication()) {
            copies++;
        }
        for (int i = 0; i < copies; i++) {
            int delay = dice.nextInt(weather.leastDelay(), weather.mostDelay() + 1);
            after(Duration.ofMillis(delay), () -> to.arrive(packet));
        }
    }

    /** Lets time pass until nothing is left to happen, or the given time is over. */
    void run(Duration atMost) {
        Instant end = now.plus(atMost);
        while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
            Event next = events.remove();
            now = next.at();
            next.what().run();
        }
        if (now.isBefore(end)) {
            now = end;
        }
    }

    static List<byte[]> nothing() {
        return new ArrayList<>();
    }
}
