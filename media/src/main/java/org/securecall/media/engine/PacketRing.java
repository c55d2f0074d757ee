// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.securecall.media.rtp.PacketBuffer;

/** Packets on their way from the one thread that receives to the one that plays. Neither ever waits; a full ring drops. */
final class PacketRing {

    private static final int SIZE = 64;

    /** One packet with what is known of it. */
    static final class Entry {
        private final PacketBuffer packet = new PacketBuffer();
        private int payloadAt;
        private int payloadEnd;
        private int clockRate;
        private long arrival;

        PacketBuffer packet() {
            return packet;
        }

        int payloadAt() {
            return payloadAt;
        }

        int payloadEnd() {
            return payloadEnd;
        }

        /** Of the voice, or 0 for a packet that carries none. */
        int clockRate() {
            return clockRate;
        }

        long arrival() {
            return arrival;
        }
    }

    private final Entry[] entries = new Entry[SIZE];
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    PacketRing() {
        for (int i = 0; i < SIZE; i++) {
            entries[i] = new Entry();
        }
    }

    /** Copies the packet in; answers false when there is no room. By the receiving thread. */
    boolean offer(PacketBuffer from, int payloadAt, int payloadEnd, int clockRate, long arrival) {
        long at = written.getPlain();
        if (at - read.getAcquire() == SIZE) {
            return false;
        }
        Entry entry = entries[(int) (at % SIZE)];
        System.arraycopy(from.bytes(), 0, entry.packet.bytes(), 0, from.length());
        entry.packet.length(from.length());
        entry.payloadAt = payloadAt;
        entry.payloadEnd = payloadEnd;
        entry.clockRate = clockRate;
        entry.arrival = arrival;
        written.setRelease(at + 1);
        return true;
    }

    /** The oldest packet, which stays where it is until {@link #release}. By the playing thread. */
    @Nullable
    Entry peek() {
        long at = read.getPlain();
        return at == written.getAcquire() ? null : entries[(int) (at % SIZE)];
    }

    /** Gives the place of the oldest packet back. */
    void release() {
        read.setRelease(read.getPlain() + 1);
    }
}
