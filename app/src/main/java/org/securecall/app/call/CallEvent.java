// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import java.time.Instant;
import java.util.Optional;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.RemoteMedia;

/** What happens to a call, by where it comes from. */
public sealed interface CallEvent {

    // From the peer, through SIP.

    /**
     * A provisional answer.
     *
     * @param from tells the telephones apart that the call was forked to
     * @param code 100 to 199
     * @param media the peer's media, where the answer described it
     */
    record Progress(String from, int code, Optional<RemoteMedia> media, boolean secure) implements CallEvent {}

    /**
     * The callee answered.
     *
     * @param from tells the telephones apart that the call was forked to
     */
    record Answered(String from, Optional<RemoteMedia> media, boolean secure, Instant at) implements CallEvent {}

    /** The peer described its media, or changed it. */
    record Described(RemoteMedia media) implements CallEvent {}

    /** The peer's media cannot be understood, or has nothing in common with this side's. */
    record Incompatible(String reason) implements CallEvent {}

    /** The peer refused what this side offered within the call; all stays as it was. */
    record OfferRefused(int code) implements CallEvent {}

    /** SIP is over: refused, cancelled, hung up by the peer, or failed. */
    record PeerEnded(int code, String reason) implements CallEvent {}

    // From the user.

    record Accept(Instant at) implements CallEvent {}

    /** @param code what the caller is told: 486 or 603 */
    record Decline(int code) implements CallEvent {}

    record HangUp() implements CallEvent {}

    record Mute(boolean muted) implements CallEvent {}

    /** The user lets the call wait, or goes on with it. */
    record Hold(boolean held) implements CallEvent {}

    record Digits(String digits) implements CallEvent {}

    /** @param keyName whom the key belongs to; empty leaves the name as it is */
    record ConfirmSas(Optional<String> keyName) implements CallEvent {}

    record DenySas() implements CallEvent {}

    record TalkAnyway() implements CallEvent {}

    // From the media.

    /** @param known what was known of the key before this call; of use with {@link MediaEvent.Secured} alone */
    record Media(MediaEvent event, KnownKey known, Instant at) implements CallEvent {}

    // From the clock.

    /** It rang long enough. */
    record Unanswered() implements CallEvent {}
}
