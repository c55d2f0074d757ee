// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Puts packets in order and says, each time the device wants voice, what to play. It keeps as little delay as the jitter of
 * the last ten seconds allows.
 *
 * <p>It has no clock: every call brings the time. It is pulled at the device's pace, so a difference between the clocks of
 * the two sides shows as a delay that grows or shrinks, and {@link #adjustment()} asks to play a little faster or slower.
 * Belongs to one thread; allocates nothing after construction.
 */
public final class JitterBuffer {

    /** What to play now. */
    public enum Action {
        /** The payload is the one that is due. */
        PLAY,
        /** The due packet is missing; the payload is that of the packet after it, which stays in the buffer. */
        RECOVER,
        /** The due packet is missing, or not here yet. */
        CONCEAL,
        /** Nothing is due: the stream has not begun, pauses, or carries no voice just now. */
        SILENCE
    }

    /** How to play it. */
    public enum Adjustment {
        NONE,
        /** Play it in less time: there is more delay than needed. */
        SHORTEN,
        /** Play it in more time: there is less delay than the jitter asks for. */
        LENGTHEN
    }

    /** What became of a packet that was put in. */
    public enum Placement {
        TAKEN,
        DUPLICATE,
        /** Its time is over. */
        LATE,
        /** Longer than any voice payload. */
        TOO_LONG
    }

    static final long MS = 1_000_000;
    static final long START_DELAY = 40 * MS;
    static final long LEAST_DELAY = 20 * MS;
    static final long MOST_DELAY = 500 * MS;

    /** Beyond this, packets are dropped whole: catching up gently would take too long. */
    static final long MOST_EXCESS = 120 * MS;

    /** A transit time that changes by more than this is another timeline: the sender began anew. */
    private static final long NEW_TIMELINE = 1000 * MS;

    /** Frames in a row that are made up before it is silence: 200 ms. */
    private static final int MOST_CONCEALED = 10;

    /** 10 ms: then it is asked again whether something is due. */
    private static final int SHORT_SILENCE = 480;

    private static final int SLOTS = 256;
    private static final int MAX_PAYLOAD = 1500;
    private static final int SAMPLE_RATE = 48_000;

    private final Slot[] slots = new Slot[SLOTS];
    private final SequenceTracker sequence = new SequenceTracker();
    private final DelayWindow window = new DelayWindow();

    private boolean started;
    private boolean playing;
    private int ssrc;
    private int clockRate = SAMPLE_RATE;
    private long expected;
    private long expectedTimestamp;
    private long highestVoice;
    private long highestTimestamp;
    private long frameTimestamps = SAMPLE_RATE / 50;
    private long lastTransit;
    private long target = START_DELAY;
    private double delay;
    private double age;
    private int concealedInRow;
    private int owed;
    private boolean shortening;
    private boolean lengthening;

    private Adjustment adjustment = Adjustment.NONE;
    private @Nullable Slot chosen;
    private int fill = SHORT_SILENCE;

    private long discarded;
    private long late;

    private static final class Slot {
        private final byte[] payload = new byte[MAX_PAYLOAD];
        private long sequence = -1;
        private long timestamp;
        private long arrival;
        private int length;
        private int payloadType;
        private boolean voice;
    }

    public JitterBuffer() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /**
     * Takes a voice packet; its payload is copied.
     *
     * @param payloadAt where the payload begins, and {@code payloadEnd} where it ends
     * @param rate of the payload format's clock, units per second
     */
    @CanIgnoreReturnValue
    public Placement put(PacketBuffer packet, int payloadAt, int payloadEnd, int rate, long arrivalNanos) {
        int packetSequence = RtpLayout.sequence(packet);
        int packetTimestamp = RtpLayout.timestamp(packet);
        int length = payloadEnd - payloadAt;
        if (length > MAX_PAYLOAD) {
            return Placement.TOO_LONG;
        }
        if (!started || RtpLayout.ssrc(packet) != ssrc || rate != clockRate) {
            restart(RtpLayout.ssrc(packet), packetSequence, packetTimestamp, rate, arrivalNanos);
        }
        long extended = sequence.extend(packetSequence);
        long timestamp = highestTimestamp + (packetTimestamp - (int) highestTimestamp);
        long transit = arrivalNanos - nanos(timestamp);
        if (sequence.isJump(extended)
                || extended >= expected + SLOTS
                || Math.abs(transit - lastTransit) > NEW_TIMELINE) {
            restart(ssrc, packetSequence, packetTimestamp, rate, arrivalNanos);
            extended = packetSequence;
            timestamp = highestTimestamp;
            transit = arrivalNanos - nanos(timestamp);
        }
        lastTransit = transit;
        Slot slot = slot(extended);
        if (slot.sequence == extended) {
            return Placement.DUPLICATE;
        }
        window.add(transit);
        adapt();
        if (!admit(extended)) {
            return Placement.LATE;
        }
        if (extended == highestVoice + 1) {
            learnFrame(timestamp - highestTimestamp);
        }
        highestVoice = Math.max(highestVoice, extended);
        sequence.seen(extended);
        highestTimestamp = Math.max(highestTimestamp, timestamp);
        slot.sequence = extended;
        slot.timestamp = timestamp;
        slot.arrival = arrivalNanos;
        slot.length = length;
        slot.payloadType = RtpLayout.payloadType(packet);
        slot.voice = true;
        System.arraycopy(packet.bytes(), payloadAt, slot.payload, 0, length);
        return Placement.TAKEN;
    }

    /** Takes note of a packet that uses a sequence number and carries no voice, such as a telephone event. */
    public void putOther(PacketBuffer packet) {
        if (!started || RtpLayout.ssrc(packet) != ssrc) {
            return;
        }
        long extended = sequence.extend(RtpLayout.sequence(packet));
        Slot slot = slot(extended);
        if (sequence.isJump(extended)
                || extended >= expected + SLOTS
                || slot.sequence == extended
                || !admit(extended)) {
            return;
        }
        sequence.seen(extended);
        slot.sequence = extended;
        slot.length = 0;
        slot.voice = false;
    }

    /** Whether its time is not over; before anything was played, the first packet may turn out not to be the first. */
    private boolean admit(long extended) {
        if (extended >= expected) {
            return true;
        }
        if (!playing && sequence.highest() - extended < SLOTS) {
            expected = extended;
            return true;
        }
        late++;
        return false;
    }

    private void restart(int newSsrc, int packetSequence, int timestamp, int rate, long arrivalNanos) {
        for (Slot slot : slots) {
            slot.sequence = -1;
        }
        started = true;
        playing = false;
        ssrc = newSsrc;
        if (rate != clockRate) {
            frameTimestamps = rate / 50;
        }
        clockRate = rate;
        sequence.start(packetSequence);
        expected = packetSequence;
        highestVoice = packetSequence;
        highestTimestamp = timestamp;
        expectedTimestamp = timestamp;
        lastTransit = arrivalNanos - nanos(timestamp);
        window.clear();
        target = Math.max(target, START_DELAY);
        concealedInRow = 0;
        owed = 0;
    }

    private void learnFrame(long step) {
        if (step > 0 && step * 1000 <= 120L * clockRate) {
            frameTimestamps = step;
        }
    }

    /** The delay follows worse conditions at once, and better ones at ten milliseconds a second. */
    private void adapt() {
        long least = window.isYoung() ? Math.min(target, START_DELAY) : LEAST_DELAY;
        long wanted = Math.clamp(window.spread() + 5 * MS, least, MOST_DELAY);
        target = wanted > target ? wanted : Math.max(wanted, target - MS / 5);
    }

    /** Says what to play at this moment; {@link #payload()} and the others then speak of it, until the next call. */
    public Action next(long nowNanos) {
        adjustment = Adjustment.NONE;
        chosen = null;
        fill = SHORT_SILENCE;
        if (!started || (!playing && !begins(nowNanos))) {
            return Action.SILENCE;
        }
        while (true) {
            Slot due = slot(expected);
            if (due.sequence == expected) {
                if (due.voice && isTooOld(due, nowNanos)) {
                    due.sequence = -1;
                    expected++;
                    discarded++;
                    continue;
                }
                return due.voice ? play(due, nowNanos) : pass(due);
            }
            Slot later = firstAfterExpected();
            if (later == null) {
                return starve();
            }
            if (owed > 0 || (later.voice && isTooOld(later, nowNanos))) {
                // Its time was filled already, when it could still have come.
                owed = Math.max(0, owed - 1);
                advance();
                continue;
            }
            return makeUp(later);
        }
    }

    private boolean begins(long nowNanos) {
        Slot first = firstAfterExpected();
        if (first == null || (first.voice && nowNanos - nanos(first.timestamp) - window.least() < target)) {
            return false;
        }
        playing = true;
        expected = first.sequence;
        if (first.voice) {
            expectedTimestamp = first.timestamp;
        }
        delay = target;
        return true;
    }

    private boolean isTooOld(Slot slot, long nowNanos) {
        return delayOf(slot, nowNanos) > target + MOST_EXCESS && sequence.highest() > slot.sequence;
    }

    private long delayOf(Slot slot, long nowNanos) {
        return nowNanos - nanos(slot.timestamp) - window.least();
    }

    private Action play(Slot due, long nowNanos) {
        long measured = delayOf(due, nowNanos);
        long half = nanos(frameTimestamps) / 2;
        if (due.timestamp > expectedTimestamp && measured < target - half) {
            // The sender was silent for a while (RFC 3551 §4.1), and the silence is not over yet.
            return Action.SILENCE;
        }
        delay += (measured - delay) / 8;
        age += (nowNanos - due.arrival - age) / 16;
        judge();
        chosen = due;
        due.sequence = -1;
        expected++;
        expectedTimestamp = due.timestamp + frameTimestamps;
        concealedInRow = 0;
        owed = 0;
        return Action.PLAY;
    }

    private void judge() {
        shortening = delay > target + (shortening ? 2 * MS : 12 * MS);
        lengthening = delay < target - (lengthening ? 2 * MS : 8 * MS);
        adjustment = shortening ? Adjustment.SHORTEN : lengthening ? Adjustment.LENGTHEN : Adjustment.NONE;
    }

    private Action pass(Slot other) {
        other.sequence = -1;
        advance();
        fill = frameSamples();
        return Action.SILENCE;
    }

    private Action starve() {
        concealedInRow++;
        if (concealedInRow > MOST_CONCEALED) {
            return Action.SILENCE;
        }
        owed++;
        return Action.CONCEAL;
    }

    private Action makeUp(Slot later) {
        boolean next = later.sequence == expected + 1 && later.voice;
        advance();
        concealedInRow++;
        if (next) {
            chosen = later;
            return Action.RECOVER;
        }
        return concealedInRow > MOST_CONCEALED ? Action.SILENCE : Action.CONCEAL;
    }

    private void advance() {
        expected++;
        expectedTimestamp += frameTimestamps;
    }

    private @Nullable Slot firstAfterExpected() {
        for (long i = expected; i <= sequence.highest(); i++) {
            Slot slot = slot(i);
            if (slot.sequence == i) {
                return slot;
            }
        }
        return null;
    }

    /**
     * Tells how an adjustment was carried out.
     *
     * @param samples how many fewer were played than the payload had, at 48 kHz; negative for more
     */
    public void adjusted(int samples) {
        delay -= samples * 1e9 / SAMPLE_RATE;
    }

    public Adjustment adjustment() {
        return adjustment;
    }

    /** The payload that {@link Action#PLAY} or {@link Action#RECOVER} speaks of, from its first byte; not to be kept. */
    public byte[] payload() {
        return current().payload;
    }

    /** Bytes of {@link #payload()} in use. */
    public int payloadLength() {
        return current().length;
    }

    /** Of the chosen payload. */
    public int payloadType() {
        return current().payloadType;
    }

    private Slot current() {
        if (chosen == null) {
            throw new IllegalStateException("No payload was chosen");
        }
        return chosen;
    }

    /** How long the silence lasts that {@link Action#SILENCE} asks for, in samples at 48 kHz. */
    public int silenceSamples() {
        return fill;
    }

    /** How long a packet of this stream lasts, in samples at 48 kHz; 960 before any two came. */
    public int frameSamples() {
        return (int) (frameTimestamps * SAMPLE_RATE / clockRate);
    }

    /** The delay that is aimed at, from the fastest packet's arrival to its playing, milliseconds. */
    public double targetMs() {
        return target / (double) MS;
    }

    /** From a packet's arrival to its playing, milliseconds, smoothed. */
    public double ageMs() {
        return age / MS;
    }

    /** Packets that came in time and were dropped to catch up. */
    public long discarded() {
        return discarded;
    }

    /** Packets that came after their time. */
    public long late() {
        return late;
    }

    private Slot slot(long extended) {
        return slots[(int) (extended & (SLOTS - 1))];
    }

    private long nanos(long timestamps) {
        // In two steps, as a call that lasts longer than a day would overflow in one.
        return timestamps / clockRate * 1_000_000_000 + timestamps % clockRate * 1_000_000_000 / clockRate;
    }
}
