// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.securecall.media.rtp.JitterBuffer.Action;

/**
 * A jitter buffer between a sender and a device that both live on a test clock. Packets are put in when they arrive, and the
 * device asks whenever what it got has been played.
 */
final class Playback {

    static final long MS = 1_000_000;
    static final int FRAME = 960;
    static final int RATE = 48_000;

    /** What was played, and when. The number is the packet's; -1 where none was. */
    record Played(long at, Action action, int number) {}

    @SuppressWarnings("ArrayRecordComponent") // made for the record, and not changed
    private record Arrival(long at, long order, byte[] packet) {}

    final JitterBuffer buffer = new JitterBuffer();
    final List<Played> played = new ArrayList<>();
    private final PriorityQueue<Arrival> underWay = new PriorityQueue<>((a, b) -> {
        int byTime = Long.compare(a.at(), b.at());
        return byTime != 0 ? byTime : Long.compare(a.order(), b.order());
    });
    private final double deviceSpeed;
    private long order;
    private double deviceTime;
    private boolean stretching;

    /** @param deviceSpeed 1.0002 for a device that plays 200 ppm too fast */
    Playback(double deviceSpeed) {
        this.deviceSpeed = deviceSpeed;
    }

    Playback() {
        this(1);
    }

    /** From now on adjustments are carried out, 5 ms each. */
    Playback stretching() {
        stretching = true;
        return this;
    }

    /** The packet with this number arrives at this time. Its payload is the number. */
    void arrives(int number, int firstSequence, long firstTimestamp, int ssrc, long at) {
        PacketBuffer packet = new PacketBuffer();
        RtpLayout.write(
                packet,
                false,
                96,
                (firstSequence + number) & 0xffff,
                (int) (firstTimestamp + (long) number * FRAME),
                ssrc);
        packet.length(16);
        packet.int32(12, number);
        underWay.add(new Arrival(at, order++, packet.copy()));
    }

    void arrives(int number, long at) {
        arrives(number, 1000, 5_000_000, 7, at);
    }

    /** Plays until this time. */
    void until(long end) {
        PacketBuffer packet = new PacketBuffer();
        while (deviceTime < end) {
            long now = (long) deviceTime;
            while (!underWay.isEmpty() && underWay.peek().at() <= now) {
                Arrival arrival = underWay.remove();
                packet.set(arrival.packet());
                buffer.put(packet, 12, 16, RATE, arrival.at());
            }
            Action action = buffer.next(now);
            boolean has = action == Action.PLAY || action == Action.RECOVER;
            int number = -1;
            if (has) {
                byte[] p = buffer.payload();
                number = (p[0] & 0xff) << 24 | (p[1] & 0xff) << 16 | (p[2] & 0xff) << 8 | (p[3] & 0xff);
            }
            played.add(new Played(now, action, number));
            int samples = action == Action.SILENCE ? buffer.silenceSamples() : buffer.frameSamples();
            if (action == Action.PLAY && stretching) {
                int change = switch (buffer.adjustment()) {
                    case NONE -> 0;
                    case SHORTEN -> -240;
                    case LENGTHEN -> 240;
                };
                buffer.adjusted(-change);
                samples += change;
            }
            deviceTime += samples * 1e9 / RATE / deviceSpeed;
        }
    }

    List<Integer> numbers() {
        return played.stream()
                .filter(p -> p.action() == Action.PLAY)
                .map(Played::number)
                .toList();
    }

    long count(Action action) {
        return played.stream().filter(p -> p.action() == action).count();
    }

    /** How long after its sending, at 20 ms a packet, the last packet was played: milliseconds. */
    double lastDelayMs() {
        Played last = played.stream()
                .filter(p -> p.action() == Action.PLAY)
                .reduce((a, b) -> b)
                .orElseThrow();
        return (last.at() - 20L * last.number() * MS) / (double) MS;
    }
}
