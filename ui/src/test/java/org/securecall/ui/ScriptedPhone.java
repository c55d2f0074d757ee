// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AccountTls;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.BackupContents;
import org.securecall.app.api.BackupReceipt;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.ClientCertificate;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.ForeignKeys;
import org.securecall.app.api.HistoryChange;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.Hold;
import org.securecall.app.api.ListenPoint;
import org.securecall.app.api.OtherTelephone;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneListener;
import org.securecall.app.api.ProbeListener;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.Protection;
import org.securecall.app.api.Security;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Settings;
import org.securecall.app.api.Transport;
import org.securecall.app.contact.ContactFiles;
import org.securecall.app.contact.ContactImportException;
import org.securecall.app.contact.ContactIndex;
import org.securecall.app.contact.ContactRules;
import org.securecall.app.securitylog.RecordedLog;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Levels;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasEmoji;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.engine.VoiceEngine;

/** A telephone without sound or network: it keeps what it is told, and the test plays the rest of the world. */
public final class ScriptedPhone implements Phone {

    private final List<PhoneListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<CallId, CallSnapshot> calls = new LinkedHashMap<>();
    private ContactIndex contacts = ContactIndex.of(List.of());
    private final List<AccountSnapshot> accounts = new ArrayList<>();
    private final List<ContactTrust> trust = new ArrayList<>();
    private final Map<String, ZrtpOffer> offers = new LinkedHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final RecordedLog log = new RecordedLog(InstantSource.system());
    private final ScriptedIdentities identities = new ScriptedIdentities(this);
    private final ScriptedKeys keys = new ScriptedKeys(this);
    private final List<CertificatePin> pins = new ArrayList<>();
    private final List<String> probed = new CopyOnWriteArrayList<>();
    private Optional<ClientCertificate> client = Optional.empty();
    private List<ProbeStep> steps = java.util.Arrays.stream(ProbeStep.Kind.values())
            .map(kind -> step(kind, ProbeStep.Outcome.OK, "As it should be."))
            .toList();
    private Settings settings =
            new Settings("default", "default", org.securecall.media.api.Encryption.PREFER, "light", true);
    private Protection protection = Protection.FILE;
    private Optional<String> refusal = Optional.empty();
    private Levels levels = Levels.SILENT;
    private int nextCall = 1;
    private long nextContact = 1;
    private final List<PastCall> past = new ArrayList<>();
    private boolean historyComplete = true;
    private long nextPast = 1;

    /** What was commanded, oldest first, such as {@code hangUp c1}. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Every command from now on fails with this reason. */
    public synchronized void refuse(String reason) {
        refusal = Optional.of(reason);
    }

    public synchronized void levels(Levels now) {
        levels = now;
    }

    public void tell(PhoneEvent event) {
        listeners.forEach(listener -> listener.onPhoneEvent(event));
    }

    public synchronized CallSnapshot call(CallId id) {
        return Optional.ofNullable(calls.get(id)).orElseThrow();
    }

    /** A call that comes in and rings. */
    public synchronized CallId ring(String peer, String displayName) {
        CallId id = new CallId("c" + nextCall++);
        Optional<String> account = accounts.isEmpty()
                ? Optional.empty()
                : Optional.of(accounts.getFirst().spec().address());
        put(new CallSnapshot(
                id,
                CallSnapshot.Direction.INCOMING,
                peer,
                displayName,
                account,
                CallSnapshot.State.RINGING,
                180,
                "",
                Instant.now(),
                Optional.empty(),
                false,
                false,
                Hold.NONE,
                Security.NONE));
        return id;
    }

    public void state(CallId id, CallSnapshot.State state) {
        change(id, call -> with(call, state, call.reason(), call.muted(), call.microphoneBlocked(), call.security()));
    }

    public void end(CallId id, int code, String reason) {
        change(
                id,
                call -> new CallSnapshot(
                        call.id(),
                        call.direction(),
                        call.peer(),
                        call.displayName(),
                        call.account(),
                        CallSnapshot.State.ENDED,
                        code,
                        reason,
                        call.started(),
                        call.active(),
                        call.muted(),
                        false,
                        Hold.NONE,
                        call.security()));
    }

