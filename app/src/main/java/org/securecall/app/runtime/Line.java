// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.time.InstantSource;
import java.util.Optional;
import org.securecall.app.api.CallId;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.ProgramVersion;
import org.securecall.app.call.Call;
import org.securecall.app.sip.JainSipUserAgent;
import org.securecall.app.sip.SipEvent;
import org.securecall.app.sip.SipOptions;
import org.securecall.app.sip.SipUnavailableException;
import org.securecall.app.sip.SipUserAgent;
import org.securecall.app.storage.Storage;
import org.securecall.media.api.MediaEngine;

/** What there is once the sockets are open. Belongs to the call loop. */
record Line(SipUserAgent sip, CallLine calls, AccountBook accounts, Optional<PracticePeer> practice) {

    /** What the parts of a line share. */
    record Parts(
            PhoneOptions options,
            Storage storage,
            MediaEngine engine,
            CallLoop loop,
            Front front,
            InstantSource clock,
            LogKeeping log) {}

    /** Hears, on the call loop, what the line itself cannot deal with. */
    interface Listener {

        void onSip(SipEvent event);

        /** The practice peer has this on its own screen. */
        void practicePeerShows(String sas);

        void callChanged(Call call);

        void securityChanged(Call call);
    }

    /**
     * Opens the sockets. Blocks for as long as that takes: not for the call loop.
     *
     * @throws PhoneException when a port cannot be had, with the reason
     */
    static Line open(Parts parts, Listener listener) throws PhoneException {
        PhoneOptions options = parts.options();
        SipUserAgent sip;
        try {
            sip = JainSipUserAgent.open(
                    new SipOptions(options.bind(), options.sipPort(), "SecureCall/" + ProgramVersion.current()),
                    event -> parts.loop().offer(() -> listener.onSip(event)));
        } catch (SipUnavailableException e) {
            throw new PhoneException(String.valueOf(e.getMessage()), e);
        }
        boolean complete = false;
        PracticeStages stages = new PracticeStages();
        try {
            Optional<PracticePeer> practice = options.practicePeer()
                    ? Optional.of(PracticePeer.open(
                            parts.engine(),
                            parts.loop(),
                            parts.storage().trust().cache(LocalIdentity.PRACTICE),
                            parts.clock(),
                            stages,
                            listener::practicePeerShows))
                    : Optional.empty();
            complete = true;
            CallLine calls = new CallLine(
                    sip,
                    parts.engine(),
                    parts.loop(),
                    new RehearsedCalls(
                            new UserCalls(
                                    parts.storage(),
                                    options,
                                    parts.front(),
                                    listener,
                                    parts.clock(),
                                    parts.log().journal()),
                            stages,
                            options,
                            () -> parts.storage().settings().settings()),
                    parts.clock(),
                    options.bind());
            return new Line(
                    sip,
                    calls,
                    new AccountBook(
                            parts.storage().accounts(),
                            parts.storage().trust(),
                            parts.storage().tls(),
                            sip,
                            parts.front()::publish,
                            parts.clock()),
                    practice);
        } finally {
            if (!complete) {
                sip.close();
            }
        }
    }

    /** @throws PhoneException when it ended, or never was */
    LiveCall find(CallId call) throws PhoneException {
        return calls.find(call).orElseThrow(() -> new PhoneException("There is no call " + call));
    }

    /** Closes the sockets. Blocks for as long as unregistering takes: not for the call loop. */
    void close() {
        sip.close();
        practice.ifPresent(PracticePeer::close);
    }
}
