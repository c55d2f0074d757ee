// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;

/** What the telephone reports, on the call loop, in the order in which it happened. */
public sealed interface PhoneEvent {

    /** The telephone can be used. */
    record Ready(String version, List<ListenPoint> listen) implements PhoneEvent {}

    /** A registration changed its state. */
    record RegistrationChanged(AccountSnapshot account) implements PhoneEvent {}

    /** Accounts were added, changed or removed. */
    record AccountsChanged(List<AccountSnapshot> accounts) implements PhoneEvent {}

    record ContactsChanged(List<Contact> contacts) implements PhoneEvent {}

    record TrustChanged(List<ContactTrust> trust) implements PhoneEvent {}

    /** Signing keys of others were met, confirmed or revoked. */
    record IdentitiesChanged(List<PeerIdentity> identities) implements PhoneEvent {}

    record SettingsChanged(Settings settings) implements PhoneEvent {}

    /** A call began, changed its state, or ended; also sent when only its muting changed. */
    record CallChanged(CallSnapshot call) implements PhoneEvent {}

    /** The security of a call changed; the snapshot holds it. */
    record SecurityChanged(CallSnapshot call) implements PhoneEvent {}

    /** The practice peer's half: what it shows on its own screen in this call. */
    record PracticePeerShows(CallId call, String sas) implements PhoneEvent {
        @Override
        public String toString() {
            return "PracticePeerShows[" + call + "]";
        }
    }

    /** The history of calls is another one. */
    record HistoryChanged(HistoryChange change) implements PhoneEvent {}

    /** Something the user should know that ends nothing: a device is gone, a disk is full, a packet was malformed. */
    record Notice(String message) implements PhoneEvent {}
}
