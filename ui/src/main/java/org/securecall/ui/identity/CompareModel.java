// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Identities;
import org.securecall.app.api.IdentityCheck;
import org.securecall.app.api.OwnCard;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.QrCode;
import org.securecall.app.api.SafetyNumber;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** The own key, and comparing it with one person's. */
final class CompareModel {

    private static final Texts TEXTS = Texts.of("identity");

    private final PhoneModel model;
    private final Identities identities;
    private final ReadOnlyObjectWrapper<Optional<OwnCard>> card = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<QrCode>> code = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<SafetyNumber> numbers = FXCollections.observableArrayList();
    private final Outcome outcome = new Outcome();
    private Optional<String> person = Optional.empty();

    CompareModel(PhoneModel model) {
        this.model = model;
        this.identities = model.phone().identities();
        model.ask(identities.own(), own -> card.set(Optional.of(own)), outcome::failed);
    }

    PhoneModel phone() {
        return model;
    }

    /** Empty until it was read, or made. */
    ReadOnlyObjectProperty<Optional<OwnCard>> card() {
        return card.getReadOnlyProperty();
    }

    /** The code that is shown; empty while none is. */
    ReadOnlyObjectProperty<Optional<QrCode>> code() {
        return code.getReadOnlyProperty();
    }

    /** With the keys of the person who was chosen. */
    ObservableList<SafetyNumber> numbers() {
        return numbers;
    }

    Outcome outcome() {
        return outcome;
    }

    /** With whom a key can be compared: the contacts, and whoever signed a call. */
    List<String> people() {
        List<String> people = new ArrayList<>();
        model.contacts().stream()
                .map(Contact::uri)
                .filter(address -> !Addresses.isPractice(address))
                .forEach(people::add);
        model.identities().stream()
                .map(PeerIdentity::address)
                .filter(address -> model.contactOf(address).isEmpty() && !people.contains(address))
                .forEach(people::add);
        return people;
    }

    String name(String address) {
        return model.contactOf(address)
                .map(contact -> contact.name() + " (" + Addresses.shown(address) + ")")
                .orElse(Addresses.shown(address));
    }

    Optional<String> person() {
        return person;
    }

    void choose(Optional<String> address) {
        if (!person.equals(address)) {
            person = address;
            code.set(Optional.empty());
            outcome.clear();
        }
        update();
    }

    /** Keys were met, or confirmed, meanwhile. */
    void update() {
        if (person.isEmpty()) {
            numbers.clear();
            return;
        }
        String asked = person.get();
        model.ask(
                identities.safetyNumbers(asked),
                now -> {
                    if (person.filter(asked::equals).isPresent() && !numbers.equals(now)) {
                        numbers.setAll(now);
                    }
                },
                outcome::failed);
    }

    /** Shows the own code: to the person who was chosen, or to anybody. */
    void show() {
        outcome.clear();
        model.ask(identities.show(person, Optional.empty()), shown -> code.set(Optional.of(shown)), outcome::failed);
    }

    void hide() {
        code.set(Optional.empty());
    }

    void save(Path picture) {
        code.get()
                .ifPresent(shown -> model.ask(
                        identities.save(shown, picture), done -> outcome.done(TEXTS.get("saved")), outcome::failed));
    }

    void scan(Path picture) {
        outcome.clear();
        model.ask(identities.read(picture), this::check, outcome::failed);
    }

    /** @param shown digits, or the text of a code */
    void check(String shown) {
        if (person.isEmpty()) {
            outcome.failed(TEXTS.get("choose.first"));
            return;
        }
        outcome.clear();
        String whom = person.get();
        model.ask(identities.check(whom, shown), check -> checked(whom, check), outcome::failed);
    }

    private void checked(String whom, IdentityCheck check) {
        String name = model.contactOf(whom).map(Contact::name).orElse(Addresses.shown(whom));
        String agreed =
                check.device().isEmpty() ? TEXTS.get("agrees", name) : TEXTS.get("agrees.device", check.device(), name);
        outcome.done(check.secret() ? agreed + " " + TEXTS.get("secret") : agreed);
        update();
    }

    void revoke(PeerIdentity identity) {
        model.ask(
                identities.revoke(identity.address(), identity.fingerprint()),
                done -> outcome.done(TEXTS.get("revoked", name(identity.address()))),
                outcome::failed);
    }
}
