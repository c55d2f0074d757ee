// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.ui.call.CallModel;
import org.securecall.ui.call.CallNames;
import org.securecall.ui.call.Calls;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.history.MissedCalls;
import org.securecall.ui.model.Dialler;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.practice.Practised;
import org.securecall.ui.text.Texts;

/** Which page is shown, and what the shortcuts act on. */
public final class ShellModel implements Dialler, Attachment {

    private static final Texts TEXTS = Texts.of("shell");

    private final PhoneModel model;
    private final Calls calls;
    private final MissedCalls missed;
    private final Practised practised;
    private final ChangeListener<Number> see = (value, before, count) -> seeMissed();
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.CONTACTS);
    private final ListChangeListener<CallSnapshot> sweep = change -> sweepLater();
    /** Calls whose page was shown; one that fails at once is shown with its reason all the same. */
    private final Set<CallId> seen = new HashSet<>();

    private Page before = Page.CONTACTS;
    private String lastCalled = "";

    public ShellModel(PhoneModel model, Clock clock) {
        this.model = model;
        this.calls = new Calls(model, clock);
        this.missed = new MissedCalls(model);
        this.practised = new Practised(model);
        missed.count().addListener(see);
        model.calls().addListener(sweep);
    }

    public ReadOnlyObjectProperty<Page> page() {
        return page.getReadOnlyProperty();
    }

    PhoneModel phone() {
        return model;
    }

    public Calls calls() {
        return calls;
    }

    public void show(Page wanted) {
        Page now = page.get();
        if (now.equals(wanted)) {
            return;
        }
        if (!(Page.origin(now) instanceof Page.Call)) {
            before = now;
        }
        if (wanted instanceof Page.Call(CallId id)) {
            if (calls.of(id).isEmpty()) {
                return;
            }
            seen.add(id);
        }
        page.set(wanted);
        seeMissed();
        // A call that is over is shown until the user goes on.
        if (now instanceof Page.Call(CallId left)) {
            calls.of(left)
                    .filter(call -> call.call().get().state() == CallSnapshot.State.ENDED)
                    .ifPresent(call -> calls.dismiss(left));
        }
    }

    /** How many calls were missed that the user has not seen in the history yet. */
    ReadOnlyIntegerProperty missed() {
        return missed.count();
    }

    private void seeMissed() {
        if (page.get().equals(Page.HISTORY)) {
            missed.see();
        }
    }

    public void show(CallId call) {
        show(new Page.Call(call));
    }

    /** Shows the keys of the person with this address; back goes to the page that is shown now. */
    public void showKeys(String address) {
        Page now = page.get();
        show(new Page.PersonKeys(address, now instanceof Page.PersonKeys keys ? keys.from() : now));
    }

    /** Back to where a page was opened from, or, where that call is over and gone, to the page before it. */
    void backTo(Page from) {
        show(from instanceof Page.Call(CallId id) && calls.of(id).isEmpty() ? before : from);
    }

    /** Back to the page before the call. */
    void leaveCall() {
        show(before);
    }

    @Override
    public void call(String target, Optional<String> account, Consumer<String> failure) {
        lastCalled = target;
        model.ask(model.phone().call(target, account), this::show, failure);
    }

    @Override
    public void practise() {
        if (!(page.get() instanceof Page.Practice)) {
            show(new Page.Practice(page.get() instanceof Page.Call ? Page.CONTACTS : page.get()));
        }
    }

    Practised practised() {
        return practised;
    }

    /** Whether there is a last call to repeat. */
    boolean canRedial() {
        return !lastCalled.isEmpty();
    }

    void redial() {
        if (canRedial()) {
            call(lastCalled, Optional.empty(), model::notice);
        }
    }

    /** Answers the call that has been ringing longest. */
    public void answer() {
        model.calls().stream()
                .filter(ShellModel::ringsHere)
                .findFirst()
                .flatMap(calls::of)
                .ifPresent(call -> {
                    call.answer();
                    show(call.id());
                });
    }

    /** Declines the call that rings, else ends the one that is shown, else the last one begun. False when there is none. */
    public boolean hangUp() {
        Optional<CallModel> ringing =
                model.calls().stream().filter(ShellModel::ringsHere).findFirst().flatMap(calls::of);
        Optional<CallModel> shown =
                page.get() instanceof Page.Call(CallId id) ? calls.of(id).filter(ShellModel::goesOn) : Optional.empty();
        Optional<CallModel> last = model.calls().reversed().stream()
                .filter(call -> call.state() != CallSnapshot.State.ENDED)
                .findFirst()
                .flatMap(calls::of);
        Optional<CallModel> chosen = ringing.or(() -> shown).or(() -> last);
        chosen.ifPresent(CallModel::hangUp);
        return chosen.isPresent();
    }

    /** Lets the call that is shown, or else the last one, wait, or goes on with it; answers whether there was one. */
    public boolean hold() {
        Optional<CallModel> shown =
                page.get() instanceof Page.Call(CallId id) ? calls.of(id).filter(ShellModel::talks) : Optional.empty();
        Optional<CallModel> chosen = shown.or(() -> model.calls().reversed().stream()
                .filter(call -> call.state() == CallSnapshot.State.ACTIVE)
                .findFirst()
                .flatMap(calls::of));
        chosen.ifPresent(CallModel::toggleHeld);
        return chosen.isPresent();
    }

    private static boolean talks(CallModel call) {
        return call.call().get().state() == CallSnapshot.State.ACTIVE;
    }

    private static boolean goesOn(CallModel call) {
        return call.call().get().state() != CallSnapshot.State.ENDED;
    }

    static boolean ringsHere(CallSnapshot call) {
        return call.direction() == CallSnapshot.Direction.INCOMING
                && (call.state() == CallSnapshot.State.RINGING || call.state() == CallSnapshot.State.TRYING);
    }

    private void sweepLater() {
        model.later(this::sweep);
    }

    /** Calls that ended while another page was shown need no look any more; those that were missed are told. */
    private void sweep() {
        for (CallSnapshot call : List.copyOf(model.calls())) {
            boolean incoming = call.direction() == CallSnapshot.Direction.INCOMING;
            boolean over =
                    call.state() == CallSnapshot.State.ENDED && !page.get().equals(new Page.Call(call.id()));
            if (over && (incoming || seen.contains(call.id()))) {
                if (incoming && call.active().isEmpty() && !seen.contains(call.id())) {
                    model.notice(TEXTS.get("missed", CallNames.of(model, call)));
                }
                seen.remove(call.id());
                calls.dismiss(call.id());
            }
        }
    }

    @Override
    public void close() {
        model.calls().removeListener(sweep);
        missed.count().removeListener(see);
        missed.close();
        practised.close();
        calls.close();
    }
}
