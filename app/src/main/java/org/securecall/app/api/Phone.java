// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Levels;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpOffer;

/**
 * The telephone, as front ends see it: the window and the headless command line have nothing else. May be called from any
 * thread and never blocks. A stage fails with a {@link PhoneException} and with nothing else; what a command brings about
 * is told by {@link PhoneEvent}s.
 */
public interface Phone extends AutoCloseable {

    /** The address of the built-in practice peer. */
    String PRACTICE = "practice";

    /** So many groups a recovery code has. */
    int RECOVERY_GROUPS = 7;

    /** Opens the sockets, registers the enabled accounts and reports {@link PhoneEvent.Ready}. */
    CompletionStage<Void> start();

    /** Adds a listener; the answer removes it again. */
    AutoCloseable listen(PhoneListener listener);

    /**
     * Calls {@code practice}, a {@link PracticeScenario}, a SIP address, or a user name of the default account's domain.
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

    /**
     * Favourites first, then by name. Where there are very many, none is known for a moment after the start, here and in what is asked
     * about them below; then {@link PhoneEvent.ContactsChanged} tells that all are.
     */
    List<Contact> contacts();

    /** The contact that has the address, as its first or another one, however it is written. */
    Optional<Contact> contactOf(String address);

    /**
     * The contacts that fit every word of the text: it begins a word of the name, or is anywhere in an address or in the name of a
     * group. Accents and case do not matter. All for no words; in the order of {@link #contacts()}. From memory: fast enough to be
     * asked at every key press.
     *
     * @param group only those of this group; empty for all
     */
    List<Contact> searchContacts(String text, Optional<String> group);

    /** The names of the groups that anybody is in, in the order of the alphabet. */
    List<String> contactGroups();

    /** Why no contact can have such an address, as one sentence; empty when one can. */
    Optional<String> addressProblem(String address);

    /** Adds a contact (id 0) or changes one; gives it back as stored. */
    CompletionStage<Contact> putContact(Contact contact);

    CompletionStage<Void> removeContact(long id);

    /** Reads a vCard file or table and says what would come of it; stores nothing. */
    CompletionStage<ContactImport> previewContacts(Path file);

    /**
     * Takes in the contacts of such a file. When it fails, some may be stored; taking it in again then merges the rest.
     *
     * @return what came of it
     */
    CompletionStage<ContactImport> importContacts(Path file);

    /**
     * Writes contacts to a file, in place of one that is there.
     *
     * @return how many
     */
    CompletionStage<Integer> exportContacts(Path file, ContactFormat format, List<Contact> contacts);

    /** What is known of every key ever met. */
    List<ContactTrust> trust();

    /** The own key, and the keys of others as people compare them. */
    Identities identities();

    /** The keys of one person at a time, with what happened to them. */
    PeerKeys keys();

    /** What happened to the security of calls and accounts since the telephone was opened, and why. */
    SecurityLog securityLog();

    /** What ZRTP can do, and what comes of an order of it. */
    ZrtpAlgorithms algorithms();

    /**
     * What the telephones behind the known keys listed in their last call, by ZID as {@link ContactTrust#zid} has it. Those of
     * earlier versions' calls are missing.
     */
    Map<String, ZrtpOffer> offers();

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

    /**
     * Writes everything into one encrypted file, which a recovery code opens that is made for it. A file that is there is replaced, or
     * stays as it was.
     */
    CompletionStage<BackupReceipt> backUp(Path file);

    /**
     * Whether a group of a recovery code is typed as it could have been shown. Says nothing of the other groups.
     *
     * @param group 1 to {@value #RECOVERY_GROUPS}
     * @param typed small letters, blanks and dashes do not matter; left as it is
     */
    boolean isRecoveryGroup(int group, char[] typed);

    /**
     * Reads a backup to its end and says what is in it; changes nothing.
     *
     * @param recoveryCode wiped by the telephone
     */
    CompletionStage<BackupContents> readBackup(Path file, char[] recoveryCode);

    /**
     * Puts a backup in the place of everything here: accounts, contacts, keys, settings, history. What the key of the profile is kept
     * under stays. Fails while there are calls, and then, as after any other failure, all is as before. Afterwards this telephone is
     * over: close it and open another one. Calls with people whom the former telephone called after the backup may show a changed key,
     * and say that this explains it.
     *
     * @param recoveryCode wiped by the telephone
     */
    CompletionStage<BackupContents> restore(Path file, char[] recoveryCode);

    /** Reads the file in which another telephone keeps its keys; changes nothing. The other one should be closed. */
    CompletionStage<ForeignKeys> readKeys(OtherTelephone make, Path file);

    /**
     * Takes over an identifier of another telephone, and the keys that were made under it. Fails while there are calls, and where keys
     * are known under the present identifier already, which would be given up.
     *
     * @param zid one of {@link ForeignKeys#identifiers}
     */
    CompletionStage<Void> importKeys(OtherTelephone make, Path file, String zid);

    Settings settings();

    CompletionStage<Void> putSettings(Settings settings);

    List<AudioDevice> devices();

    List<ListenPoint> listening();

    /** Unregisters, ends the calls and closes everything; waits a short while for it. */
    @Override
    void close();
}
