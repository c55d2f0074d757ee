// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.Sources.Source;

/**
 * Checks and decrypts what one side receives. Nothing of its state moves before a packet is authentic, and a packet that
 * is not {@link SrtpOutcome#OK} is left as it came. Belongs to the receiving thread.
 */
@CheckReturnValue
public final class SrtpReceiver implements AutoCloseable {

    private final SrtpTransform srtp;
    private final SrtpTransform srtcp;
    private final Sources sources;
    private @Nullable SrtpReceiver former;

    /**
     * Takes key and salt over and wipes them.
     *
     * @param masterKey {@link SrtpProfile#keyBytes()} long
     * @param masterSalt {@link SrtpProfile#saltBytes()} long
     * @throws IllegalArgumentException when a length is another
     */
    public SrtpReceiver(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt) {
        this(profile, masterKey, masterSalt, new Sources());
    }

    /** Goes on from where the sources are. */
    SrtpReceiver(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt, Sources sources) {
        this.sources = sources;
        try (masterKey;
                masterSalt) {
            srtp = SrtpTransform.of(profile, masterKey, masterSalt, KeyDerivation.Use.SRTP);
            srtcp = SrtpTransform.of(profile, masterKey, masterSalt, KeyDerivation.Use.SRTCP);
        }
    }

    /** Turns an SRTP packet into the RTP packet that was sent (RFC 3711 §3.3). */
    public SrtpOutcome unprotect(PacketBuffer packet) {
        int header = RtpLayout.headerLength(packet);
        if (header == RtpLayout.MALFORMED || packet.length() < header + srtp.tagBytes()) {
            return SrtpOutcome.MALFORMED;
        }
        int ssrc = packet.int32(RtpLayout.SSRC_AT);
        Source source = sources.find(ssrc);
        int sequence = packet.uint16(RtpLayout.SEQUENCE_AT);
        boolean known = source != null && source.rtp.highest() >= 0;
        long index = Sources.estimate(known ? source : formerSource(ssrc), sequence);
        if (sources.isRtpOver(source, index)) {
            return SrtpOutcome.KEY_EXHAUSTED;
        }
        if (index < 0 || (source != null && !source.rtp.isFresh(index))) {
            return SrtpOutcome.REPLAYED;
        }
        if (source == null && sources.isFull()) {
            return SrtpOutcome.TOO_MANY_SOURCES;
        }
        if (!unprotect(packet, header, ssrc, index)) {
            // Who begins to count anew with a new key does what RFC 3711 §3.3.1 forbids, but is the peer all the same.
            boolean anew = !known && index != sequence && unprotect(packet, header, ssrc, sequence);
            if (!anew) {
                return SrtpOutcome.NOT_AUTHENTIC;
            }
            index = sequence;
        }
        if (source == null) {
            source = sources.add(ssrc);
        }
        source.passedRtp(index);
        return SrtpOutcome.OK;
    }

    /** RFC 9335 §5.2: who hides the header's extension says so in the packet. */
    private boolean unprotect(PacketBuffer packet, int header, int ssrc, long index) {
        return Cryptex.isMarked(packet)
                ? srtp.unprotectHidden(packet, ssrc, index)
                : srtp.unprotect(packet, header, ssrc, index);
    }

    /**
     * Expects the indices to go on from those of the receiver that this one takes the place of: "after a re-keying occurs,
     * the roll-over counter always maintains its sequence of values" (RFC 3711 §3.3.1). To be said before the first packet, and
     * both belong to the same thread.
     */
    public void replaces(SrtpReceiver receiver) {
        for (SrtpReceiver before = receiver; before != null; before = before.former) {
            if (before == this) {
                // Keys that come back know where they were.
                return;
            }
        }
        former = receiver;
    }

    /** A source as the receivers before this one left it; they may go on to receive until the peer changes its keys too. */
    private @Nullable Source formerSource(int ssrc) {
        for (SrtpReceiver before = former; before != null; before = before.former) {
            Source source = before.sources.find(ssrc);
            if (source != null) {
                return source;
            }
        }
        return null;
    }

    /** Turns an SRTCP packet into the RTCP packet that was sent (RFC 3711 §3.4). An unencrypted one is not accepted. */
    public SrtpOutcome unprotectRtcp(PacketBuffer packet) {
        int overhead = SrtpTransform.TRAILER_BYTES + srtcp.tagBytes();
        if (!RtpLayout.isRtcp(packet) || packet.length() < RtpLayout.RTCP_HEADER + overhead) {
            return SrtpOutcome.MALFORMED;
        }
        int trailer = srtcp.trailer(packet);
        if ((trailer & SrtpTransform.ENCRYPTED) == 0) {
            return SrtpOutcome.NOT_AUTHENTIC;
        }
        long index = trailer & ~SrtpTransform.ENCRYPTED;
        int ssrc = packet.int32(RtpLayout.RTCP_SSRC_AT);
        Source source = sources.find(ssrc);
        if (sources.isRtcpOver(source, index)) {
            return SrtpOutcome.KEY_EXHAUSTED;
        }
        if (source != null && !source.rtcp.isFresh(index)) {
            return SrtpOutcome.REPLAYED;
        }
        if (source == null && sources.isFull()) {
            return SrtpOutcome.TOO_MANY_SOURCES;
        }
        if (!srtcp.unprotectRtcp(packet, ssrc, trailer)) {
            return SrtpOutcome.NOT_AUTHENTIC;
        }
        if (source == null) {
            source = sources.add(ssrc);
        }
        source.passedRtcp(index);
        return SrtpOutcome.OK;
    }

    /**
     * Whether the keys have done seven eighths of the packets that they may (RFC 3711 §9.2): time to agree on new ones.
     * They go on to work until {@link SrtpOutcome#KEY_EXHAUSTED}. For the thread that owns this.
     */
    public boolean isNearExhaustion() {
        return sources.isNearEnd();
    }

    @Override
    public void close() {
        srtp.close();
        srtcp.close();
    }
}
