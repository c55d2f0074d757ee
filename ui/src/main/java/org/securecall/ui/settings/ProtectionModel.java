// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.securecall.app.api.Protection;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** What the key of the profile is kept under, and changing that. */
final class ProtectionModel {

    private static final Texts TEXTS = Texts.of("lock");

    private final PhoneModel model;
    private final ReadOnlyObjectWrapper<Protection> protection;
    private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper currentProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper passphraseProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper againProblem = new ReadOnlyStringWrapper("");

    ProtectionModel(PhoneModel model) {
        this.model = model;
        this.protection = new ReadOnlyObjectWrapper<>(model.phone().protection());
    }

    ReadOnlyObjectProperty<Protection> protection() {
        return protection.getReadOnlyProperty();
    }

    boolean hasPassphrase() {
        return protection.get() == Protection.PASSPHRASE;
    }

    /** Whether a change is under way. */
    ReadOnlyBooleanProperty saving() {
        return saving.getReadOnlyProperty();
    }

    /** What the last change brought about; empty when there was none, or it failed. */
    ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    /** Why the last change failed; empty when it did not. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What is wrong with the passphrase of now; empty when nothing is, or the telephone has to say. */
    ReadOnlyStringProperty currentProblem() {
        return currentProblem.getReadOnlyProperty();
    }

    /** What is wrong with the new passphrase; empty when nothing is. */
    ReadOnlyStringProperty passphraseProblem() {
        return passphraseProblem.getReadOnlyProperty();
    }

    /** What is wrong with its repetition; empty when nothing is. */
    ReadOnlyStringProperty againProblem() {
        return againProblem.getReadOnlyProperty();
    }

    /**
     * From now on the profile opens with this passphrase, if it is long enough and both are the same.
     *
     * @param current the passphrase of now; empty where there is none; wiped
     * @param passphrase wiped
     * @param again wiped
     * @return whether the telephone was asked
     */
    boolean protect(char[] current, char[] passphrase, char[] again) {
        boolean unknown = hasPassphrase() && current.length == 0;
        boolean isShort = PassphraseLength.characters(passphrase) < PassphraseLength.SHORTEST;
        boolean differs = !Arrays.equals(passphrase, again);
        Arrays.fill(again, '\0');
        clear();
        if (unknown || isShort || differs || saving.get()) {
            Arrays.fill(current, '\0');
            Arrays.fill(passphrase, '\0');
            currentProblem.set(unknown ? TEXTS.get("current.missing") : "");
            passphraseProblem.set(isShort ? TEXTS.get("too.short", PassphraseLength.SHORTEST) : "");
            againProblem.set(differs && !isShort ? TEXTS.get("differs") : "");
            return false;
        }
        ask(current, Optional.of(passphrase), hasPassphrase() ? TEXTS.get("changed") : TEXTS.get("set.done"));
        return true;
    }

    /**
     * From now on the profile opens without a passphrase.
     *
     * @param current the passphrase of now; wiped
     * @return whether the telephone was asked
     */
    boolean remove(char[] current) {
        clear();
        if (current.length == 0 || saving.get()) {
            Arrays.fill(current, '\0');
            currentProblem.set(saving.get() ? "" : TEXTS.get("current.missing"));
            return false;
        }
        ask(current, Optional.empty(), TEXTS.get("removed"));
        return true;
    }

    /** Forgets what came of the last change. */
    void clear() {
        result.set("");
        problem.set("");
        currentProblem.set("");
        passphraseProblem.set("");
        againProblem.set("");
    }

    private void ask(char[] current, Optional<char[]> passphrase, String done) {
        Optional<char[]> known = hasPassphrase() ? Optional.of(current) : Optional.empty();
        saving.set(true);
        model.ask(
                model.phone().protect(known, passphrase),
                nothing -> {
                    ended();
                    result.set(done);
                },
                reason -> {
                    ended();
                    problem.set(reason);
                });
    }

    private void ended() {
        protection.set(model.phone().protection());
        saving.set(false);
    }
}
