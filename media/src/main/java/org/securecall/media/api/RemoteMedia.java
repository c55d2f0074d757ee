// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The peer's side of one audio stream, as negotiated.
 *
 * @param rtp where RTP and ZRTP go
 * @param rtcp where RTCP goes: the same as {@code rtp} when multiplexed (RFC 5761)
 * @param rtcpMux whether RTCP shares the RTP port
 * @param formats what may be sent to the peer, in the peer's order: payload types are the peer's
 * @param zrtpHash the peer's {@code a=zrtp-hash} for version 1.10: 64 hexadecimal digits (RFC 6189 §8.1)
 * @param send whether voice may be sent (false when the peer holds)
 * @param receive whether voice is expected
 * @param keying what SDP agreed on for SRTP's keys, beside ZRTP
 * @param cryptex whether both sides encrypt header extensions and contributing sources too (RFC 9335)
 */
public record RemoteMedia(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        boolean rtcpMux,
        List<PayloadFormat> formats,
        Optional<String> zrtpHash,
        boolean send,
        boolean receive,
        PeerKeying keying,
        boolean cryptex) {

    public RemoteMedia {
        formats = List.copyOf(formats);
    }

    /** With readable headers. */
    public RemoteMedia(
            InetSocketAddress rtp,
            InetSocketAddress rtcp,
            boolean rtcpMux,
            List<PayloadFormat> formats,
            Optional<String> zrtpHash,
            boolean send,
            boolean receive,
            PeerKeying keying) {
        this(rtp, rtcp, rtcpMux, formats, zrtpHash, send, receive, keying, false);
    }

    /** With plain RTP as far as SDP goes. */
    public RemoteMedia(
            InetSocketAddress rtp,
            InetSocketAddress rtcp,
            boolean rtcpMux,
            List<PayloadFormat> formats,
            Optional<String> zrtpHash,
            boolean send,
            boolean receive) {
        this(rtp, rtcp, rtcpMux, formats, zrtpHash, send, receive, new PeerKeying.Nothing());
    }

    /** The same, where both descriptions have {@code a=cryptex}, or not. */
    public RemoteMedia withCryptex(boolean both) {
        return new RemoteMedia(rtp, rtcp, rtcpMux, formats, zrtpHash, send, receive, keying, both);
    }

    /** Whether the peer gives the address that stands for none, by which older telephones hold a call (RFC 3264 §8.4). */
    public boolean namesNoAddress() {
        String host = rtp.getHostString();
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("0:0:0:0:0:0:0:0");
    }
}
