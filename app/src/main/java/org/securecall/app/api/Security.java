// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Optional;
import java.util.OptionalLong;
import org.securecall.media.api.ZrtpDetails;

/**
 * How safe a call is: the one place a front end reads it from.
 *
 * @param protocol what keyed the voice
 * @param suite cipher and tag by the name that SDP has for them, where the keys are not ZRTP's; else empty
 * @param zrtp present once ZRTP was secure
 * @param verified both sides compared the SAS, now or in an earlier call, and the secrets agree
 * @param keyName whom the user said this key belongs to; empty when nobody said
 * @param signallingSecure whether SIP went over verified TLS
 * @param detail why, in one sentence, where the state alone does not say it; may be empty
 * @param secureAfterMs milliseconds from the call's becoming active to secure; negative when secured before
 * @param standing what the peer's key is to the user; empty without keys of ZRTP
 */
public record Security(
        State state,
        Protocol protocol,
        String suite,
        Optional<ZrtpDetails> zrtp,
        boolean verified,
        String keyName,
        boolean signallingSecure,
        String detail,
        OptionalLong secureAfterMs,
        Optional<KeyStanding> standing) {

    public static final Security NONE =
            new Security(State.NONE, Protocol.NONE, Optional.empty(), false, "", false, "", OptionalLong.empty());

    /** Without keys, or with those of ZRTP. */
    public Security(
            State state,
            Protocol protocol,
            Optional<ZrtpDetails> zrtp,
            boolean verified,
            String keyName,
            boolean signallingSecure,
            String detail,
            OptionalLong secureAfterMs) {
        this(state, protocol, "", zrtp, verified, keyName, signallingSecure, detail, secureAfterMs, Optional.empty());
    }

    public enum State {
        /** Not secure. */
        NONE,
        SECURING,
        /** ZRTP, SAS not compared. */
        ENCRYPTED,
        VERIFIED,
        /** Encrypted to the server only. */
        SERVER,
        /** The key is not the one known: talk only after comparing. */
        CHANGED,
        /** The user found another SAS, or authentication failed: do not talk. */
        MISMATCH,
        /** Encryption was there and is gone. */
        LOST,
        /** Earlier calls with the address were encrypted from end to end, and this one is not: talk only after deciding so. */
        WEAKER
    }

    public enum Protocol {
        ZRTP("zrtp"),
        DTLS_SRTP("dtls-srtp"),
        SDES("sdes"),
        NONE("none");

        private final String token;

        Protocol(String token) {
            this.token = token;
        }

        public String token() {
            return token;
        }
    }
}
