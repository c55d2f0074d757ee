// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.securecall.app.account.Passwords;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.AccountTls;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.BackupContents;
import org.securecall.app.api.BackupReceipt;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.ForeignKeys;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.Identities;
import org.securecall.app.api.ListenPoint;
import org.securecall.app.api.OtherTelephone;
import org.securecall.app.api.PeerKeys;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneListener;
import org.securecall.app.api.PhoneLockedException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.api.ProbeListener;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.ProgramVersion;
import org.securecall.app.api.Protection;
import org.securecall.app.api.SecurityLog;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Settings;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.history.HistoryException;
import org.securecall.app.history.HistoryStore;
import org.securecall.app.history.IndexedHistory;
import org.securecall.app.sip.SipEvent;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.app.storage.StorageException;
import org.securecall.app.text.DisplayName;
import org.securecall.app.transfer.RecoveryCode;
import org.securecall.app.vault.PassphraseFile;
import org.securecall.app.vault.VaultException;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Chime;
import org.securecall.media.api.Levels;
import org.securecall.media.api.MediaEngine;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.engine.VoiceEngine;
import org.securecall.media.secret.SecretBytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The telephone. Commands hop onto the call loop; what can be read at once is published in immutable records. */
public final class Telephone implements Phone {

    private static final Logger LOG = LoggerFactory.getLogger(Telephone.class);
    private static final long CLOSE_SECONDS = 5;
    private static final String DIGITS = "[0-9*#A-D]{1,64}";

    private final Line.Parts parts;
    private final CallLoop loop;
    private final Commands commands;
    private final AccountCommands accounts;
    private final Front front;
    private final Storage storage;
    private final MediaEngine engine;
    private final CallRecords records;
    private final AddressBook book;
    private final Comparing comparing;
    private final KeyBook keys;
    private final Transfers transfers;
    private final CallChimes chimes = new CallChimes();
    private final Map<CallId, LiveCall> live = new ConcurrentHashMap<>();

    private boolean closing;
    private volatile boolean replacing;
    private int outgoing;

    private Telephone(Line.Parts parts, HistoryStore history) {
        this.parts = parts;
        this.loop = parts.loop();
        this.front = parts.front();
        this.storage = parts.storage();
        this.commands = new Commands(loop);
        this.accounts = new AccountCommands(commands, storage);
        this.engine = parts.engine();
        this.records = new CallRecords(
                history, loop, parts.clock(), change -> front.publish(new PhoneEvent.HistoryChanged(change)));
        this.book = new AddressBook(storage, loop, front);
        this.comparing = new Comparing(parts);
        this.keys = new KeyBook(storage, commands, front);
        this.transfers = new Transfers(storage, parts.clock());
    }

    /**
     * Opens the storage; no socket yet.
     *
     * @throws PhoneException when the data directory cannot be used, with the reason
     */
    public static Telephone open(PhoneOptions options) throws PhoneException {
        return open(options, Optional.empty());
    }

    /**
     * As {@link #open(PhoneOptions)}, for a profile that may be locked.
     *
     * @param passphrase wiped by the telephone; that of a new profile, if there is none yet
     * @throws PhoneLockedException when it is the wrong one, or is missing
     */
    public static Telephone open(PhoneOptions options, Optional<char[]> passphrase) throws PhoneException {
        Optional<SecretBytes> bytes = passphrase.map(Passwords::bytes);
        passphrase.ifPresent(chars -> Arrays.fill(chars, '\0'));
        try {
            return open(options, Keys.ofThisComputer(bytes));
        } finally {
            bytes.ifPresent(SecretBytes::close);
        }
    }

    /** As {@link #open(PhoneOptions)}, with a passphrase from the first line of a file. */
    public static Telephone open(PhoneOptions options, Path passphraseFile) throws PhoneException {
        try (SecretBytes passphrase = PassphraseFile.read(passphraseFile)) {
            return open(options, Keys.ofThisComputer(Optional.of(passphrase)));
        } catch (VaultException e) {
            throw new PhoneException(String.valueOf(e.getMessage()), e);
        }
    }

