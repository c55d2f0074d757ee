// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.securecall.app.api.CallId;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Settings;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.comparing.Addresses;
import org.securecall.app.comparing.Signatures;
import org.securecall.app.securitylog.SecurityJournal;
import org.securecall.app.storage.Storage;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOptions;

/** The user's own calls: settings and trust come from the storage, and the front ends hear of everything. */
final class UserCalls implements CallOwner {

    private final Storage storage;
    private final PhoneOptions options;
    private final Front front;
    private final Line.Listener listener;
    private final OwnSigning signing;
    private final Signatures signatures;
    private final SecurityJournal journal;

    UserCalls(
            Storage storage,
            PhoneOptions options,
            Front front,
            Line.Listener listener,
            InstantSource clock,
            SecurityJournal journal) {
        this.journal = journal;
        this.storage = storage;
        this.options = options;
        this.front = front;
        this.listener = listener;
        this.signing = new OwnSigning(storage.ownKeys(), front::tell);
        this.signatures = new Signatures(storage.identities(), new Addresses(storage.contacts()), clock);
    }

    @Override
    public CallTerms terms(String peer, Optional<String> account) {
        Optional<Contact> contact = storage.contacts().findByUri(peer);
        return CallTerms.of(
                identity(contact, account),
                storage.settings().settings(),
                options,
                contact.map(Contact::policy).orElse(ContactPolicy.DEFAULT),
                storage.trust().metWithZrtp(peer));
    }

    /** The contact's where it has one of its own, else the account's, else the main one. */
    private LocalIdentity identity(Optional<Contact> contact, Optional<String> account) {
        return contact.filter(Contact::ownZid)
                .map(own -> LocalIdentity.ofContact(own.id()))
                .or(() -> account.map(storage.trust()::identityOf))
                .orElse(LocalIdentity.MAIN);
    }

    @Override
    public MediaParameters mediaParameters(InetAddress bind, String peer, CallTerms terms) {
        Settings settings = storage.settings().settings();
        return new MediaParameters(
                bind,
                options.microphone().orElse(settings.microphone()),
                options.speaker().orElse(settings.speaker()),
                terms.mediaEncryption(),
                storage.trust().cache(terms.identity()),
                terms.algorithms(),
                terms.keying(),
                zrtpOptions(peer, settings.keys().signCodes() && maySign(terms)));
    }

    /** A contact that is given a ZID of its own is not to be told by a signature what the ZID does not tell. */
    private static boolean maySign(CallTerms terms) {
        return terms.demand().zrtp() && terms.identity().kind() != LocalIdentity.Kind.CONTACT;
    }

    private ZrtpOptions zrtpOptions(String peer, boolean sign) {
        ZrtpOptions plain = ZrtpOptions.DEFAULT.withAllowClear(options.allowClear());
        if (peer.equals(Phone.PRACTICE)) {
            // Both are the user's.
            return plain;
        }
        ZrtpOptions checking = plain.withConfirmedKeys(signatures.confirmedFor(peer));
        ZrtpOptions signed = sign ? signing.signer().map(checking::withSigner).orElse(checking) : checking;
        return signatures.secretFor(peer).map(signed::withAuxiliary).orElse(signed);
    }

    @Override
    public String nameOf(String peer, String displayName) {
        return storage.contacts().findByUri(peer).map(Contact::name).orElse(displayName);
    }

    @Override
    public KnownKey known(LocalIdentity identity, String peer, ZrtpDetails details) {
        KnownKey known = storage.trust().known(identity, peer, details.peerZid());
        return signatures.contradicts(peer, details) ? known.besideAnother() : known;
    }

    @Override
    public void met(LocalIdentity identity, String peer, ZrtpDetails details) {
        storage.trust().met(identity, peer, details);
        signatures.met(peer, details);
        front.identities(storage.identities().identities());
    }

    @Override
    public void confirmed(LocalIdentity identity, Call.Parties parties, ZrtpDetails details, Optional<String> keyName) {
        storage.trust().confirmed(identity, parties.peer(), details, keyName, by(parties));
    }

    /** As the history of keys names who said something. */
    private static String by(Call.Parties parties) {
        return parties.account().orElse("this telephone, without an account");
    }

    @Override
    public void denied(LocalIdentity identity, Call.Parties parties, ZrtpDetails details) {
        storage.trust().denied(identity, parties.peer(), details, by(parties));
    }

    @Override
    public void begins(Call call, CallTerms terms) {
        journal.begins(call, terms.keying(), terms.algorithms());
    }

    @Override
    public void stepped(LocalIdentity identity, Call before, CallEvent event, Call after) {
        Optional<Instant> lastMet =
                event instanceof CallEvent.Media media && media.event() instanceof MediaEvent.Secured secured
                        ? lastMet(identity, secured.details().peerZid().hex(), before.started())
                        : Optional.empty();
        journal.stepped(before, event, after, lastMet);
    }

    /** A key that is met now has its secrets, and with them an entry, already. */
    private Optional<Instant> lastMet(LocalIdentity identity, String zid, Instant started) {
        return storage.trust().trust().stream()
                .filter(key -> key.metAs().equals(identity) && key.zid().equals(zid))
                .map(ContactTrust::lastSeen)
                .filter(started::isAfter)
                .findFirst();
    }

    @Override
    public void changeRefused(CallId call, String cause) {
        journal.changeRefused(call, cause);
    }

    // It rings by what CallChanged shows.
    @Override
    public void rings(CallId id) {}

    @Override
    public void callChanged(Call call) {
        listener.callChanged(call);
    }

    @Override
    public void securityChanged(Call call) {
        listener.securityChanged(call);
    }

    @Override
    public void tell(String text) {
        front.tell(text);
    }
}
