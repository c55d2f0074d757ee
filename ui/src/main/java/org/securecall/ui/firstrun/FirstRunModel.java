// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.firstrun;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.securecall.app.api.Phone;
import org.securecall.ui.model.Dialler;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.settings.SettingsModel;

/** The way through the first run. */
public final class FirstRunModel {

    /** In their order; {@link #RESTORE} is for those who have a backup, {@link #ACCOUNT} for those who have an account. */
    public enum Step {
        WELCOME,
        RESTORE,
        ACCOUNT,
        SOUND,
        PRACTICE
    }

    private final PhoneModel model;
    private final SettingsModel settings;
    private final Dialler dialler;
    private final Runnable finished;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.WELCOME);
    private final Consumer<String> reopen;
    private boolean withAccount;

    /**
     * @param finished leaves the set-up
     * @param reopen closes the telephone and opens it anew, with another profile; given what to tell there
     */
    public FirstRunModel(PhoneModel model, Dialler dialler, Runnable finished, Consumer<String> reopen) {
        this.reopen = reopen;
        this.model = model;
        this.settings = new SettingsModel(model);
        this.dialler = dialler;
        this.finished = finished;
    }

    public ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    PhoneModel phone() {
        return model;
    }

    SettingsModel settings() {
        return settings;
    }

    /** The steps that this user passes through. */
    List<Step> steps() {
        if (step.get() == Step.RESTORE) {
            return List.of(Step.WELCOME, Step.RESTORE);
        }
        return withAccount
                ? List.of(Step.WELCOME, Step.ACCOUNT, Step.SOUND, Step.PRACTICE)
                : List.of(Step.WELCOME, Step.SOUND, Step.PRACTICE);
    }

    /** A restored profile has had its set-up: the telephone is opened anew with it. */
    public void withBackup() {
        step.set(Step.RESTORE);
    }

    Consumer<String> reopen() {
        return reopen;
    }

    public void withAccount() {
        withAccount = true;
        step.set(Step.ACCOUNT);
    }

    public void withoutAccount() {
        withAccount = false;
        step.set(Step.SOUND);
    }

    public void accountSaved() {
        step.set(Step.SOUND);
    }

    public void soundChosen() {
        step.set(Step.PRACTICE);
    }

    public void back() {
        List<Step> steps = steps();
        step.set(steps.get(Math.max(0, steps.indexOf(step.get()) - 1)));
    }

    /** Leaves the set-up for a call with the practice peer; where there can be none, a notice says why. */
    public void practise() {
        finish();
        dialler.call(Phone.PRACTICE, Optional.empty(), model::notice);
    }

    /** Leaves the set-up for the page of everything that can be practised. */
    public void exercise() {
        finish();
        dialler.practise();
    }

    /** Leaves the set-up for good, at whatever step. */
    public void finish() {
        settings.firstRunDone();
        finished.run();
    }
}
