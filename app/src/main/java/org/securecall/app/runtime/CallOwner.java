// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.net.InetAddress;
import java.util.Optional;
import org.securecall.app.api.CallId;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.ZrtpDetails;

/** Whose calls a {@link CallLine} carries: the user's, or the practice peer's. Asked and told on the call loop. */
interface CallOwner {

    /**
     * What a call with a peer is made, or taken, on.
     *
     * @param account the address of the account it goes over; empty for a direct call
     */
    CallTerms terms(String peer, Optional<String> account);

    MediaParameters mediaParameters(InetAddress bind, String peer, CallTerms terms);

    /** What a caller is called: a contact's name, else what it calls itself, else nothing. */
    String nameOf(String peer, String displayName);

    /** What was known of a key before this call. */
    KnownKey known(LocalIdentity identity, String peer, ZrtpDetails details);

    void met(LocalIdentity identity, String peer, ZrtpDetails details);

    void confirmed(LocalIdentity identity, Call.Parties parties, ZrtpDetails details, Optional<String> keyName);

    void denied(LocalIdentity identity, Call.Parties parties, ZrtpDetails details);

    /** A call begins, on these terms; nothing of it was told yet. */
    default void begins(Call call, CallTerms terms) {}

    /** Something happened to a call; what follows was not carried out yet. */
    default void stepped(LocalIdentity identity, Call before, CallEvent event, Call after) {}

    /** The peer wanted something within a call that was refused, or let be. */
    default void changeRefused(CallId call, String cause) {}

    /** Somebody calls; what the user sees is on its way. */
    void rings(CallId id);

    void callChanged(Call call);

    void securityChanged(Call call);

    /** @param text one sentence for the user */
    void tell(String text);
}
