// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import com.google.errorprone.annotations.CheckReturnValue;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.Sources.Source;

/** Protects what one side sends. A packet that cannot be protected must not be sent. Belongs to the sending thread. */
@CheckReturnValue
public final class SrtpSender implements AutoCloseable {

    /** The E bit of RFC 3711 §3.4: this SRTCP packet is encrypted. */
    static final int ENCRYPTED = 0x8000_0000;

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
    public SrtpSender(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt) {
        try (masterKey;
                masterSalt) {
            srtp = new SessionKeys(profile, masterKey, masterSalt, SessionKeys.Use.SRTP);
            srtcp = new SessionKeys(profile, masterKey, masterSalt, SessionKeys.Use.SRTCP);
        }
    }

    /** Encrypts the payload and appends the tag (RFC 3711 §3.3). Each sequence number may be used once. */
    public SrtpOutcome protect(PacketBuffer packet) {
        int header = RtpLayout.headerLength(packet);
        if (header == RtpLayout.MALFORMED) {
            return SrtpOutcome.MALFORMED;
        }
        if (packet.length() + srtp.tagBytes() > PacketBuffer.CAPACITY) {
            return SrtpOutcome.TOO_LONG;
        }
        int ssrc = packet.int32(RtpLayout.SSRC_AT);
        Source source = sources.find(ssrc);
        long index = Sources.estimate(source, packet.uint16(RtpLayout.SEQUENCE_AT));
        if (index >= Sources.SRTP_LIFETIME) {
            return SrtpOutcome.KEY_EXHAUSTED;
        }
        // A second packet with the same index would use the same keystream (RFC 3711 §9.1).
        if (index < 0 || (source != null && !source.rtp.isFresh(index))) {
            return SrtpOutcome.REPLAYED;
        }
        if (source == null) {
            if (sources.isFull()) {
                return SrtpOutcome.TOO_MANY_SOURCES;
            }
            source = sources.add(ssrc);
        }
        srtp.crypt(packet, header, packet.length(), ssrc, index);
        srtp.sign(packet, (int) (index >>> 16));
        source.rtp.commit(index);
        return SrtpOutcome.OK;
    }

    /** Encrypts all after the sender's SSRC, and appends index and tag (RFC 3711 §3.4). */
    public SrtpOutcome protectRtcp(PacketBuffer packet) {
        if (!RtpLayout.isRtcp(packet)) {
            return SrtpOutcome.MALFORMED;
        }
        if (packet.length() + 4 + srtcp.tagBytes() > PacketBuffer.CAPACITY) {
            return SrtpOutcome.TOO_LONG;
        }
        int ssrc = packet.int32(RtpLayout.RTCP_SSRC_AT);
        Source source = sources.find(ssrc);
        if (source == null) {
            if (sources.isFull()) {
                return SrtpOutcome.TOO_MANY_SOURCES;
            }
            source = sources.add(ssrc);
        }
        long index = source.rtcp.highest() + 1;
        if (index >= Sources.SRTCP_LIFETIME) {
            return SrtpOutcome.KEY_EXHAUSTED;
        }
        int length = packet.length();
        srtcp.crypt(packet, RtpLayout.RTCP_HEADER, length, ssrc, index);
        packet.int32(length, ENCRYPTED | (int) index);
        packet.length(length + 4);
        srtcp.signRtcp(packet);
        source.rtcp.commit(index);
        return SrtpOutcome.OK;
    }

    @Override
    public void close() {
        srtp.close();
        srtcp.close();
    }
}
