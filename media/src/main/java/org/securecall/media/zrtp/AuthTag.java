// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.srtp.SrtpTag;

/** The authentication tag of SRTP: HMAC-SHA1 or Skein-512-MAC (RFC 6189 §5.1.4). */
public enum AuthTag implements ZrtpAlgorithm {
    HS32("HS32", SrtpTag.HMAC_SHA1_32),
    HS80("HS80", SrtpTag.HMAC_SHA1_80),
    SK32("SK32", SrtpTag.SKEIN_32),
    SK64("SK64", SrtpTag.SKEIN_64);

    private final String wire;
    private final SrtpTag srtp;

    AuthTag(String wire, SrtpTag srtp) {
        this.wire = wire;
        this.srtp = srtp;
    }

    @Override
    public String wire() {
        return wire;
    }

    SrtpTag srtp() {
        return srtp;
    }
}
