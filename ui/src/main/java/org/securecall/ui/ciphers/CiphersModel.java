// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyPolicy;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.settings.SettingsModel;
import org.securecall.ui.text.Texts;

/** The order of algorithms that is in force, what can be done with it, and what it comes to. Each change is stored at once. */
public final class CiphersModel {

    private static final Texts TEXTS = Texts.of("ciphers");

    private final SettingsModel settings;
    private final PhoneModel phone;
    private final ZrtpAlgorithms zrtp;
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
    private Optional<ZrtpPreferences> before = Optional.empty();

    public CiphersModel(SettingsModel settings) {
        this.settings = settings;
        this.phone = settings.phone();
        this.zrtp = phone.phone().algorithms();
    }

    PhoneModel phone() {
        return phone;
    }

    SettingsModel settings() {
        return settings;
    }

    /** What the last change did, or why it was none; empty before the first. */
    ReadOnlyStringProperty told() {
        return told.getReadOnlyProperty();
    }

    AlgorithmPreset preset() {
        return keys().preset();
    }

    /** The lists in force. */
    CipherOrder order() {
        return CipherOrder.of(zrtp, keys().algorithms());
    }

    private KeyPolicy keys() {
        return settings.now().keys();
    }

    /** The user's own order, where there is none yet, begins with the one in force. */
    void choose(AlgorithmPreset preset) {
        told.set("");
        before = Optional.empty();
        boolean first =
                preset == AlgorithmPreset.CUSTOM && keys().custom().lists().isEmpty();
        settings.keys(first ? keys().withCustom(order().preferences()) : keys().withPreset(preset));
    }

    void toggle(Kind kind, String name) {
        switch (order().toggled(kind, name)) {
            case CipherOrder.Outcome.Changed changed -> {
                put(changed.order());
                told.set(changed(name, changed.order().on(kind).contains(name), changed.alsoOn()));
            }
            case CipherOrder.Outcome.Locked locked -> told.set(CipherWords.locked(locked.lock()));
            case CipherOrder.Outcome.Full full -> told.set(TEXTS.get("full"));
        }
    }

    private static String changed(String name, boolean on, List<String> alsoOn) {
        return !alsoOn.isEmpty()
                ? TEXTS.get("also.on", CipherWords.name(name), CipherWords.names(alsoOn))
                : on ? TEXTS.get("now.on", CipherWords.name(name)) : TEXTS.get("now.off", CipherWords.name(name));
    }

    /** Moves one that is on by so many places; nothing happens at the end of its list. */
    void move(Kind kind, String name, int by) {
        int place = order().on(kind).indexOf(name) + 1;
        if (place > 0) {
            place(kind, name, place + by);
        }
    }

    /** Moves one that is on to a place of its list, from 1. */
    void place(Kind kind, String name, int place) {
        CipherOrder moved = order().moved(kind, name, place);
        if (!moved.preferences().equals(order().preferences())) {
            put(moved);
            List<String> on = moved.on(kind);
            told.set(TEXTS.get("moved", CipherWords.name(name), on.indexOf(name) + 1, on.size()));
        }
    }

    private void put(CipherOrder order) {
        before = Optional.empty();
        settings.keys(keys().withCustom(order.preferences()));
    }

    /** The user's own order becomes the recommended one. */
    void reset() {
        ZrtpPreferences now = keys().custom();
        put(CipherOrder.of(zrtp, AlgorithmPreset.RECOMMENDED.preferences()));
        before = Optional.of(now);
        told.set(TEXTS.get("custom.was.reset"));
    }

    /** Whether the last change was {@link #reset}. */
    boolean canUndo() {
        return before.isPresent();
    }

    void undo() {
        before.ifPresent(order -> {
            before = Optional.empty();
            settings.keys(keys().withCustom(order));
            told.set(TEXTS.get("custom.undone"));
        });
    }

    /** One for each telephone with a key, by whose it is; of several of one person the one met last first. */
    List<Prospect> prospects() {
        ZrtpPreferences own = zrtp.usable(keys().algorithms());
        Map<String, ZrtpOffer> offers = phone.phone().offers();
        List<Prospect> prospects = new ArrayList<>();
        phone.trust().stream()
                .sorted(Comparator.comparing(this::nameOf, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(ContactTrust::lastSeen, Comparator.reverseOrder()))
                .forEach(key -> prospects.add(new Prospect(
                        nameOf(key),
                        Addresses.isPractice(key.uri()) ? "" : Addresses.shown(key.uri()),
                        key.client(),
                        Optional.ofNullable(offers.get(key.zid())).map(offer -> forecast(own, offer)))));
        return prospects;
    }

    private ZrtpForecast forecast(ZrtpPreferences own, ZrtpOffer offer) {
        try {
            return zrtp.forecast(own, offer);
        } catch (MediaException e) {
            throw new IllegalStateException("What is usable cannot be offered", e);
        }
    }

    private String nameOf(ContactTrust key) {
        return Addresses.isPractice(key.uri())
                ? TEXTS.get("preview.practice")
                : phone.contactOf(key.uri())
                        .map(Contact::name)
                        .orElse(key.name().isEmpty() ? Addresses.shown(key.uri()) : key.name());
    }

    /** How many contacts have no key under any of their addresses. */
    int contactsWithoutKey() {
        Set<String> met =
                phone.trust().stream().map(key -> Addresses.key(key.uri())).collect(Collectors.toSet());
        return (int) phone.contacts().stream()
                .filter(contact -> contact.uris().stream().map(Addresses::key).noneMatch(met::contains))
                .count();
    }
}