    public void secure(CallId id, Security security, boolean blocked) {
        synchronized (this) {
            CallSnapshot call = call(id);
            calls.put(id, with(call, call.state(), call.reason(), call.muted(), blocked, security));
        }
        tell(new PhoneEvent.SecurityChanged(call(id)));
    }

    /** The pictures of every code here; among them those with the longest names. */
    public static final List<SasEmoji> EMOJI =
            List.of(SasEmoji.SPANNER, SasEmoji.BUTTERFLY, SasEmoji.HEART, SasEmoji.SANTA);

    /** How ZRTP looks in a state. */
    public static Security zrtp(Security.State state, String sas, String keyName) {
        return zrtp(state, sas, keyName, "Secure Call");
    }

    /** @param client what the other telephone calls itself */
    public static Security zrtp(Security.State state, String sas, String keyName, String client) {
        boolean words = sas.contains(":");
        boolean verified = state == Security.State.VERIFIED;
        return new Security(
                state,
                Security.Protocol.ZRTP,
                Optional.of(new ZrtpDetails(
                        "X255",
                        "S256",
                        "AES3",
                        "HS80",
                        words ? "B256" : "B32",
                        sas,
                        EMOJI,
                        new Zid("0a1b2c3d4e5f60718293a4b5"),
                        client,
                        state == Security.State.CHANGED
                                ? ZrtpDetails.Secrets.MISMATCH
                                : verified ? ZrtpDetails.Secrets.MATCH : ZrtpDetails.Secrets.FIRST,
                        verified,
                        verified,
                        ZrtpDetails.HelloHash.MATCH,
                        true,
                        PeerDeclarations.NONE,
                        ZrtpDetails.Exchange.PLAIN)),
                verified,
                keyName,
                true,
                "",
                OptionalLong.of(142));
    }

    /** How a call without ZRTP looks in a state. */
    public static Security plain(Security.State state, Security.Protocol protocol) {
        return new Security(state, protocol, Optional.empty(), false, "", false, "", OptionalLong.empty());
    }

    public void know(ContactTrust entry) {
        synchronized (this) {
            trust.add(entry);
        }
        tell(new PhoneEvent.TrustChanged(trust()));
    }

    /** What the telephone with a key listed in its last call. */
    public synchronized void offer(String zid, ZrtpOffer offer) {
        offers.put(zid, offer);
    }

    public void account(AccountSnapshot account) {
        synchronized (this) {
            accounts.removeIf(
                    known -> known.spec().address().equals(account.spec().address()));
            accounts.add(account);
        }
        tell(new PhoneEvent.RegistrationChanged(account));
    }

    private static CallSnapshot with(
            CallSnapshot call,
            CallSnapshot.State state,
            String reason,
            boolean muted,
            boolean blocked,
            Security security) {
        return new CallSnapshot(
                call.id(),
                call.direction(),
                call.peer(),
                call.displayName(),
                call.account(),
                state,
                call.code(),
                reason,
                call.started(),
                call.active()
                        .or(() -> state == CallSnapshot.State.ACTIVE ? Optional.of(Instant.now()) : Optional.empty()),
                muted,
                blocked,
                call.hold(),
                security);
    }

    private void change(CallId id, UnaryOperator<CallSnapshot> how) {
        CallSnapshot changed;
        synchronized (this) {
            changed = how.apply(call(id));
        }
        put(changed);
    }

    private void put(CallSnapshot call) {
        synchronized (this) {
            calls.put(call.id(), call);
        }
        tell(new PhoneEvent.CallChanged(call));
    }

