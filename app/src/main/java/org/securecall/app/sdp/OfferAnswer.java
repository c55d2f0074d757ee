// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.api.RemoteMedia;

/** The offers and answers of one call (RFC 3264), as this side's media stands. Belongs to the call loop. */
public final class OfferAnswer {

    /** Keyed inside the media by ZRTP, so the line itself promises nothing (RFC 6189 §8). */
    private static final Set<String> PROFILES = Set.of("RTP/AVP", "RTP/AVPF");

    private final SdpWriter writer;
    private final InetSocketAddress local;
    private final List<PayloadFormat> formats;
    private final String zrtpHash;

    /**
     * @param sessionId unique among this side's sessions, not negative
     * @param local where RTP is received: a resolved address
     * @param formats what this side can do, best first
     * @param zrtpHash 64 hexadecimal digits; empty when encryption is off
     */
    public OfferAnswer(long sessionId, InetSocketAddress local, List<PayloadFormat> formats, String zrtpHash) {
        this.writer = new SdpWriter(sessionId);
        this.local = local;
        this.formats = List.copyOf(formats);
        this.zrtpHash = zrtpHash;
    }

    /** From now on this side lets the call wait, or not any more: offers and answers say so. */
    public void hold(boolean now) {
        writer.hold(now);
    }

    /** This side's description, offered first. */
    public String offer() {
        return writer.offer(local, formats, Direction.SENDRECV, zrtpHash);
    }

    /** Both sides of an agreement that the peer began. */
    public record Answer(RemoteMedia remote, String sdp) {}

    /**
     * Answers the peer's offer.
     *
     * @throws SdpException when it cannot be understood, or nothing in it suits both sides; the message is fit for the user
     */
    public Answer answer(String offer) throws SdpException {
        SessionDescription theirs = SdpParser.parse(offer);
        AudioDescription audio = audio(theirs);
        String sdp = writer.answer(theirs, local, formats, zrtpHash)
                .orElseThrow(() -> new SdpException("The two telephones have no codec in common"));
        return new Answer(remote(audio), sdp);
    }

    /**
     * Takes the peer's answer to this side's offer.
     *
     * @throws SdpException likewise
     */
    public RemoteMedia accept(String answer) throws SdpException {
        return remote(audio(SdpParser.parse(answer)));
    }

    private static AudioDescription audio(SessionDescription theirs) throws SdpException {
        Optional<AudioDescription> audio = theirs.audio();
        if (audio.isEmpty()) {
            throw new SdpException("The other telephone wants no voice");
        }
        if (!PROFILES.contains(audio.get().profile().toUpperCase(Locale.ROOT))) {
            throw new SdpException("The other telephone insists on an encryption that this one does not have");
        }
        return audio.get();
    }

    private RemoteMedia remote(AudioDescription audio) throws SdpException {
        List<PayloadFormat> common = SdpWriter.common(audio.formats(), formats);
        if (common.stream().allMatch(format -> format.is("telephone-event"))) {
            throw new SdpException("The two telephones have no codec in common");
        }
        RemoteMedia all = audio.remoteMedia(audio.rtcpMux());
        return new RemoteMedia(all.rtp(), all.rtcp(), all.rtcpMux(), common, all.zrtpHash(), all.send(), all.receive());
    }
}
