// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.securecall.app.sdp.SessionDescription.MediaLine;
import org.securecall.media.api.PayloadFormat;

/** Writes this side's offers and answers (RFC 3264). One writer a call: each description gets the next version. */
public final class SdpWriter {

    private final long sessionId;
    private long version;
    private boolean held;

    /** @param sessionId unique among this side's sessions, not negative (RFC 8866 §5.2) */
    public SdpWriter(long sessionId) {
        if (sessionId < 0) {
            throw new IllegalArgumentException("A session's number is not negative");
        }
        this.sessionId = sessionId;
    }

    /** From now on this side lets the call wait, or not any more: descriptions say so. */
    public void hold(boolean now) {
        held = now;
    }

    /**
     * An offer of one audio stream.
     *
     * @param local where RTP is received: a resolved address
     */
    public String offer(
            InetSocketAddress local,
            RtpProfile profile,
            List<PayloadFormat> formats,
            Direction direction,
            KeyAttributes keys) {
        StringBuilder sdp = head(local);
        audio(sdp, local, profile.token(), formats, direction, keys, true);
        return sdp.toString();
    }

    /**
     * The answer to an offer: its first audio with the formats that both have, in the offer's order and with its payload
     * types (RFC 3264 §6.1), and every other stream refused.
     *
     * @param formats what this side can do
     * @return empty when the offer has no audio, or nothing that both can do
     */
    public Optional<String> answer(
            SessionDescription offer, InetSocketAddress local, List<PayloadFormat> formats, KeyAttributes keys) {
        if (offer.audio().isEmpty()) {
            return Optional.empty();
        }
        AudioDescription audio = offer.audio().orElseThrow();
        List<PayloadFormat> common = common(audio.formats(), formats);
        if (common.stream().allMatch(format -> format.is("telephone-event"))) {
            return Optional.empty();
        }
        StringBuilder sdp = head(local);
        for (int i = 0; i < offer.lines().size(); i++) {
            MediaLine line = offer.lines().get(i);
            if (i == offer.audioLine()) {
                audio(sdp, local, line.profile(), common, audio.direction().answered(), keys, audio.rtcpMux());
            } else {
                line(sdp, "m=" + line.type() + " 0 " + line.profile() + " " + String.join(" ", line.formats()));
            }
        }
        return Optional.of(sdp.toString());
    }

    /** The peer's formats that this side has too, in the peer's order. */
    public static List<PayloadFormat> common(List<PayloadFormat> theirs, List<PayloadFormat> ours) {
        return theirs.stream()
                .filter(their ->
                        ours.stream().anyMatch(our -> our.is(their.encoding()) && our.clockRate() == their.clockRate()))
                .toList();
    }

    private StringBuilder head(InetSocketAddress local) {
        StringBuilder sdp = new StringBuilder(512);
        line(sdp, "v=0");
        line(sdp, "o=- " + sessionId + " " + version++ + " IN " + address(local));
        line(sdp, "s=-");
        line(sdp, "c=IN " + address(local));
        line(sdp, "t=0 0");
        return sdp;
    }

    private void audio(
            StringBuilder sdp,
            InetSocketAddress local,
            String profile,
            List<PayloadFormat> formats,
            Direction direction,
            KeyAttributes keys,
            boolean rtcpMux) {
        StringBuilder types = new StringBuilder();
        formats.forEach(format -> types.append(' ').append(format.payloadType()));
        line(sdp, "m=audio " + local.getPort() + " " + profile + types);
        for (PayloadFormat format : formats) {
            String channels = format.channels() > 1 ? "/" + format.channels() : "";
            line(
                    sdp,
                    "a=rtpmap:" + format.payloadType() + " " + format.encoding() + "/" + format.clockRate() + channels);
            if (!format.parameters().isEmpty()) {
                line(sdp, "a=fmtp:" + format.payloadType() + " " + format.parameters());
            }
        }
        if (rtcpMux) {
            line(sdp, "a=rtcp-mux");
        }
        keys.zrtpHash().ifPresent(hash -> line(sdp, "a=zrtp-hash:1.10 " + hash));
        keys.fingerprints().forEach(fingerprint -> line(sdp, "a=fingerprint:" + fingerprint.text()));
        keys.setup().ifPresent(setup -> line(sdp, "a=setup:" + setup.token()));
        keys.crypto().forEach(crypto -> line(sdp, "a=crypto:" + crypto.text()));
        if (keys.cryptex()) {
            line(sdp, "a=cryptex");
        }
        line(sdp, "a=" + (held ? direction.held() : direction).token());
    }

    private static String address(InetSocketAddress local) {
        InetAddress address = local.getAddress();
        if (address == null) {
            throw new IllegalArgumentException("This side's address is not resolved");
        }
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return (address instanceof Inet6Address ? "IP6 " : "IP4 ") + (zone < 0 ? text : text.substring(0, zone));
    }

    private static void line(StringBuilder sdp, String line) {
        sdp.append(line).append("\r\n");
    }
}
