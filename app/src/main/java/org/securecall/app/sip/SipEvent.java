// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.Optional;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.ServerCertificate;

/** What the user agent hears. Delivered on the SIP stack's threads: the listener only posts it to the call loop. */
public sealed interface SipEvent {

    /**
     * Someone calls. 100 was sent.
     *
     * @param call the user agent's name for it
     * @param from the caller's address, such as {@code sip:bob@example.org}
     * @param account the address of the account it came to; empty when called directly
     * @param sdp the offer; empty when the caller wants ours
     * @param secure whether it came over verified TLS
     */
    record Incoming(
            String call,
            String from,
            String displayName,
            Optional<String> account,
            Optional<String> sdp,
            boolean secure)
            implements SipEvent {}

    /**
     * A provisional answer, 100 to 199.
     *
     * @param from tells the telephones apart that a call was forked to: the tag of To, empty without one
     */
    record Progress(String call, String from, int code, String reason, Optional<String> sdp, boolean secure)
            implements SipEvent {}

    /**
     * The callee answered; the ACK was sent.
     *
     * @param from as in {@link Progress}
     */
    record Answered(String call, String from, Optional<String> sdp, boolean secure) implements SipEvent {}

    /** An answered incoming call was acknowledged. */
    record Confirmed(String call, Optional<String> sdp, boolean secure) implements SipEvent {}

    /** The peer changes the session. */
    record Offer(String call, Optional<String> sdp, boolean secure) implements SipEvent {}

    record OfferAnswered(String call, int code, Optional<String> sdp, boolean secure) implements SipEvent {}

    /**
     * The call is over: refused, failed, cancelled, hung up by the peer, or timed out.
     *
     * @param code the SIP status, 0 for a BYE or where the network failed
     * @param reason one sentence for the user
     */
    record Ended(String call, int code, String reason) implements SipEvent {}

    /** A digit by INFO (application/dtmf-relay), for peers that send no RFC 4733. */
    record Digit(String call, char digit) implements SipEvent {}

    record RegistrationChanged(
            String address,
            AccountSnapshot.Registration state,
            int code,
            String reason,
            Optional<ServerCertificate> certificate)
            implements SipEvent {}

    /** Something malformed or hostile came and was dropped. */
    record Malformed(String what) implements SipEvent {}
}
