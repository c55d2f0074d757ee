// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.net;

import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;

/** What a packet on the media port is, as far as its first bytes tell; its sender may have lied. */
public enum PacketKind {
    RTP,
    RTCP,
    ZRTP,
    STUN,
    DTLS,
    OTHER;

    private static final int ZRTP_FIRST = 0x10;

    /** The first octet of a fragment, as bzrtp has it; RFC 7983 §7 gives ZRTP the values from 16 to 19. */
    private static final int ZRTP_FRAGMENT_FIRST = 0x11;

    private static final int ZRTP_COOKIE_AT = 4;
    private static final int ZRTP_COOKIE = 0x5a525450;

    /** RFC 7983 §7, with RFC 5761 §4 for RTCP on the same port, and ZRTP by its magic cookie (RFC 6189 §5). */
    public static PacketKind of(PacketBuffer packet) {
        if (packet.length() < RtpLayout.RTCP_HEADER) {
            return OTHER;
        }
        int first = packet.bytes()[0] & 0xff;
        if ((first == ZRTP_FIRST || first == ZRTP_FRAGMENT_FIRST) && packet.int32(ZRTP_COOKIE_AT) == ZRTP_COOKIE) {
            return ZRTP;
        }
        if (first <= 3) {
            return STUN;
        }
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        if (first < 128 || first > 191) {
            return OTHER;
        }
        // RFC 5761 §4: payload types 64 to 95 are not used for RTP where RTCP may come, marker bit or not.
        int type = packet.bytes()[1] & 0x7f;
        return type >= 64 && type <= 95 ? RTCP : RTP;
    }
}
