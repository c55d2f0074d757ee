// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.util.Optional;

/** The transport protocol of a media line, as far as it carries voice. */
public enum RtpProfile {
    AVP("RTP/AVP"),
    AVPF("RTP/AVPF"),
    SAVP("RTP/SAVP"),
    SAVPF("RTP/SAVPF"),
    TLS_SAVP("UDP/TLS/RTP/SAVP"),
    TLS_SAVPF("UDP/TLS/RTP/SAVPF");

    private final String token;

    RtpProfile(String token) {
        this.token = token;
    }

    /** As the media line has it. */
    public String token() {
        return token;
    }

    /** Whether the line itself promises SRTP (RFC 3711 §12, RFC 5124, RFC 5764 §8); the others promise nothing (RFC 8643). */
    public boolean promisesSrtp() {
        return this != AVP && this != AVPF;
    }

    /** Whether SRTP's keys come from DTLS and from nothing else (RFC 5764 §8). */
    public boolean isDtls() {
        return this == TLS_SAVP || this == TLS_SAVPF;
    }

    /** Empty for what carries no voice. Case does not count, as telephones are not sure of it. */
    public static Optional<RtpProfile> of(String token) {
        for (RtpProfile profile : values()) {
            if (profile.token.equalsIgnoreCase(token)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }
}
