// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Settings;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.call.CallState;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpPreferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the calls and the accounts and writes the log. Told everything on the call loop, by those who carry it out; whatever goes wrong
 * here is no reason for a call to end.
 */
public final class SecurityJournal {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityJournal.class);

    private final RecordedLog log;
    private final ZrtpAlgorithms algorithms;
    private final Supplier<List<AccountTrust>> trust;
    private final Accounts accounts;
    private final Map<CallId, Followed> calls = new HashMap<>();
    private final Set<String> signingKeys = new HashSet<>();
    private Settings settings;
    private int numbers;

    /** One call, with what the log said of it last. */
    private static final class Followed {

        private final Subject.OfCall subject;
        private final ZrtpPreferences own;
        private @Nullable Boolean tls;
        private SecurityFact.@Nullable Described described;

        Followed(Subject.OfCall subject, ZrtpPreferences own) {
            this.subject = subject;
            this.own = own;
        }
    }

    /**
     * @param settings as they are now
     * @param trust asked whenever an account was changed
     * @param known the signing keys that are known already
     */
    public SecurityJournal(
            RecordedLog log,
            ZrtpAlgorithms algorithms,
            Settings settings,
            Supplier<List<AccountTrust>> trust,
            List<PeerIdentity> known) {
        this.log = log;
        this.algorithms = algorithms;
        this.settings = settings;
        this.trust = trust;
        this.accounts = new Accounts(trust.get());
        known.forEach(key -> signingKeys.add(said(key)));
    }

    /**
     * A call begins.
     *
     * @param keying what may make keys in it, best first
     * @param own the order that this side's Hello is made of
     */
    public void begins(Call call, List<KeyingMethod> keying, ZrtpPreferences own) {
        guarded(() -> {
            Call.Parties parties = call.parties();
            Followed followed = new Followed(
                    new Subject.OfCall(parties.id(), ++numbers, parties.direction(), parties.displayName()), own);
            calls.put(parties.id(), followed);
            log.add(
                    followed.subject,
                    new SecurityFact.CallBegan(
                            parties.direction(),
                            call.trust().encryption(),
                            call.trust().demand().metWithZrtp(),
                            call.trust().demand().verifiedOnly(),
                            keying));
            if (parties.direction() == CallSnapshot.Direction.INCOMING) {
                signalling(followed, call);
            }
            if (call.state() instanceof CallState.Offered(Optional<RemoteMedia> media) && media.isPresent()) {
                described(
                        followed,
                        CallFacts.described(media.get(), call.trust().demand().zrtp()));
            }
        });
    }

    /**
     * Something happened to a call.
     *
     * @param lastMet for keys that were agreed on just now: when the peer's was last met before this call
     */
    public void stepped(Call before, CallEvent event, Call after, Optional<Instant> lastMet) {
        guarded(() -> {
            @Nullable Followed followed = calls.get(after.parties().id());
            if (followed == null) {
                return;
            }
            if (event instanceof CallEvent.Progress || event instanceof CallEvent.Answered) {
                signalling(followed, after);
            }
            CallFacts.described(event, after.trust().demand().zrtp()).ifPresent(said -> described(followed, said));
            CallFacts.of(before, event, after, new ExchangeFacts.Terms(algorithms, followed.own, lastMet))
                    .forEach(fact -> log.add(followed.subject, fact));
            if (after.isOver()) {
                calls.remove(after.parties().id());
            }
        });
    }

    /** @param cause why, in one sentence */
    public void changeRefused(CallId call, String cause) {
        guarded(() -> Optional.ofNullable(calls.get(call))
                .ifPresent(followed -> log.add(followed.subject, new SecurityFact.ChangeRefused(cause))));
    }

    private void signalling(Followed followed, Call call) {
        boolean tls = call.trust().signallingSecure();
        if (followed.tls == null || followed.tls != tls) {
            followed.tls = tls;
            Optional<ServerCertificate> card =
                    call.parties().account().flatMap(accounts::certificate).filter(shown -> tls && shown.trusted());
            log.add(
                    followed.subject,
                    new SecurityFact.Signalling(
                            tls,
                            card.map(ServerCertificate::names).orElse(List.of()),
                            card.filter(shown -> shown.verdict() == CertificateVerdict.PINNED)
                                    .isPresent()));
        }
    }

    private void described(Followed followed, SecurityFact.Described said) {
        if (!said.equals(followed.described)) {
            followed.described = said;
            log.add(followed.subject, said);
        }
    }

    /** Something happened to the rest of the telephone. */
    public void onPhoneEvent(PhoneEvent event) {
        guarded(() -> {
            switch (event) {
                case PhoneEvent.Ready ready ->
                    log.add(new Subject.OfProgram(), new SecurityFact.Started(ready.version()));
                case PhoneEvent.RegistrationChanged changed -> {
                    Subject subject = accounts.subject(changed.account().spec().address());
                    accounts.registration(changed.account()).forEach(fact -> log.add(subject, fact));
                }
                case PhoneEvent.AccountsChanged changed ->
                    accounts.changed(
                            trust.get(),
                            (account, change) -> log.add(account, new SecurityFact.AccountChanged(change)));
                case PhoneEvent.SettingsChanged changed -> settings(changed.settings());
                case PhoneEvent.IdentitiesChanged changed -> identities(changed.identities());
                // Calls are followed by what happens to them.
                case PhoneEvent.CallChanged changed -> {}
                case PhoneEvent.SecurityChanged changed -> {}
                case PhoneEvent.PracticePeerShows shows -> {}
                case PhoneEvent.ContactsChanged changed -> {}
                case PhoneEvent.TrustChanged changed -> {}
                case PhoneEvent.HistoryChanged changed -> {}
                case PhoneEvent.Notice notice -> {}
            }
        });
    }

    private void settings(Settings now) {
        KeyPolicy keys = now.keys();
        if (now.encryption() != settings.encryption() || !keys.equals(settings.keys())) {
            log.add(
                    new Subject.OfProgram(),
                    new SecurityFact.PolicyChanged(
                            now.encryption(), keys.verifiedOnly(), keys.preset(), keys.keying()));
        }
        settings = now;
    }

    private void identities(List<PeerIdentity> now) {
        now.stream()
                .filter(key -> signingKeys.add(said(key)))
                .forEach(key -> log.add(new Subject.OfProgram(), new SecurityFact.SigningKeySaid(key.how())));
        // What is not so any more is news when it is said again.
        Set<String> said = new HashSet<>();
        now.forEach(key -> said.add(said(key)));
        signingKeys.retainAll(said);
    }

    private static String said(PeerIdentity key) {
        return key.address() + " " + key.fingerprint() + " " + key.how();
    }

    private static void guarded(Runnable note) {
        try {
            note.run();
        } catch (RuntimeException e) {
            LOG.error("The security log could not be written", e);
        }
    }
}
