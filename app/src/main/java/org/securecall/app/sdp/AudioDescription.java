// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.api.RemoteMedia;

/**
 * One side's audio stream.
 *
 * @param rtp where it receives RTP; never resolved by DNS here, so a host name stays unresolved
 * @param rtcp where it receives RTCP when that is not multiplexed
 * @param formats what it receives, best first
 * @param keys what it says about keys; closed with the description
 * @param profile of the media line, such as {@code RTP/AVP}
 */
public record AudioDescription(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        boolean rtcpMux,
        List<PayloadFormat> formats,
        Direction direction,
        KeyAttributes keys,
        String profile) {

    public AudioDescription {
        formats = List.copyOf(formats);
    }

    /** The hash of its ZRTP Hello for version 1.10, as written: 64 hexadecimal digits if it is sound. */
    public Optional<String> zrtpHash() {
        return keys.zrtpHash();
    }

    /** The stream as the media needs it, where this is the peer's description and {@code mux} is what both sides said. */
    public RemoteMedia remoteMedia(boolean mux) {
        boolean peerReceives = direction.receives();
        boolean peerSends = direction.sends();
        return new RemoteMedia(rtp, mux ? rtp : rtcp, mux, formats, zrtpHash(), peerReceives, peerSends);
    }
}
