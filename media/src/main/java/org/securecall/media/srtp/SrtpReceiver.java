// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import com.google.errorprone.annotations.CheckReturnValue;
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
        long index = Sources.estimate(source, packet.uint16(RtpLayout.SEQUENCE_AT));
        if (index >= Sources.SRTP_LIFETIME) {
            return SrtpOutcome.KEY_EXHAUSTED;
        }
        if (index < 0 || (source != null && !source.rtp.isFresh(index))) {
            return SrtpOutcome.REPLAYED;
        }
        if (source == null && sources.isFull()) {
            return SrtpOutcome.TOO_MANY_SOURCES;
        }
        // RFC 9335 §5.2: who sends so says so in the packet.
        boolean authentic = Cryptex.isMarked(packet)
                ? srtp.unprotectHidden(packet, ssrc, index)
                : srtp.unprotect(packet, header, ssrc, index);
        if (!authentic) {
            return SrtpOutcome.NOT_AUTHENTIC;
        }
        if (source == null) {
            source = sources.add(ssrc);
        }
        source.rtp.commit(index);
        return SrtpOutcome.OK;
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
        source.rtcp.commit(index);
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
