// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.call;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Security;
import org.securecall.app.sas.SasCode;
import org.securecall.app.sas.SasComparison;
import org.securecall.media.api.Levels;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.sas.SasModel;
import org.securecall.ui.security.ExpectedSecurity;
import org.securecall.ui.security.SecurityWords;
import org.securecall.ui.text.Texts;

/** One call, for its view and for the dock. */
public final class CallModel implements Attachment {

    private static final Texts TEXTS = Texts.of("call");

    private final PhoneModel model;
    private final CallId id;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<CallSnapshot> call;
    private final ReadOnlyObjectWrapper<Optional<SasModel>> comparing = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ListChangeListener<CallSnapshot> follow = change -> update();
    /** The one that is under way, also while it is not open: a wrong answer is not forgotten by closing it. */
    private Optional<SasModel> comparison = Optional.empty();
    /** The SAS that {@link #comparison} is about: a new exchange needs a new comparison. */
    private String comparedSas = "";

    public CallModel(PhoneModel model, CallSnapshot first, Clock clock) {
        this.model = model;
        this.id = first.id();
        this.clock = clock;
        this.call = new ReadOnlyObjectWrapper<>(first);
        model.calls().addListener(follow);
    }

    public CallId id() {
        return id;
    }

    public ReadOnlyObjectProperty<CallSnapshot> call() {
        return call.getReadOnlyProperty();
    }

    /** The comparison of the code that is open at the side. */
    public ReadOnlyObjectProperty<Optional<SasModel>> comparing() {
        return comparing.getReadOnlyProperty();
    }

    /** Why the last command failed; empty when it did not. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    PhoneModel phone() {
        return model;
    }

    /** The name under which the call is shown. */
    public String name() {
        return CallNames.of(model, call.get());
    }

    /** The account that the call goes over; empty for a direct call. */
    Optional<AccountSnapshot> account() {
        return call.get()
                .account()
                .flatMap(address -> model.accounts().stream()
                        .filter(account ->
                                Addresses.key(account.spec().address()).equals(Addresses.key(address)))
                        .findFirst());
    }

    /** The peer's name as a part of a sentence. */
    String peerInSentence() {
        return Addresses.isPractice(call.get().peer()) ? TEXTS.get("practice.sentence") : name();
    }

    public SecurityWords security() {
        return SecurityWords.of(
                call.get(), ExpectedSecurity.of(model, call.get().peer()));
    }

    /** How long both sides could talk, such as {@code 1:05}; empty before. */
    public String duration() {
        return call.get()
                .active()
                .map(since -> format(Duration.between(since, clock.instant())))
                .orElse("");
    }

    /** Such as {@code 3:07} or {@code 1:00:12}. */
    public static String format(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        return seconds < 3600
                ? String.format("%d:%02d", seconds / 60, seconds % 60)
                : String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    boolean ringsHere() {
        CallSnapshot now = call.get();
        return now.direction() == CallSnapshot.Direction.INCOMING
                && (now.state() == CallSnapshot.State.RINGING || now.state() == CallSnapshot.State.TRYING);
    }

    boolean ended() {
        return call.get().state() == CallSnapshot.State.ENDED;
    }

    /** Whether there is a code that could be compared. */
    boolean comparable() {
        return !ended()
                && call.get()
                        .security()
                        .zrtp()
                        .flatMap(zrtp ->
                                SasCode.of(zrtp.comparedSas(), call.get().direction()))
                        .isPresent();
    }

    /** Opens the comparison, or the one that is under way. */
    public void compare() {
        Security security = call.get().security();
        if (!comparable() || security.zrtp().isEmpty()) {
            return;
        }
        ZrtpDetails zrtp = security.zrtp().get();
        boolean begun = comparison
                .filter(sas ->
                        comparedSas.equals(zrtp.comparedSas()) && sas.step().get() != SasComparison.Step.VERIFIED)
                .isPresent();
        if (!begun) {
            comparedSas = zrtp.comparedSas();
            String suggestion = security.keyName().isEmpty() ? name() : security.keyName();
            comparison = SasModel.of(model, call.get(), zrtp, suggestion);
        }
        comparing.set(comparison);
    }

    /** Closes the comparison; it can be opened again at any time, and then goes on where it was. */
    public void compareLater() {
        comparing.set(Optional.empty());
    }

    public void offer(SecurityWords.Offer offer) {
        switch (offer) {
            case COMPARE -> compare();
            case TALK_ANYWAY -> ask(model.phone().talkAnyway(id));
            case HANG_UP -> hangUp();
        }
    }

    public void toggleMuted() {
        ask(model.phone().setMuted(id, !call.get().muted()));
    }

    /** Lets the call wait, or goes on with it. */
    public void toggleHeld() {
        if (call.get().state() == CallSnapshot.State.ACTIVE) {
            ask(model.phone().setHeld(id, !call.get().hold().local()));
        }
    }

    public void hangUp() {
        if (!ended()) {
            ask(ringsHere() ? model.phone().reject(id) : model.phone().hangUp(id));
        }
    }

    public void answer() {
        ask(model.phone().answer(id));
    }

    public void digit(String digit) {
        ask(model.phone().sendDigits(id, digit));
    }

    Levels levels() {
        return ended() ? Levels.SILENT : model.phone().levels(id);
    }

    private void ask(CompletionStage<?> command) {
        problem.set("");
        model.ask(command, done -> {}, problem::set);
    }

    private void update() {
        model.call(id).ifPresent(now -> {
            if (!now.equals(call.get())) {
                call.set(now);
            }
            boolean gone = now.state() == CallSnapshot.State.ENDED;
            boolean rekeyed = now.security()
                    .zrtp()
                    .map(zrtp -> !zrtp.comparedSas().equals(comparedSas))
                    .orElse(false);
            boolean open =
                    comparing.get().map(sas -> !sas.step().get().isOver()).orElse(false);
            if (open && (gone || rekeyed)) {
                compareLater();
            }
        });
    }

    @Override
    public void close() {
        model.calls().removeListener(follow);
    }
}
