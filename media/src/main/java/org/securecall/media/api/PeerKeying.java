// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.List;

/** What offer and answer agreed on for the keys of SRTP, beside ZRTP, which needs no agreement in SDP. */
public sealed interface PeerKeying {

    /** The stream is plain RTP as far as SDP goes. */
    record Nothing() implements PeerKeying {}

    /**
     * DTLS-SRTP.
     *
     * @param fingerprints the peer's certificate must have one of those by the strongest function among them (RFC 8122 §5.1);
     *     not empty
     * @param active whether this side sends the ClientHello: its {@code a=setup} is {@code active}, or the peer's is
     *     {@code passive} (RFC 5763 §5)
     */
    record Dtls(List<DtlsFingerprint> fingerprints, boolean active) implements PeerKeying {

        /** @throws IllegalArgumentException without a fingerprint */
        public Dtls {
            fingerprints = List.copyOf(fingerprints);
            if (fingerprints.isEmpty()) {
                throw new IllegalArgumentException("DTLS-SRTP needs a fingerprint");
            }
        }
    }

    /**
     * SDES, which may be given only where the signalling was protected hop by hop: that is for the caller to know. The session
     * takes its own copies.
     *
     * @param own what this side sends under, with the tag that was chosen
     * @param peer what the peer sends under, by the same suite
     */
    record Sdes(SdesCrypto own, SdesCrypto peer) implements PeerKeying {

        /** @throws IllegalArgumentException when the suites differ */
        public Sdes {
            if (own.suite() != peer.suite()) {
                throw new IllegalArgumentException(own.suite() + " and " + peer.suite());
            }
        }
    }

    /**
     * SDP promises SRTP (its profile is secure, or it was agreed before), and nothing in it can be used: without ZRTP no voice
     * flows.
     */
    record Unusable() implements PeerKeying {}
}