    <T> CompletionStage<T> command(String text, java.util.concurrent.Callable<T> effect) {
        commands.add(text);
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(new PhoneException(refusal.get()));
        }
        try {
            return CompletableFuture.completedFuture(effect.call());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    CompletionStage<Void> act(String text, Runnable effect) {
        return command(text, () -> {
            effect.run();
            return nothing();
        });
    }

    @SuppressWarnings("NullAway") // the one value of Void
    private static Void nothing() {
        return null;
    }

    @Override
    public CompletionStage<Void> start() {
        return act("start", () -> tell(new PhoneEvent.Ready("test", listening())));
    }

    @Override
    public AutoCloseable listen(PhoneListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** How many listen. */
    public int listeners() {
        return listeners.size();
    }

    @Override
    public CompletionStage<CallId> call(String target, Optional<String> account) {
        return command("call " + target + account.map(a -> " from " + a).orElse(""), () -> {
            CallId id = new CallId("c" + nextCall++);
            put(new CallSnapshot(
                    id,
                    CallSnapshot.Direction.OUTGOING,
                    target,
                    "",
                    account,
                    CallSnapshot.State.TRYING,
                    0,
                    "",
                    Instant.now(),
                    Optional.empty(),
                    false,
                    false,
                    Hold.NONE,
                    Security.NONE));
            return id;
        });
    }

    @Override
    public CompletionStage<Void> answer(CallId call) {
        return act("answer " + call, () -> state(call, CallSnapshot.State.ACTIVE));
    }

    @Override
    public CompletionStage<Void> reject(CallId call) {
        return act("reject " + call, () -> end(call, 603, "You declined"));
    }

    @Override
    public CompletionStage<Void> hangUp(CallId call) {
        return act("hangUp " + call, () -> end(call, 0, "You hung up"));
    }

    @Override
    public CompletionStage<Void> setMuted(CallId call, boolean muted) {
        return act(
                (muted ? "mute " : "unmute ") + call,
                () -> change(
                        call,
                        now -> with(now, now.state(), now.reason(), muted, now.microphoneBlocked(), now.security())));
    }

    @Override
    public CompletionStage<Void> setHeld(CallId call, boolean held) {
        return act(
                (held ? "hold " : "resume ") + call,
                () -> hold(call, call(call).hold().withLocal(held)));
    }

    public void hold(CallId id, Hold hold) {
        change(
                id,
                call -> new CallSnapshot(
                        call.id(),
                        call.direction(),
                        call.peer(),
                        call.displayName(),
                        call.account(),
                        call.state(),
                        call.code(),
                        call.reason(),
                        call.started(),
                        call.active(),
                        call.muted(),
                        call.microphoneBlocked(),
                        hold,
                        call.security()));
    }

    @Override
    public CompletionStage<Void> sendDigits(CallId call, String digits) {
        return act("digits " + call + " " + digits, () -> {});
    }

    @Override
    public CompletionStage<Void> confirmSas(CallId call, Optional<String> keyName) {
        return act("confirm " + call + keyName.map(name -> " " + name).orElse(""), () -> {
            String sas = call(call).security().zrtp().orElseThrow().sas();
            secure(call, zrtp(Security.State.VERIFIED, sas, keyName.orElse("")), false);
        });
    }

    @Override
    public CompletionStage<Void> denySas(CallId call) {
        return act("deny " + call, () -> {
            String sas = call(call).security().zrtp().orElseThrow().sas();
            secure(call, zrtp(Security.State.MISMATCH, sas, ""), true);
        });
    }

    @Override
    public CompletionStage<Void> goClear(CallId call) {
        return act("goClear " + call, () -> {});
    }

    @Override
    public CompletionStage<Void> goSecure(CallId call) {
        return act("goSecure " + call, () -> {});
    }

    @Override
    public CompletionStage<Void> enrol(CallId call) {
        return act("enrol " + call, () -> {});
    }

    @Override
    public CompletionStage<Void> talkAnyway(CallId call) {
        return act("talkAnyway " + call, () -> secure(call, call(call).security(), false));
    }

    @Override
    public CompletionStage<MediaStats> stats(CallId call) {
        return command("stats " + call, () -> MediaStats.NONE);
    }

    @Override
    public synchronized Levels levels(CallId call) {
        return levels;
    }

    @Override
    public synchronized List<CallSnapshot> calls() {
        return calls.values().stream()
                .filter(call -> call.state() != CallSnapshot.State.ENDED)
                .toList();
    }

    @Override
    public synchronized List<AccountSnapshot> accounts() {
        return List.copyOf(accounts);
    }

    @Override
    public CompletionStage<Void> putAccount(AccountSpec spec, Optional<char[]> password, AccountTls tls) {
        String secret = password.map(String::new).orElse("");
        password.ifPresent(characters -> java.util.Arrays.fill(characters, ' '));
        String more = tls.pin().map(card -> " pin " + card.sha256()).orElse("")
                + tls.clientKey().map(key -> " client " + key.file()).orElse("");
        return act("putAccount " + spec.address() + " " + spec.transport().token() + " " + secret + more, () -> {
            tls.pin().ifPresent(card -> keepPin(spec.address(), card));
            account(new AccountSnapshot(spec, AccountSnapshot.Registration.REGISTERING, 0, "", Optional.empty()));
        });
    }

    private synchronized void keepPin(String account, ServerCertificate card) {
        unpinned(account);
        pins.add(new CertificatePin(
                account,
                card.sha256(),
                Instant.parse("2026-11-20T10:15:00Z"),
                card.subject(),
                card.issuer(),
                Optional.of(card.notAfter())));
    }

    private synchronized void unpinned(String account) {
        pins.removeIf(pin -> pin.account().equals(account));
    }

    @Override
    public CompletionStage<Void> pin(String account, ServerCertificate certificate) {
        return act("pin " + account + " " + certificate.sha256(), () -> {
            keepPin(account, certificate);
            tell(new PhoneEvent.AccountsChanged(accounts()));
        });
    }

    @Override
    public CompletionStage<Void> unpin(String account) {
        return act("unpin " + account, () -> {
            unpinned(account);
            tell(new PhoneEvent.AccountsChanged(accounts()));
        });
    }

    @Override
    public CompletionStage<Void> removeClientCertificate(String account) {
        return act("removeClientCertificate " + account, () -> {
            synchronized (this) {
                client = Optional.empty();
            }
            tell(new PhoneEvent.AccountsChanged(accounts()));
        });
    }

    /** What the first account shows servers of itself. */
    public synchronized void client(ClientCertificate own) {
        client = Optional.of(own);
    }

    @Override
    public synchronized List<AccountTrust> accountTrust() {
        return accounts.stream()
                .map(AccountSnapshot::spec)
                .map(spec -> new AccountTrust(
                        spec.address(),
                        pins.stream()
                                .filter(pin -> pin.account().equals(spec.address()))
                                .findFirst(),
                        spec.caFile(),
                        client.filter(own -> own.account().equals(spec.address()))))
                .toList();
    }

    /** How the steps of the next try-outs end. */
    public synchronized void probing(ProbeStep... ends) {
        steps = List.of(ends);
    }

    public static ProbeStep step(ProbeStep.Kind kind, ProbeStep.Outcome outcome, String reason) {
        return new ProbeStep(kind, outcome, reason, Duration.ofMillis(12), Optional.empty());
    }

    @Override
    public CompletionStage<AccountProbe> probe(ProbeRequest request, ProbeListener listener) {
        request.password().ifPresent(characters -> java.util.Arrays.fill(characters, ' '));
        String pin = request.pin().map(sha256 -> " pin " + sha256).orElse("");
        probed.add(request.spec().address() + " " + request.spec().transport().token() + pin);
        return CompletableFuture.completedFuture(new AccountProbe() {
            @Override
            public CompletionStage<Boolean> run(ProbeStep.Kind from, ProbeStep.Kind last) {
                probed.add("from " + from.token());
                List<ProbeStep> now;
                synchronized (ScriptedPhone.this) {
                    now = steps;
                }
                boolean well = true;
                for (ProbeStep step : now) {
                    if (step.kind().compareTo(from) >= 0) {
                        listener.onProbeStep(step(step.kind(), ProbeStep.Outcome.RUNNING, ""));
                        listener.onProbeStep(step);
                        well &= step.outcome() != ProbeStep.Outcome.FAILED;
                    }
                }
                return CompletableFuture.completedFuture(well);
            }

            @Override
            public void close() {
                probed.add("closed");
            }
        });
    }

    /** What was tried out, oldest first. */
    public List<String> probed() {
        return List.copyOf(probed);
    }

    @Override
    public CompletionStage<Void> removeAccount(String address) {
        return act("removeAccount " + address, () -> {
            synchronized (this) {
                accounts.removeIf(account -> account.spec().address().equals(address));
            }
            tell(new PhoneEvent.AccountsChanged(accounts()));
        });
    }

    @Override
    public synchronized List<Contact> contacts() {
        return contacts.contacts();
    }

    @Override
    public synchronized Optional<Contact> contactOf(String address) {
        return contacts.findByUri(address);
    }

    @Override
    public synchronized List<Contact> searchContacts(String text, Optional<String> group) {
        return contacts.search(text, group);
    }

    @Override
    public synchronized List<String> contactGroups() {
        return contacts.groups();
    }

    @Override
    public Optional<String> addressProblem(String address) {
        try {
            ContactRules.address(address);
            return Optional.empty();
        } catch (InvalidEntryException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public CompletionStage<Contact> putContact(Contact contact) {
        return command(
                "putContact " + contact.name(), () -> store(List.of(contact)).getFirst());
    }

    /** Stores them at once, and tells it once. */
    public List<Contact> store(List<Contact> added) throws PhoneException {
        List<Contact> stored = new ArrayList<>();
        synchronized (this) {
            for (Contact contact : added) {
                try {
                    Contact checked = ContactRules.checked(contact);
                    stored.add(checked.id() == 0 ? checked.withId(nextContact++) : checked);
                } catch (InvalidEntryException e) {
                    throw new PhoneException(String.valueOf(e.getMessage()), e);
                }
            }
            contacts = contacts.with(stored);
        }
        tell(new PhoneEvent.ContactsChanged(contacts()));
        return stored;
    }

    @Override
    public CompletionStage<Void> removeContact(long id) {
        return act("removeContact " + id, () -> {
            synchronized (this) {
                contacts = contacts.without(id);
            }
            tell(new PhoneEvent.ContactsChanged(contacts()));
        });
    }

    @Override
    public CompletionStage<ContactImport> previewContacts(Path file) {
        return command("previewContacts " + file.getFileName(), () -> read(file));
    }

    @Override
    public CompletionStage<ContactImport> importContacts(Path file) {
        return command("importContacts " + file.getFileName(), () -> {
            ContactImport read = read(file);
            store(read.added());
            store(read.changed());
            return read;
        });
    }

    private ContactImport read(Path file) throws PhoneException {
        try {
            return ContactFiles.read(file, ContactFormat.of(file).orElseThrow(), contacts());
        } catch (ContactImportException e) {
            throw new PhoneException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public CompletionStage<Integer> exportContacts(Path file, ContactFormat format, List<Contact> exported) {
        return command("exportContacts " + file.getFileName() + " " + format + " " + exported.size(), () -> {
            ContactFiles.replace(file, format, exported);
            return exported.size();
        });
    }

    @Override
    public synchronized List<ContactTrust> trust() {
        return List.copyOf(trust);
    }

    @Override
    public RecordedLog securityLog() {
        return log;
    }

    @Override
    public ZrtpAlgorithms algorithms() {
        return VoiceEngine.algorithms();
    }

    @Override
    public synchronized Map<String, ZrtpOffer> offers() {
        return Map.copyOf(offers);
    }

    @Override
    public synchronized Protection protection() {
        return protection;
    }

    @Override
    public CompletionStage<Void> protect(Optional<char[]> current, Optional<char[]> passphrase) {
        return act(
                "protect" + current.map(String::new).map(p -> " (" + p + ")").orElse("")
                        + passphrase.map(String::new).map(p -> " " + p).orElse(""),
                () -> {
                    protection = passphrase.isPresent() ? Protection.PASSPHRASE : Protection.FILE;
                });
    }

    /** Nothing is known of a key any more. */
    void forgetKey(String zid) {
        synchronized (this) {
            trust.removeIf(entry -> entry.zid().equals(zid));
        }
        tell(new PhoneEvent.TrustChanged(trust()));
    }

    @Override
    public ScriptedKeys keys() {
        return keys;
    }

    @Override
    public ScriptedIdentities identities() {
        return identities;
    }

    @Override
    public CompletionStage<HistoryPage> history(String text, OptionalLong before, int limit) {
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(new PhoneException(refusal.get()));
        }
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        HistoryPage page;
        synchronized (this) {
            page = new HistoryPage(
                    past.reversed().stream()
                            .filter(call -> before.isEmpty() || call.id() < before.getAsLong())
                            .filter(call -> (call.displayName() + " " + call.peer())
                                    .toLowerCase(Locale.ROOT)
                                    .contains(wanted))
                            .limit(limit)
                            .toList(),
                    historyComplete);
        }
        return CompletableFuture.completedFuture(page);
    }

    /** A call that is over; told to whoever listens. Gives it with its id. */
    public PastCall past(PastCall call) {
        PastCall added;
        synchronized (this) {
            added = call.withId(nextPast++);
            past.add(added);
        }
        tell(new PhoneEvent.HistoryChanged(new HistoryChange.Added(added)));
        return added;
    }

    /** Whether older calls are known. */
    public void historyComplete(boolean complete) {
        synchronized (this) {
            historyComplete = complete;
        }
        if (complete) {
            tell(new PhoneEvent.HistoryChanged(new HistoryChange.Renewed()));
        }
    }

    @Override
    public CompletionStage<Void> removePastCall(long id) {
        return act("removePastCall " + id, () -> {
            synchronized (this) {
                past.removeIf(call -> call.id() == id);
            }
            tell(new PhoneEvent.HistoryChanged(new HistoryChange.Removed(id)));
        });
    }

    @Override
    public CompletionStage<Void> clearHistory(Optional<String> peer) {
        return act("clearHistory" + peer.map(address -> " " + address).orElse(""), () -> {
            synchronized (this) {
                past.removeIf(call -> peer.isEmpty() || call.peer().equals(peer.get()));
            }
            tell(new PhoneEvent.HistoryChanged(new HistoryChange.Cleared(peer)));
        });
    }

    /** A group here is right when it begins with its number and has five characters. */
    @Override
    public boolean isRecoveryGroup(int group, char[] typed) {
        return typed.length == 5 && typed[0] == (char) ('0' + group);
    }

    @Override
    public CompletionStage<BackupReceipt> backUp(Path file) {
        return command("backUp " + file.getFileName(), () -> {
            Files.writeString(file, "backup");
            return new BackupReceipt(
                    List.of("1K4DX", "2ZQ8M", "3A7TW", "4PHC0", "5RN1V", "6E2YJ", "7GB9S"),
                    new BackupContents(12, 34, 567),
                    0);
        });
    }

    @Override
    public CompletionStage<BackupContents> readBackup(Path file, char[] recoveryCode) {
        return command(
                "readBackup " + file.getFileName() + " " + new String(recoveryCode),
                () -> new BackupContents(12, 34, 567));
    }

    @Override
    public CompletionStage<BackupContents> restore(Path file, char[] recoveryCode) {
        return command(
                "restore " + file.getFileName() + " " + new String(recoveryCode),
                () -> new BackupContents(12, 34, 567));
    }

    @Override
    public CompletionStage<ForeignKeys> readKeys(OtherTelephone make, Path file) {
        return command(
                "readKeys " + make + " " + file.getFileName(),
                () -> new ForeignKeys(
                        List.of(
                                new ForeignKeys.Identifier("0a1b2c3d4e5f60718293a4b5", 3, 1),
                                new ForeignKeys.Identifier("19c2d3e4f5a6b7c8d9e0f1a2", 9, 4)),
                        List.of("the key 0b0b0b0b0b0b0b0b0b0b0b0b has expired", "entry 3 is not in use")));
    }

    @Override
    public CompletionStage<Void> importKeys(OtherTelephone make, Path file, String zid) {
        return act("importKeys " + make + " " + file.getFileName() + " " + zid, () -> {});
    }

    @Override
    public synchronized Settings settings() {
        return settings;
    }

    @Override
    public CompletionStage<Void> putSettings(Settings changed) {
        return act("putSettings", () -> {
            synchronized (this) {
                settings = changed;
            }
            tell(new PhoneEvent.SettingsChanged(changed));
        });
    }

    @Override
    public List<AudioDevice> devices() {
        return List.of(
                new AudioDevice("default", true, true),
                new AudioDevice("USB Headset", true, true),
                new AudioDevice("Webcam", true, false),
                new AudioDevice("HDMI", false, true));
    }

    @Override
    public List<ListenPoint> listening() {
        return List.of(new ListenPoint(Transport.UDP, "192.0.2.7", 5060));
    }

    @Override
    public void close() {
        commands.add("close");
    }
}
