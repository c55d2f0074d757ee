// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.sas.SasCode;
import org.securecall.app.sas.SasComparison;
import org.securecall.app.sas.SasComparison.Step;
import org.securecall.app.text.DisplayName;
import org.securecall.media.api.SasEmoji;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.ui.model.PhoneModel;

/** One {@link SasComparison} in a call, and what becomes of it on the telephone. */
public final class SasModel {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PhoneModel model;
    private final CallId call;
    private final List<SasEmoji> emoji;
    private final String suggestedName;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper keyName = new ReadOnlyStringWrapper("");
    private SasComparison comparison;

    private SasModel(
            PhoneModel model, CallSnapshot call, SasComparison comparison, List<SasEmoji> emoji, String suggestedName) {
        this.model = model;
        this.call = call.id();
        this.comparison = comparison;
        this.emoji = emoji;
        this.suggestedName = suggestedName;
        step.set(comparison.step());
    }

    /**
     * @param zrtp whose code is compared
     * @param suggestedName what the name of the key is likely to be
     * @return empty where there is no code that has two halves
     */
    public static Optional<SasModel> of(PhoneModel model, CallSnapshot call, ZrtpDetails zrtp, String suggestedName) {
        return SasCode.of(zrtp.comparedSas(), call.direction())
                .map(code -> SasComparison.start(code, zrtp.peerClient(), RANDOM))
                .map(comparison -> new SasModel(model, call, comparison, zrtp.comparedEmoji(), suggestedName));
    }

    CallId call() {
        return call;
    }

    SasCode code() {
        return comparison.code();
    }

    /** Halves of which one is right. */
    List<String> options() {
        return comparison.options();
    }

    /** What the text of the field may become. */
    List<String> suggestions(String typed) {
        return comparison.suggestions(typed);
    }

    /**
     * The code as pictures, only beside the whole code: a voice carries no pictures, and while a half is asked for they would
     * show what is not to be seen.
     */
    List<SasEmoji> emoji() {
        return step.get() == Step.SHOWN ? emoji : List.of();
    }

    String suggestedName() {
        return suggestedName;
    }

    public ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /** Why the last command failed; empty when it did not. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The name that was confirmed. */
    ReadOnlyStringProperty keyName() {
        return keyName.getReadOnlyProperty();
    }

    /** Takes what the user heard. */
    public void type(String heard) {
        go(comparison.typed(heard));
    }

    /** Offers halves to choose from, or typing instead. */
    void choose(boolean choosing) {
        go(comparison.choosing(choosing));
    }

    /** @param option what was heard; empty for none of them */
    void choose(Optional<String> option) {
        go(comparison.chosen(option));
    }

    /** Shows the whole code: the peer reads all of it out. */
    public void showWhole() {
        go(comparison.shown());
    }

    /** The user compared the whole code by ear. */
    public void match() {
        go(comparison.matched());
    }

    /** The codes differ. */
    public void deny() {
        go(comparison.denied());
    }

    /** @param name whom the key belongs to; may be empty */
    public void confirm(String name) {
        if (step.get() != Step.NAME) {
            return;
        }
        problem.set("");
        String plain = DisplayName.plain(name);
        model.ask(
                model.phone().confirmSas(call, plain.isEmpty() ? Optional.empty() : Optional.of(plain)),
                done -> {
                    keyName.set(plain);
                    go(comparison.named());
                },
                problem::set);
    }

    private void go(SasComparison next) {
        boolean differs = next.step() == Step.DIFFERS && comparison.step() != Step.DIFFERS;
        comparison = next;
        if (differs) {
            problem.set("");
            model.ask(model.phone().denySas(call), done -> {}, problem::set);
        }
        // A denial counts at once, whatever becomes of the command.
        step.set(next.step());
    }
}