    /** As {@link #open(PhoneOptions)}, with a key from wherever these say. */
    public static Telephone open(PhoneOptions options, Keys keys) throws PhoneException {
        CallLoop loop = new CallLoop();
        Front front = new Front();
        try {
            Consumer<String> notices = text -> loop.execute(() -> front.tell(text));
            Storage storage = Storage.open(options.dataDirectory(), keys, notices::accept);
            InstantSource clock = InstantSource.system();
            return new Telephone(
                    new Line.Parts(
                            options,
                            storage,
                            VoiceEngine.create(),
                            loop,
                            front,
                            clock,
                            LogKeeping.begin(storage, front, clock)),
                    history(storage, clock, notices));
        } catch (StorageException e) {
            loop.close();
            if (e.getCause() instanceof VaultException locked && locked.passphraseHelps()) {
                throw new PhoneLockedException(String.valueOf(e.getMessage()), locked.waitBefore(), e);
            }
            throw new PhoneException(String.valueOf(e.getMessage()), e);
        }
    }

    private static HistoryStore history(Storage storage, InstantSource clock, Consumer<String> notices)
            throws StorageException {
        try {
            return IndexedHistory.open(
                    storage.pastCalls(), storage.settings().settings().pastCalls(), clock, notices);
        } catch (HistoryException e) {
            storage.close();
            throw new StorageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Sound devices alone, without a telephone. */
    public static List<AudioDevice> soundDevices() {
        try (MediaEngine engine = VoiceEngine.create()) {
            return engine.devices();
        }
    }

    @Override
    public CompletionStage<Void> start() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        // Opening sockets may ask DNS for this machine's name, which may take its time.
        Thread.ofVirtual().name("telephone-start").start(() -> {
            try {
                Line opened = Line.open(parts, new Heard());
                loop.execute(() -> {
                    if (closing) {
                        Thread.ofVirtual().start(opened::close);
                        done.completeExceptionally(new PhoneException("The telephone was closed"));
                        return;
                    }
                    try {
                        ready(opened);
                        done.complete(null);
                    } catch (RuntimeException e) {
                        done.completeExceptionally(new PhoneException("An internal error stopped the start", e));
                    }
                });
            } catch (PhoneException e) {
                done.completeExceptionally(e);
            } catch (RuntimeException e) {
                done.completeExceptionally(new PhoneException("An internal error stopped the start", e));
            }
        });
        return done;
    }

    private void ready(Line opened) {
        commands.ready(opened);
        front.publish(
                new PhoneEvent.Ready(ProgramVersion.current(), opened.sip().listening()));
        front.ready();
        opened.accounts().start();
    }

    @Override
    public AutoCloseable listen(PhoneListener listener) {
        return front.listen(listener);
    }

    // Calls.

    @Override
    public CompletionStage<CallId> call(String target, Optional<String> account) {
        return commands.onLoop(() -> {
            Line open = commands.opened();
            if (replacing) {
                throw new PhoneException("Keys are being taken over or restored: try again in a moment");
            }
            if (closing) {
                throw new PhoneException("The telephone is being closed");
            }
            Dialling dialling = Dialling.of(target, account, open.accounts(), open.practice());
            CallId id = new CallId("c" + ++outgoing);
            Call.Parties parties = new Call.Parties(
                    id,
                    CallSnapshot.Direction.OUTGOING,
                    dialling.peer(),
                    book.nameOf(dialling.peer()),
                    dialling.account());
            open.calls().dial(parties, dialling.uri(), dialling.from());
            return id;
        });
    }

    @Override
    public CompletionStage<Void> answer(CallId call) {
        return toCall(call, new CallEvent.Accept(parts.clock().instant()));
    }

    @Override
    public CompletionStage<Void> reject(CallId call) {
        return toCall(call, new CallEvent.Decline(603));
    }

    @Override
    public CompletionStage<Void> hangUp(CallId call) {
        return toCall(call, new CallEvent.HangUp());
    }

    @Override
    public CompletionStage<Void> setMuted(CallId call, boolean muted) {
        return toCall(call, new CallEvent.Mute(muted));
    }

    @Override
    public CompletionStage<Void> setHeld(CallId call, boolean held) {
        return toCall(call, new CallEvent.Hold(held));
    }

    @Override
    public CompletionStage<Void> sendDigits(CallId call, String digits) {
        if (!digits.matches(DIGITS)) {
            return CompletableFuture.failedFuture(
                    new PhoneException("Only 0 to 9, *, # and A to D can be sent, 64 at a time"));
        }
        return toCall(call, new CallEvent.Digits(digits));
    }

    @Override
    public CompletionStage<Void> confirmSas(CallId call, Optional<String> keyName) {
        return compared(
                call, new CallEvent.ConfirmSas(keyName.map(DisplayName::plain).filter(name -> !name.isEmpty())));
    }

    @Override
    public CompletionStage<Void> denySas(CallId call) {
        return compared(call, new CallEvent.DenySas());
    }

    @Override
    public CompletionStage<Void> talkAnyway(CallId call) {
        return toCall(call, new CallEvent.TalkAnyway());
    }

    @Override
    public CompletionStage<Void> goClear(CallId call) {
        return toSecured(call, live -> {
            if (!parts.options().allowClear()) {
                throw new PhoneException("Ending the encryption is not allowed on this side");
            }
            if (live.call()
                    .verdict()
                    .security()
                    .zrtp()
                    .filter(zrtp -> zrtp.declarations().allowsClear())
                    .isEmpty()) {
                throw new PhoneException("The other side does not allow the encryption to end");
            }
            live.media().goClear();
        });
    }

    @Override
    public CompletionStage<Void> goSecure(CallId call) {
        return commands.onLine(open -> open.find(call).media().goSecure());
    }

    @Override
    public CompletionStage<Void> enrol(CallId call) {
        return toSecured(call, live -> {
            if (!live.media().enrol()) {
                throw new PhoneException("No server in this call asks to be trusted");
            }
        });
    }

    private interface Told {
        void tell(LiveCall live) throws PhoneException;
    }

    private CompletionStage<Void> toSecured(CallId id, Told what) {
        return commands.onLine(open -> {
            LiveCall live = open.find(id);
            if (live.call().verdict().security().zrtp().isEmpty()) {
                throw new PhoneException("This call is not encrypted by ZRTP");
            }
            what.tell(live);
        });
    }

    private CompletionStage<Void> compared(CallId id, CallEvent event) {
        return commands.onLine(open -> {
            LiveCall compared = open.find(id);
            if (compared.call().verdict().security().zrtp().isEmpty()) {
                throw new PhoneException("There is no code to compare in this call");
            }
            compared.handle(event);
            if (PracticeScenario.isPractice(compared.call().parties().peer())) {
                // The practice peer has no user of its own.
                switch (event) {
                    case CallEvent.ConfirmSas confirm -> open.practice().ifPresent(PracticePeer::confirm);
                    case CallEvent.DenySas deny -> open.practice().ifPresent(PracticePeer::deny);
                    default -> throw new IllegalStateException("Neither confirmed nor denied");
                }
            }
            front.publish(new PhoneEvent.TrustChanged(trust()));
        });
    }

    @Override
    public CompletionStage<MediaStats> stats(CallId call) {
        return commands.onLoop(() -> commands.opened().find(call).media().stats());
    }

    @Override
    public Levels levels(CallId call) {
        LiveCall talking = live.get(call);
        return talking == null ? Levels.SILENT : talking.media().levels();
    }

    @Override
    public List<CallSnapshot> calls() {
        return front.calls();
    }

    // Accounts.

    @Override
    public List<AccountSnapshot> accounts() {
        return accounts.snapshots();
    }

    @Override
    public CompletionStage<Void> putAccount(AccountSpec spec, Optional<char[]> password, AccountTls tls) {
        return accounts.put(spec, password, tls);
    }

    @Override
    public CompletionStage<Void> pin(String account, ServerCertificate certificate) {
        return accounts.pin(account, certificate);
    }

    @Override
    public CompletionStage<Void> unpin(String account) {
        return accounts.unpin(account);
    }

    @Override
    public CompletionStage<Void> removeClientCertificate(String account) {
        return accounts.removeClientCertificate(account);
    }

    @Override
    public CompletionStage<AccountProbe> probe(ProbeRequest request, ProbeListener listener) {
        return accounts.probe(request, listener);
    }

    @Override
    public List<AccountTrust> accountTrust() {
        return accounts.trust();
    }

    @Override
    public CompletionStage<Void> removeAccount(String address) {
        return accounts.remove(address);
    }

    // Contacts, keys, settings.

    @Override
    public List<Contact> contacts() {
        return book.known();
    }

    @Override
    public Optional<Contact> contactOf(String address) {
        return book.find(address);
    }

    @Override
    public List<Contact> searchContacts(String text, Optional<String> group) {
        return book.search(text, group);
    }

    @Override
    public List<String> contactGroups() {
        return book.groups();
    }

    @Override
    public Optional<String> addressProblem(String address) {
        return AddressBook.problemOf(address);
    }

    @Override
    public CompletionStage<Contact> putContact(Contact contact) {
        return commands.onLoop(() -> book.put(contact));
    }

    @Override
    public CompletionStage<Void> removeContact(long id) {
        return commands.inOrder(() -> book.remove(id));
    }

    @Override
    public CompletionStage<ContactImport> previewContacts(Path file) {
        return book.preview(file);
    }

    @Override
    public CompletionStage<ContactImport> importContacts(Path file) {
        return book.importFile(file);
    }

    @Override
    public CompletionStage<Integer> exportContacts(Path file, ContactFormat format, List<Contact> contacts) {
        return book.export(file, format, contacts);
    }

    @Override
    public List<ContactTrust> trust() {
        return storage.trust().trust();
    }

    @Override
    public ZrtpAlgorithms algorithms() {
        return VoiceEngine.algorithms();
    }

    @Override
    public Map<String, ZrtpOffer> offers() {
        return storage.trust().offers();
    }

    @Override
    public Protection protection() {
        return storage.vault().protection();
    }

    @Override
    public CompletionStage<Void> protect(Optional<char[]> current, Optional<char[]> passphrase) {
        Optional<SecretBytes> known = taken(current);
        Optional<SecretBytes> next = taken(passphrase);
        return Commands.inBackground("protect", () -> {
                    try {
                        storage.vault().requirePassphrase(known);
                        storage.vault().keep(next);
                        return true;
                    } catch (VaultException e) {
                        throw new PhoneException(String.valueOf(e.getMessage()), e);
                    } finally {
                        known.ifPresent(SecretBytes::close);
                        next.ifPresent(SecretBytes::close);
                    }
                })
                .thenAccept(done -> {});
    }

    private static Optional<SecretBytes> taken(Optional<char[]> typed) {
        Optional<SecretBytes> bytes = typed.map(Passwords::bytes);
        typed.ifPresent(chars -> Arrays.fill(chars, '\0'));
        return bytes;
    }

    @Override
    public Identities identities() {
        return comparing;
    }

    @Override
    public PeerKeys keys() {
        return keys;
    }

    @Override
    public SecurityLog securityLog() {
        return parts.log().log();
    }

    @Override
    public CompletionStage<HistoryPage> history(String text, OptionalLong before, int limit) {
        return records.ask(text, before, limit);
    }

    @Override
    public CompletionStage<Void> removePastCall(long id) {
        return commands.inOrder(() -> records.remove(id));
    }

    @Override
    public CompletionStage<Void> clearHistory(Optional<String> peer) {
        return commands.inOrder(() -> records.clear(peer));
    }

    // Backup, restore, keys of other telephones.

    @Override
    public CompletionStage<BackupReceipt> backUp(Path file) {
        return transfers.backUp(file);
    }

    @Override
    public boolean isRecoveryGroup(int group, char[] typed) {
        return RecoveryCode.isGroup(group, typed);
    }

    @Override
    public CompletionStage<BackupContents> readBackup(Path file, char[] recoveryCode) {
        return transfers.read(file, recoveryCode);
    }

    @Override
    public CompletionStage<BackupContents> restore(Path file, char[] recoveryCode) {
        // Whoever is called afterwards would be called with keys that are no longer there.
        return withoutCalls(() -> transfers.restore(file, recoveryCode), () -> Arrays.fill(recoveryCode, '\0'), true);
    }

    @Override
    public CompletionStage<ForeignKeys> readKeys(OtherTelephone make, Path file) {
        return transfers.readKeys(make, file);
    }

    @Override
    public CompletionStage<Void> importKeys(OtherTelephone make, Path file, String zid) {
        return withoutCalls(() -> transfers.importKeys(make, file, zid), () -> {}, false)
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        loop.execute(() -> front.publish(new PhoneEvent.TrustChanged(trust())));
                    }
                });
    }

    /** @param forever whether no call begins once it is done either; as long as it takes, none does */
    private <T> CompletionStage<T> withoutCalls(Supplier<CompletionStage<T>> task, Runnable refused, boolean forever) {
        return commands.onLoop(() -> {
                    if (!live.isEmpty() || !calls().isEmpty() || replacing) {
                        refused.run();
                        throw new PhoneException("End the calls first");
                    }
                    replacing = true;
                    return task.get().whenComplete((done, failure) -> replacing = forever && failure == null);
                })
                .thenCompose(stage -> stage);
    }

    @Override
    public Settings settings() {
        return storage.settings().settings();
    }

    @Override
    public CompletionStage<Void> putSettings(Settings settings) {
        return commands.inOrder(() -> {
            storage.settings().put(settings);
            records.retain(settings.pastCalls());
            front.publish(new PhoneEvent.SettingsChanged(settings));
        });
    }

    @Override
    public List<AudioDevice> devices() {
        return engine.devices();
    }

    @Override
    public List<ListenPoint> listening() {
        return commands.line().map(open -> open.sip().listening()).orElse(List.of());
    }

    @Override
    public void close() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        loop.execute(() -> {
            closing = true;
            commands.line().ifPresent(open -> {
                open.calls().close();
                open.practice().ifPresent(PracticePeer::hangUp);
            });
            ended.complete(null);
        });
        try {
            ended.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The calls did not end in time");
        }
        commands.line().ifPresent(Line::close);
        engine.close();
        records.close();
        // Before the loop: what could not be saved is told on it.
        storage.close();
        loop.close();
    }

    private CompletionStage<Void> toCall(CallId call, CallEvent event) {
        return commands.onLine(open -> open.find(call).handle(event));
    }

    private void chime(Call call) {
        Settings settings = storage.settings().settings();
        Optional<Chime> chime = chimes.follow(call.snapshot());
        if (settings.chimes()) {
            chime.ifPresent(
                    sound -> engine.chime(sound, parts.options().speaker().orElse(settings.speaker())));
        }
    }

    /** What the line tells, on the call loop. */
    private final class Heard implements Line.Listener {

        @Override
        public void onSip(SipEvent event) {
            Optional<Line> line = commands.line();
            if (line.isEmpty()) {
                // Before the telephone is ready, a caller gets no answer and tries again.
                return;
            }
            Line open = line.get();
            if (event instanceof SipEvent.RegistrationChanged registration) {
                open.accounts().onRegistration(registration);
            } else if (!replacing) {
                // Nobody is answered under keys that are about to be others.
                open.calls().onSip(event);
            }
        }

        @Override
        public void practicePeerShows(String sas) {
            commands.line().stream()
                    .flatMap(open -> open.calls().calls().stream())
                    .filter(call -> PracticeScenario.isPractice(call.parties().peer()))
                    .findFirst()
                    .ifPresent(call -> front.publish(
                            new PhoneEvent.PracticePeerShows(call.parties().id(), sas)));
        }

        @Override
        public void callChanged(Call call) {
            CallId id = call.parties().id();
            commands.line().flatMap(open -> open.calls().find(id)).ifPresent(found -> {
                live.put(id, found);
                records.follow(call.snapshot(), found.media()::stats);
            });
            if (call.isOver()) {
                live.remove(id);
            }
            front.callChanged(call);
            chime(call);
        }

        @Override
        public void securityChanged(Call call) {
            LiveCall found = live.get(call.parties().id());
            if (found != null) {
                records.follow(call.snapshot(), found.media()::stats);
            }
            front.securityChanged(call);
            chime(call);
            if (call.verdict().security().zrtp().isPresent()) {
                front.publish(new PhoneEvent.TrustChanged(trust()));
            }
        }
    }
}
