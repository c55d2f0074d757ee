// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.HistoryChange;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.Settings;
import org.securecall.ui.fx.Attachment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The telephone as the window sees it: what it has told so far, in observable values that change on one thread alone, and
 * commands whose outcome comes back on that thread.
 */
public final class PhoneModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneModel.class);

    private final Phone phone;
    private final Executor thread;
    private final AutoCloseable listening;

    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyStringWrapper version = new ReadOnlyStringWrapper("");
    private final ObservableList<Contact> contacts = FXCollections.observableArrayList();
    private final ObservableList<AccountSnapshot> accounts = FXCollections.observableArrayList();
    private final ObservableList<ContactTrust> trust = FXCollections.observableArrayList();
    private final ObservableList<PeerIdentity> identities = FXCollections.observableArrayList();
    private final ObservableList<CallSnapshot> calls = FXCollections.observableArrayList();
    private final ObservableList<String> notices = FXCollections.observableArrayList();
    private final List<Consumer<HistoryChange>> ofHistory = new ArrayList<>();
    private final Map<CallId, ReadOnlyStringWrapper> practiceSas = new HashMap<>();

    /** @param thread runs what it is given in order, on the thread that owns this model; the caller is on that thread */
    public PhoneModel(Phone phone, Executor thread) {
        this.phone = phone;
        this.thread = thread;
        this.settings = new ReadOnlyObjectWrapper<>(phone.settings());
        this.listening = phone.listen(event -> thread.execute(() -> apply(event)));
        contacts.setAll(phone.contacts());
        accounts.setAll(phone.accounts());
        trust.setAll(phone.trust());
        identities.setAll(phone.identities().known());
        calls.setAll(phone.calls());
    }

    public Phone phone() {
        return phone;
    }

    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Empty before the telephone is ready. */
    public ReadOnlyStringProperty version() {
        return version.getReadOnlyProperty();
    }

    /** In the order of {@link Phone#contacts()}. */
    public ObservableList<Contact> contacts() {
        return contacts;
    }

    public ObservableList<AccountSnapshot> accounts() {
        return accounts;
    }

    public ObservableList<ContactTrust> trust() {
        return trust;
    }

    /** The keys that others signed calls with, or that were confirmed. */
    public ObservableList<PeerIdentity> identities() {
        return identities;
    }

    /** The calls that go on, and those that ended and were not dismissed yet, oldest first. */
    public ObservableList<CallSnapshot> calls() {
        return calls;
    }

    /** Oldest first; each stays until it is dismissed. */
    public ObservableList<String> notices() {
        return notices;
    }

    /** What the practice peer shows in a call; empty before it is known, and in every other call. */
    public ReadOnlyStringProperty practiceSas(CallId call) {
        return shownByPractice(call).getReadOnlyProperty();
    }

    public Optional<CallSnapshot> call(CallId id) {
        return calls.stream().filter(call -> call.id().equals(id)).findFirst();
    }

    /** Forgets an ended call. */
    public void dismiss(CallId id) {
        calls.removeIf(call -> call.id().equals(id) && call.state() == CallSnapshot.State.ENDED);
        practiceSas.remove(id);
    }

    public void dismissNotice(String notice) {
        notices.remove(notice);
    }

    public void dismissNotices() {
        notices.clear();
    }

    /** The contact with this address, where there is one. */
    public Optional<Contact> contactOf(String uri) {
        return phone.contactOf(uri);
    }

    /** What is known of the keys behind an address, the one met last first. */
    public List<ContactTrust> trustOf(String uri) {
        String key = Addresses.key(uri);
        return trust.stream()
                .filter(entry -> Addresses.key(entry.uri()).equals(key))
                .sorted(Comparator.comparing(ContactTrust::lastSeen).reversed())
                .toList();
    }

    /** Hears of every change of the history of calls until the answer is closed. */
    public Attachment onHistory(Consumer<HistoryChange> listener) {
        ofHistory.add(listener);
        return () -> ofHistory.remove(listener);
    }

    /** Brings the outcome of a command back: its value, or the sentence that says why not. */
    public <T> void ask(CompletionStage<T> command, Consumer<? super T> success, Consumer<String> failure) {
        command.whenComplete((value, thrown) -> thread.execute(() -> {
            if (thrown == null) {
                success.accept(value);
            } else {
                failure.accept(reason(thrown));
            }
        }));
    }

    /** A command whose failure has no better place than the notices. */
    public void ask(CompletionStage<?> command) {
        ask(command, value -> {}, this::notice);
    }

    /** Runs {@code task} after everything that is under way now, such as a change that is still being told around. */
    public void later(Runnable task) {
        thread.execute(task);
    }

    public void notice(String message) {
        if (!notices.contains(message)) {
            notices.add(message);
        }
    }

    private static String reason(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (!(cause instanceof PhoneException)) {
            LOG.error("A command failed in a way that it must not", cause);
        }
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    private void apply(PhoneEvent event) {
        switch (event) {
            case PhoneEvent.Ready ready -> version.set(ready.version());
            case PhoneEvent.RegistrationChanged changed -> replaceAccount(changed.account());
            case PhoneEvent.AccountsChanged changed -> accounts.setAll(changed.accounts());
            case PhoneEvent.ContactsChanged changed -> contacts.setAll(changed.contacts());
            case PhoneEvent.TrustChanged changed -> trust.setAll(changed.trust());
            case PhoneEvent.IdentitiesChanged changed -> identities.setAll(changed.identities());
            case PhoneEvent.SettingsChanged changed -> settings.set(changed.settings());
            case PhoneEvent.CallChanged changed -> putCall(changed.call());
            case PhoneEvent.SecurityChanged changed -> putCall(changed.call());
            case PhoneEvent.PracticePeerShows shows ->
                shownByPractice(shows.call()).set(shows.sas());
            case PhoneEvent.HistoryChanged changed ->
                List.copyOf(ofHistory).forEach(listener -> listener.accept(changed.change()));
            case PhoneEvent.Notice notice -> notice(notice.message());
        }
    }

    private void replaceAccount(AccountSnapshot changed) {
        for (int i = 0; i < accounts.size(); i++) {
            if (accounts.get(i).spec().address().equals(changed.spec().address())) {
                accounts.set(i, changed);
                return;
            }
        }
        accounts.add(changed);
    }

    private void putCall(CallSnapshot changed) {
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).id().equals(changed.id())) {
                calls.set(i, changed);
                return;
            }
        }
        calls.add(changed);
    }

    private ReadOnlyStringWrapper shownByPractice(CallId call) {
        return practiceSas.computeIfAbsent(call, id -> new ReadOnlyStringWrapper(""));
    }

    /** Stops listening; the telephone itself stays open. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (Exception e) {
            // The interface is wider than what any telephone does here.
            throw new IllegalStateException("The telephone would not stop reporting", e);
        }
    }
}
