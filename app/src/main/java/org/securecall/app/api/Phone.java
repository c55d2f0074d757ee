// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Levels;
import org.securecall.media.api.MediaStats;

/**
 * The telephone, as front ends see it: the window and the headless command line have nothing else. May be called from any
 * thread and never blocks. A stage fails with a {@link PhoneException} and with nothing else; what a command brings about
 * is told by {@link PhoneEvent}s.
 */
public interface Phone extends AutoCloseable {

    /** The address of the built-in practice peer. */
    String PRACTICE = "practice";

    /** Opens the sockets, registers the enabled accounts and reports {@link PhoneEvent.Ready}. */
    CompletionStage<Void> start();

    /** Adds a listener; the answer removes it again. */
    AutoCloseable listen(PhoneListener listener);

    /**
     * Calls {@code practice}, a SIP address, or a user name of the default account's domain.
     *
     * @param account the address of the account to call from; empty for the first fitting one, or none
     */
    CompletionStage<CallId> call(String target, Optional<String> account);

    CompletionStage<Void> answer(CallId call);

    /** Declines an incoming call (603). */
    CompletionStage<Void> reject(CallId call);

    /** Ends a call in whatever state it is. */
    CompletionStage<Void> hangUp(CallId call);

    CompletionStage<Void> setMuted(CallId call, boolean muted);

    /** Lets the call wait, or goes on with it. The peer is told by SIP; the keys of the call stay. */
    CompletionStage<Void> setHeld(CallId call, boolean held);

    CompletionStage<Void> sendDigits(CallId call, String digits);

    /**
     * The user compared the SAS and it agreed.
     *
     * @param keyName whom this key belongs to; empty leaves the name as it is
     */
    CompletionStage<Void> confirmSas(CallId call, Optional<String> keyName);

    /** The user compared the SAS and it differed: voice stops in both directions; the call stays until hung up. */
    CompletionStage<Void> denySas(CallId call);

    /**
     * The key is not the known one, or the encryption has ended, and the user talks all the same: opens the microphone. Without
     * encryption voice flows in the clear from here on, both ways, until keys are agreed again.
     */
    CompletionStage<Void> talkAnyway(CallId call);

    /**
     * Asks the other side to end the encryption (RFC 6189 §4.7.2); fails unless both sides allow it. No voice flows after it
     * without {@link #talkAnyway}.
     */
    CompletionStage<Void> goClear(CallId call);

    /** Asks for keys again after the encryption was ended; in any other call nothing happens. */
    CompletionStage<Void> goSecure(CallId call);

    /**
     * The user trusts the server in the middle of this call, which asks for it (RFC 6189 §7.3.1), from the next call on. Only
     * after explicit consent: such a server can listen in.
     */
    CompletionStage<Void> enrol(CallId call);

    CompletionStage<MediaStats> stats(CallId call);

    /** At once, for meters. */
    Levels levels(CallId call);

    /** All calls that have not ended. */
    List<CallSnapshot> calls();

    List<AccountSnapshot> accounts();

    /**
     * Adds an account, or changes the one of the same address, and registers it.
     *
     * @param password empty to keep the stored one; wiped by the telephone
     */
    default CompletionStage<Void> putAccount(AccountSpec spec, Optional<char[]> password) {
        return putAccount(spec, password, AccountTls.UNCHANGED);
    }

    /** As {@link #putAccount(AccountSpec, Optional)}, with a pin or a client certificate that go with it from the first registration on. */
    CompletionStage<Void> putAccount(AccountSpec spec, Optional<char[]> password, AccountTls tls);

    CompletionStage<Void> removeAccount(String address);

    /**
     * The user compared the SHA-256 of a certificate that no authority vouches for, or that took the place of the pinned one: from now on the
     * account's servers may show it, and no other. Only after such a comparison. Fails for certificates with other faults.
     */
    CompletionStage<Void> pin(String account, ServerCertificate certificate);

    /** Takes a pin back: the authorities decide again, and connections that stood on the pin end. */
    CompletionStage<Void> unpin(String account);

    CompletionStage<Void> removeClientCertificate(String account);

    /** One for each account. */
    List<AccountTrust> accountTrust();

    /** A try-out of an account that need not be stored; nothing happens before it is told to run. The caller closes it. */
    CompletionStage<AccountProbe> probe(ProbeRequest request, ProbeListener listener);

    List<Contact> contacts();

    /** Adds a contact (id 0) or changes one; gives it back as stored. */
    CompletionStage<Contact> putContact(Contact contact);

    CompletionStage<Void> removeContact(long id);

    /** What is known of every key ever met. */
    List<ContactTrust> trust();

    /**
     * Past calls, the newest first. A call is there once its end was told.
     *
     * @param text only those with peers in whose name or address every word is found, whatever its accents and its case; all where it
     *     is blank
     * @param before only those with a smaller id: that of the last call of the page before
     * @param limit how many at most, 1 to {@value HistoryPage#MOST}
     */
    CompletionStage<HistoryPage> history(String text, OptionalLong before, int limit);

    /** Forgets one past call; fails when it is not there any more. */
    CompletionStage<Void> removePastCall(long id);

    /**
     * Forgets all past calls.
     *
     * @param peer only those with this address; empty for all
     */
    CompletionStage<Void> clearHistory(Optional<String> peer);

    /** What the key of the profile is kept under. */
    Protection protection();

    /**
     * From now on the profile opens with this passphrase; or, without one, with the desktop's key store where that can be used and else by
     * a file that only the user may read. Nothing that is stored changes but how its key is kept. Takes about a second.
     *
     * @param current the passphrase of now, where there is one: who changes it or does without it has to know it. As at the start, a wrong
     *     one makes the next wait. Wiped by the telephone
     * @param passphrase wiped by the telephone; not empty
     */
    CompletionStage<Void> protect(Optional<char[]> current, Optional<char[]> passphrase);

    Settings settings();

    CompletionStage<Void> putSettings(Settings settings);

    List<AudioDevice> devices();

    List<ListenPoint> listening();

    /** Unregisters, ends the calls and closes everything; waits a short while for it. */
    @Override
    void close();
}
