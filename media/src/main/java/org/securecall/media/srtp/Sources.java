// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import org.jspecify.annotations.Nullable;

/**
 * The synchronization sources of one direction and the packet index of each. A source gets its place only when a packet of
 * it was authentic, and there are {@link #MAXIMUM} places, so that nobody can fill memory by making sources up.
 */
final class Sources {

    /**
     * RFC 3711 names no limit. A call has one source at a time; more come from a peer that changes its SSRC, by a collision or
     * when it is transferred, and from the streams of a conference. Sixteen are far more than a telephone sends in the life of
     * one key, and few enough to be searched one after the other for each packet. A packet of one more is refused, as it would be
     * by other stacks with a fixed table; new keys begin with the sources
     * that the former ones had.
     */
    static final int MAXIMUM = 16;

    /** Packets that one key may protect: RFC 3711 §9.2. */
    static final long SRTP_LIFETIME = SrtpLifetime.FULL.srtp();

    static final long SRTCP_LIFETIME = SrtpLifetime.FULL.srtcp();

    /** So much of a lifetime is left when new keys are asked for: months of SRTP, and years of RTCP's few packets. */
    static final int LAST_PART = 8;

    private final SrtpLifetime lifetime;
    private final Source[] sources = new Source[MAXIMUM];
    private int count;

    Sources() {
        this(SrtpLifetime.FULL);
    }

    Sources(SrtpLifetime lifetime) {
        this.lifetime = lifetime;
    }

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
            if (sources[i].rtp.highest() - sources[i].rtpFrom >= lastPart(lifetime.srtp())
                    || sources[i].rtcp.highest() - sources[i].rtcpFrom >= lastPart(lifetime.srtcp())) {
                return true;
            }
        }
        return false;
    }

    private static long lastPart(long lifetime) {
        return lifetime - lifetime / LAST_PART;
    }

    /** Whether the key may not protect the packet with this index any more, or nothing can have it. */
    boolean isRtpOver(@Nullable Source source, long index) {
        return index >= SRTP_LIFETIME || (source != null && index - source.rtpFrom >= lifetime.srtp());
    }

    boolean isRtcpOver(@Nullable Source source, long index) {
        return index >= SRTCP_LIFETIME || (source != null && index - source.rtcpFrom >= lifetime.srtcp());
    }

    /**
     * Goes on where the former key's sources are: "after a re-keying occurs, the roll-over counter always maintains its sequence
     * of values" (RFC 3711 §3.3.1), and so does the index of SRTCP (§3.4). What the key may protect is counted from here.
     */
    void goOnFrom(Sources former) {
        for (int i = 0; i < former.count; i++) {
            Source old = former.sources[i];
            if (!isFull() && find(old.ssrc) == null) {
                Source source = add(old.ssrc);
                if (old.rtp.highest() >= 0) {
                    source.rtp.commit(old.rtp.highest());
                    source.rtpFrom = old.rtp.highest() + 1;
                }
                if (old.rtcp.highest() >= 0) {
                    source.rtcp.commit(old.rtcp.highest());
                    source.rtcpFrom = old.rtcp.highest() + 1;
                }
            }
        }
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
        /** The indices from which the key counts. */
        private long rtpFrom;

        private long rtcpFrom;

        private Source(int ssrc) {
            this.ssrc = ssrc;
        }

        /** What the key may protect is counted from the first packet. */
        void passedRtp(long index) {
            if (rtp.highest() < 0) {
                rtpFrom = index;
            }
            rtp.commit(index);
        }

        void passedRtcp(long index) {
            if (rtcp.highest() < 0) {
                rtcpFrom = index;
            }
            rtcp.commit(index);
        }
    }
}
