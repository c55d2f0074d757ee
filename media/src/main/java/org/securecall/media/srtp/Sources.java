// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The synchronization sources of one direction and the packet index of each. A source gets its place only when a packet of
 * it was authentic, and there are {@link #MAXIMUM} places, so that nobody can fill memory by making sources up.
 */
final class Sources {

    static final int MAXIMUM = 16;

    /** Packets that one key may protect: RFC 3711 §9.2. */
    static final long SRTP_LIFETIME = 1L << 48;

    static final long SRTCP_LIFETIME = 1L << 31;

    /** So much of a lifetime is left when new keys are asked for: months of SRTP, and years of RTCP's few packets. */
    private static final int LAST_PART = 8;

    private final Source[] sources = new Source[MAXIMUM];
    private int count;

    @Nullable
    Source find(int ssrc) {
        for (int i = 0; i < count; i++) {
            if (sources[i].ssrc == ssrc) {
                return sources[i];
            }
        }
        return null;
    }

    /** Whether a source has come so far that new keys should be agreed on. */
    boolean isNearEnd() {
        for (int i = 0; i < count; i++) {
            if (sources[i].rtp.highest() >= SRTP_LIFETIME - SRTP_LIFETIME / LAST_PART
                    || sources[i].rtcp.highest() >= SRTCP_LIFETIME - SRTCP_LIFETIME / LAST_PART) {
                return true;
            }
        }
        return false;
    }

    boolean isFull() {
        return count == MAXIMUM;
    }

    /** @throws IllegalStateException when full: ask first */
    Source add(int ssrc) {
        if (isFull()) {
            throw new IllegalStateException("All " + MAXIMUM + " sources are taken");
        }
        Source source = new Source(ssrc);
        sources[count++] = source;
        return source;
    }

    /**
     * The index of a packet with this sequence number: the one nearest to the highest index so far (RFC 3711 §3.3.1). For
     * a source's first packet the roll-over counter is 0.
     *
     * @return 48 bits, or negative for a number that would lie before the first roll-over
     */
    static long estimate(@Nullable Source source, int sequence) {
        if (source == null || source.rtp.highest() < 0) {
            return sequence;
        }
        long roc = source.rtp.highest() >>> 16;
        int last = (int) (source.rtp.highest() & 0xffff);
        if (last < 0x8000) {
            if (sequence - last > 0x8000) {
                roc--;
            }
        } else if (last - 0x8000 > sequence) {
            roc++;
        }
        return roc * 0x10000 + sequence;
    }

    /** One source's place in its streams. */
    static final class Source {

        final ReplayWindow rtp = new ReplayWindow();
        final ReplayWindow rtcp = new ReplayWindow();
        private final int ssrc;

        private Source(int ssrc) {
            this.ssrc = ssrc;
        }
    }
}
