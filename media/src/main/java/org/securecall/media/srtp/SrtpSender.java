// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.Sources.Source;

/** Protects what one side sends. A packet that cannot be protected must not be sent. Belongs to the sending thread. */
@CheckReturnValue
public final class SrtpSender implements AutoCloseable {

    private final SrtpTransform srtp;
    private final SrtpTransform srtcp;
    private final Sources sources;
    private boolean encryptHeaders;
    private boolean exhausted;
    private @Nullable SrtpSender former;

    /**
     * Takes key and salt over and wipes them.
     *
     * @param masterKey {@link SrtpProfile#keyBytes()} long
     * @param masterSalt {@link SrtpProfile#saltBytes()} long
     * @throws IllegalArgumentException when a length is another
     */
    public SrtpSender(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt) {
        this(profile, masterKey, masterSalt, new Sources());
    }

    /** Goes on from where the sources are. */
    SrtpSender(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt, Sources sources) {
        this.sources = sources;
        try (masterKey;
                masterSalt) {
            srtp = SrtpTransform.of(profile, masterKey, masterSalt, KeyDerivation.Use.SRTP);
            srtcp = SrtpTransform.of(profile, masterKey, masterSalt, KeyDerivation.Use.SRTCP);
        }
    }

    /**
     * Goes on with the indices of the sender that this one takes the place of, as they are when it protects its first packet.
     * To be said before, and both belong to the same thread.
     */
    public void replaces(SrtpSender sender) {
        former = sender;
    }

    private void goOn() {
        SrtpSender before = former;
        if (before != null) {
            former = null;
            before.goOn();
            sources.goOnFrom(before.sources);
        }
    }

    /**
     * Whether header extensions and contributing sources are encrypted too (RFC 9335), which both sides must have agreed on.
     * For the thread that owns this.
     */
    public void encryptHeaders(boolean on) {
        encryptHeaders = on;
    }

    /**
     * Makes room for what {@link #protect} will need to encrypt the header, before a layer inside this one protects the packet:
     * that layer must see the header as the peer will, after this one is taken away. Without header encryption it does nothing.
     */
    public SrtpOutcome makeRoom(PacketBuffer packet) {
        if (!encryptHeaders) {
            return SrtpOutcome.OK;
        }
        if (RtpLayout.headerLength(packet) == RtpLayout.MALFORMED) {
            return SrtpOutcome.MALFORMED;
        }
        return !Cryptex.applies(packet) || Cryptex.extend(packet) ? SrtpOutcome.OK : SrtpOutcome.TOO_LONG;
    }

    /**
     * Encrypts the payload and appends the tag (RFC 3711 §3.3). Each sequence number may be used once. Where headers are to
     * be encrypted, an extension that is none of RFC 8285 is {@link SrtpOutcome#MALFORMED}.
     */
    public SrtpOutcome protect(PacketBuffer packet) {
        int header = RtpLayout.headerLength(packet);
        if (header == RtpLayout.MALFORMED) {
            return SrtpOutcome.MALFORMED;
        }
        boolean hidden = encryptHeaders && Cryptex.applies(packet);
        if (hidden && !Cryptex.mark(packet)) {
            return SrtpOutcome.MALFORMED;
        }
        if (packet.length() + srtp.tagBytes() > PacketBuffer.CAPACITY) {
            return SrtpOutcome.TOO_LONG;
        }
        goOn();
        int ssrc = packet.int32(RtpLayout.SSRC_AT);
        Source source = sources.find(ssrc);
        long index = Sources.estimate(source, packet.uint16(RtpLayout.SEQUENCE_AT));
        if (sources.isRtpOver(source, index)) {
            exhausted = true;
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
        if (hidden) {
            srtp.protectHidden(packet, ssrc, index);
        } else {
            srtp.protect(packet, header, ssrc, index);
        }
        source.passedRtp(index);
        return SrtpOutcome.OK;
    }

    /** Encrypts all after the sender's SSRC, and appends index and tag (RFC 3711 §3.4). */
    public SrtpOutcome protectRtcp(PacketBuffer packet) {
        if (!RtpLayout.isRtcp(packet)) {
            return SrtpOutcome.MALFORMED;
        }
        if (packet.length() + SrtpTransform.TRAILER_BYTES + srtcp.tagBytes() > PacketBuffer.CAPACITY) {
            return SrtpOutcome.TOO_LONG;
        }
        goOn();
        int ssrc = packet.int32(RtpLayout.RTCP_SSRC_AT);
        Source source = sources.find(ssrc);
        if (source == null) {
            if (sources.isFull()) {
                return SrtpOutcome.TOO_MANY_SOURCES;
            }
            source = sources.add(ssrc);
        }
        long index = source.rtcp.highest() + 1;
        if (sources.isRtcpOver(source, index)) {
            exhausted = true;
            return SrtpOutcome.KEY_EXHAUSTED;
        }
        srtcp.protectRtcp(packet, ssrc, SrtpTransform.ENCRYPTED | (int) index);
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

    /** Whether a packet was refused because the keys have protected all that they may. For the thread that owns this. */
    public boolean isExhausted() {
        return exhausted;
    }

    @Override
    public void close() {
        srtp.close();
        srtcp.close();
    }
}
