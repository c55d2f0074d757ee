// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import java.time.Duration;
import java.util.Optional;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.ZrtpDetails;

/** What is to be done about a call, in the order in which it is listed. */
public sealed interface Effect {

    // SIP.

    record SendRinging() implements Effect {}

    /** The final answer, with this side's description. */
    record SendAnswer() implements Effect {}

    record SendRefusal(int code) implements Effect {}

    /** An offer within the call: on hold, or not any more. */
    record SendOffer(boolean held) implements Effect {}

    /** CANCEL or BYE. */
    record SendHangUp() implements Effect {}

    // Media.

    /** @see org.securecall.media.api.MediaSession#meetAnother */
    record MeetAnother(boolean promisesStay) implements Effect {}

    record Connect(RemoteMedia remote) implements Effect {}

    record StartVoice() implements Effect {}

    record SetMuted(boolean muted) implements Effect {}

    record SetDeafened(boolean deafened) implements Effect {}

    record SendDigits(String digits) implements Effect {}

    record ConfirmSas() implements Effect {}

    record DenySas() implements Effect {}

    /** Voice may flow without keys. */
    record PermitClear() implements Effect {}

    record CloseMedia() implements Effect {}

    // What is kept about keys.

    record RememberMet(ZrtpDetails details) implements Effect {}

    record RememberConfirmed(ZrtpDetails details, Optional<String> keyName) implements Effect {}

    record RememberDenied(ZrtpDetails details) implements Effect {}

    // The clock.

    /** {@link CallEvent.Unanswered} when it is over. */
    record StartRingTimer(Duration after) implements Effect {}

    record CancelRingTimer() implements Effect {}

    // The front ends.

    record PublishCall() implements Effect {}

    record PublishSecurity() implements Effect {}

    /** @param text one sentence for the user */
    record Tell(String text) implements Effect {}
}
