// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.Retention;
import org.securecall.app.api.Settings;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Encryption;
import org.securecall.ui.model.PhoneModel;

/** What the user chose for the whole program; each change is stored at once. */
public final class SettingsModel {

    private final PhoneModel model;
    private Settings basis;
    private Settings wanted;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    public SettingsModel(PhoneModel model) {
        this.model = model;
        this.basis = model.settings().get();
        this.wanted = basis;
    }

    public PhoneModel phone() {
        return model;
    }

    /** Why the last change was not stored; empty when it was. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** As they are, with the change that was asked for last, until the telephone has told of it. */
    public Settings now() {
        return model.settings().get().equals(basis) ? wanted : model.settings().get();
    }

    /** The names of all microphones, the system's choice first; the chosen one is in it even when it is not plugged in. */
    List<String> microphones() {
        return names(AudioDevice::microphone, now().microphone());
    }

    /** Likewise of all speakers. */
    List<String> speakers() {
        return names(AudioDevice::speaker, now().speaker());
    }

    private List<String> names(Predicate<AudioDevice> use, String chosen) {
        List<String> names = new ArrayList<>();
        names.add(AudioDevice.DEFAULT);
        model.phone().devices().stream()
                .filter(use)
                .map(AudioDevice::name)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        if (!names.contains(chosen)) {
            names.add(chosen);
        }
        return names;
    }

    void microphone(String name) {
        put(now().withMicrophone(name));
    }

    void speaker(String name) {
        put(now().withSpeaker(name));
    }

    void encryption(Encryption encryption) {
        put(now().withEncryption(encryption));
    }

    /** @param keys what calls insist on, and how their keys are made */
    public void keys(KeyPolicy keys) {
        put(now().withKeys(keys));
    }

    /** @param theme {@code auto}, {@code light} or {@code dark} */
    public void theme(String theme) {
        put(now().withTheme(theme));
    }

    public void firstRunDone() {
        put(now().withFirstRunDone(true));
    }

    /** @param minutes 0 for never */
    void lockAfter(int minutes) {
        put(now().withLockAfterMinutes(minutes));
    }

    void pastCalls(Retention retention) {
        put(now().withPastCalls(retention));
    }

    void chimes(boolean on) {
        put(now().withChimes(on));
    }

    private void put(Settings changed) {
        if (!changed.equals(now())) {
            problem.set("");
            basis = model.settings().get();
            wanted = changed;
            model.ask(model.phone().putSettings(changed), done -> {}, reason -> {
                wanted = basis;
                problem.set(reason);
            });
        }
    }
}
