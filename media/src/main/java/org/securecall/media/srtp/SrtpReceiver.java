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

    private final SessionKeys srtp;
    private final SessionKeys srtcp;
    private final Sources sources = new Sources();

    /**
     * Takes key and salt over and wipes them.
     *
     * @param masterKey {@link SrtpProfile#keyBytes()} long
     * @param masterSalt {@link SrtpProfile#SALT_BYTES} long
     * @throws IllegalArgumentException when a length is another
     */
    public SrtpReceiver(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt) {
        try (masterKey;
                masterSalt) {
            srtp = new SessionKeys(profile, masterKey, masterSalt, SessionKeys.Use.SRTP);
            srtcp = new SessionKeys(profile, masterKey, masterSalt, SessionKeys.Use.SRTCP);
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
        if (!srtp.isAuthentic(packet, (int) (index >>> 16))) {
            return SrtpOutcome.NOT_AUTHENTIC;
        }
        if (source == null) {
            if (sources.isFull()) {
                return SrtpOutcome.TOO_MANY_SOURCES;
            }
            source = sources.add(ssrc);
        }
        packet.length(packet.length() - srtp.tagBytes());
        srtp.crypt(packet, header, packet.length(), ssrc, index);
        source.rtp.commit(index);
        return SrtpOutcome.OK;
    }

    /** Turns an SRTCP packet into the RTCP packet that was sent (RFC 3711 §3.4). An unencrypted one is not accepted. */
    public SrtpOutcome unprotectRtcp(PacketBuffer packet) {
        int plain = packet.length() - 4 - srtcp.tagBytes();
        if (!RtpLayout.isRtcp(packet) || plain < RtpLayout.RTCP_HEADER) {
            return SrtpOutcome.MALFORMED;
        }
        int trailer = packet.int32(plain);
        if ((trailer & SrtpSender.ENCRYPTED) == 0) {
            return SrtpOutcome.NOT_AUTHENTIC;
        }
        long index = trailer & ~SrtpSender.ENCRYPTED;
        int ssrc = packet.int32(RtpLayout.RTCP_SSRC_AT);
        Source source = sources.find(ssrc);
        if (source != null && !source.rtcp.isFresh(index)) {
            return SrtpOutcome.REPLAYED;
        }
        if (!srtcp.isAuthenticRtcp(packet)) {
            return SrtpOutcome.NOT_AUTHENTIC;
        }
        if (source == null) {
            if (sources.isFull()) {
                return SrtpOutcome.TOO_MANY_SOURCES;
            }
            source = sources.add(ssrc);
        }
        packet.length(plain);
        srtcp.crypt(packet, RtpLayout.RTCP_HEADER, plain, ssrc, index);
        source.rtcp.commit(index);
        return SrtpOutcome.OK;
    }

    @Override
    public void close() {
        srtp.close();
        srtcp.close();
    }
}
