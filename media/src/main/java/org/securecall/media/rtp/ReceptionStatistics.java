// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

/**
 * What arrived of the peer's stream (RFC 3550 §6.4.1, Appendix A.3 and A.8). One thread counts with {@link #received}; any
 * thread may read, and finds each figure as it was after some packet.
 */
public final class ReceptionStatistics {

    private static final double NANOS = 1e9;

    private final SequenceTracker sequence = new SequenceTracker();
    private boolean started;
    private int countedSsrc;
    private long base;
    private long inSequence;
    private long total;
    private long lostBefore;
    private double transit = Double.NaN;
    private int lastClockRate = 8000;
    private double jitterSeconds;

    private volatile boolean active;
    private volatile int ssrc;
    private volatile long packets;
    private volatile long extendedHighest;
    private volatile long expected;
    private volatile long lost;
    private volatile double jitterMs;
    private volatile long jitterUnits;

    /**
     * Counts one packet.
     *
     * @param timestamp as in the packet
     * @param clockRate units of the timestamp per second
     * @param arrivalNanos on any clock that only goes forward
     */
    public void received(int packetSsrc, int packetSequence, int timestamp, int clockRate, long arrivalNanos) {
        count(packetSsrc, packetSequence);
        countJitter(timestamp, clockRate, arrivalNanos);
        lastClockRate = clockRate;
        publish(clockRate);
    }

    /** Counts a packet whose timestamp says nothing about its sending, as that of a telephone event. */
    public void receivedOther(int packetSsrc, int packetSequence) {
        count(packetSsrc, packetSequence);
        publish(lastClockRate);
    }

    private void count(int packetSsrc, int packetSequence) {
        long extended = sequence.extend(packetSequence);
        if (!started || packetSsrc != countedSsrc || sequence.isJump(extended)) {
            begin(packetSsrc, packetSequence);
            extended = packetSequence;
        }
        sequence.seen(extended);
        inSequence++;
        total++;
    }

    private void begin(int packetSsrc, int packetSequence) {
        lostBefore = started ? lost : 0;
        started = true;
        countedSsrc = packetSsrc;
        sequence.start(packetSequence);
        base = packetSequence;
        inSequence = 0;
        transit = Double.NaN;
    }

    /** Appendix A.8, in seconds, so that formats with different clocks add up. */
    private void countJitter(int timestamp, int clockRate, long arrivalNanos) {
        // The difference of two 32-bit timestamps wraps as they do; that of two transits wraps with it.
        double wrap = 4294967296.0 / clockRate;
        double now = arrivalNanos / NANOS - Integer.toUnsignedLong(timestamp) / (double) clockRate;
        if (!Double.isNaN(transit)) {
            double difference = Math.abs(Math.IEEEremainder(now - transit, wrap));
            jitterSeconds += (difference - jitterSeconds) / 16;
        }
        transit = now;
    }

    private void publish(int clockRate) {
        long nowExpected = sequence.highest() - base + 1;
        ssrc = countedSsrc;
        packets = total;
        extendedHighest = sequence.highest();
        expected = nowExpected;
        // Duplicates make it negative, which the RFC says is right for reports and which a person does not want to see.
        lost = lostBefore + nowExpected - inSequence;
        jitterMs = jitterSeconds * 1e3;
        jitterUnits = Math.round(jitterSeconds * clockRate);
        active = true;
    }

    /** Whether any packet came. */
    public boolean active() {
        return active;
    }

    /** The SSRC of the peer's stream, as it is now. */
    public int ssrc() {
        return ssrc;
    }

    /** Packets that came, duplicates too. */
    public long packets() {
        return packets;
    }

    /** The low 16 bits are the highest sequence number, those above count its wraps. */
    public long extendedHighest() {
        return extendedHighest;
    }

    /** Packets that the peer has sent since this SSRC was first heard. */
    public long expected() {
        return expected;
    }

    /** Packets missing, of all SSRCs; negative where duplicates outnumber them. */
    public long lost() {
        return lost;
    }

    /** Milliseconds. */
    public double jitterMs() {
        return jitterMs;
    }

    /** In units of the last packet's timestamp, as reports carry it. */
    public long jitterUnits() {
        return jitterUnits;
    }
}
