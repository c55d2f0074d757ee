// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/** What a {@link MediaSession} reports, on the event loop. */
public sealed interface MediaEvent {

    /** The peer's ZRTP was heard; keys are being agreed. */
    record Securing() implements MediaEvent {}

    /** ZRTP is done and SRTP is in use in both directions. */
    record Secured(ZrtpDetails details) implements MediaEvent {}

    /** Of the exchange that {@link Secured} told, more is known: a late zrtp-hash, a relayed code, what the peer asked for. */
    record DetailsChanged(ZrtpDetails details) implements MediaEvent {}

    /**
     * The encryption ended because one side asked for it and the other agreed (RFC 6189 §4.7.2); the keys are destroyed. No voice
     * flows any more before {@link MediaSession#permitClear}, or {@link Secured}.
     *
     * @param byPeer the peer asked
     */
    record WentClear(boolean byPeer) implements MediaEvent {}

    /**
     * DTLS-SRTP or SDES gave keys: a server on the way could have them too. Until it is known that the peer has no ZRTP,
     * {@link Secured} may follow, whose keys then protect voice alone or in addition. With {@link Encryption#REQUIRE} voice still
     * waits for those. It comes again when other keys are in use, after a new offer.
     *
     * @param method {@link KeyingMethod#DTLS_SRTP} or {@link KeyingMethod#SDES}
     * @param suite cipher and tag, by the name that RFC 4568's registry has for them, such as {@code AES_CM_128_HMAC_SHA1_80}
     */
    record Keyed(KeyingMethod method, String suite) implements MediaEvent {}

    /**
     * ZRTP or DTLS-SRTP ended without keys. With {@link Encryption#REQUIRE} no voice flows.
     *
     * @param cause what a person can be told, in English, one sentence, without secrets
     * @param attack whether the cause is a failed authentication rather than a lost connection or a lacking algorithm
     */
    record SecurityFailed(String cause, boolean attack) implements MediaEvent {}

    /**
     * No ZRTP Hello came within the looking time: the peer has none. With {@link Encryption#PREFER} voice is clear, unless SDP
     * agreed on SRTP: then it is under the keys that {@link Keyed} told, or withheld.
     */
    record PeerHasNoZrtp() implements MediaEvent {}

    /** A device went away; voice goes on with the named one, or with silence where there is none. */
    record DeviceLost(boolean microphone, String device, String replacedBy) implements MediaEvent {}

    /** A device that was lost is in use again. */
    record DeviceRestored(boolean microphone, String device) implements MediaEvent {}

    /** The peer pressed a key (RFC 4733): one of {@code 0-9 * # A-D}. */
    record DigitReceived(char digit) implements MediaEvent {}

    /** No packet came for the given time although some were expected. */
    record NoMedia(int seconds) implements MediaEvent {}
}
