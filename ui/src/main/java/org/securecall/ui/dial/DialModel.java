// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.dial;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.securecall.app.api.Contact;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.Dialler;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.ExpectedSecurity;

/** What is typed to be called, whom it fits, and what security to expect. */
public final class DialModel {

    private static final int MATCHES = 5;
    /** Of one contact, where others fit too. */
    private static final int ADDRESSES = 3;

    /** A contact that fits, by one of its addresses. */
    public record Match(Contact contact, String uri) {}

    /** What was typed, whom it fits among these contacts, and the address of the one whom it names. */
    private record Found(String text, List<Contact> among, List<Contact> contacts, Optional<String> named) {

        static final Found NOBODY = new Found("", List.of(), List.of(), Optional.empty());
    }

    private final PhoneModel model;
    private final Dialler dialler;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Found found = Found.NOBODY;

    public DialModel(PhoneModel model, Dialler dialler) {
        this.model = model;
        this.dialler = dialler;
        typed.addListener((observable, before, after) -> problem.set(""));
    }

    public StringProperty typed() {
        return typed;
    }

    /** Why it cannot be called; empty when nothing is wrong. */
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    public PhoneModel phone() {
        return model;
    }

    /** The best contacts for what was typed, each address by itself; at most five, and none for nothing typed. */
    public List<Match> matches() {
        return found().contacts().stream()
                .limit(MATCHES)
                .flatMap(contact -> contact.uris().stream().limit(ADDRESSES).map(uri -> new Match(contact, uri)))
                .limit(MATCHES)
                .toList();
    }

    /** Whom the text fits; asked once for each text. */
    private Found found() {
        String text = typed.get().strip();
        if (text.isEmpty()) {
            return Found.NOBODY;
        }
        List<Contact> among = model.phone().contacts();
        if (!found.text().equals(text) || !found.among().equals(among)) {
            List<Contact> fits = model.phone().searchContacts(text, Optional.empty());
            found = new Found(text, among, fits, named(fits, text));
        }
        return found;
    }

    private static Optional<String> named(List<Contact> fits, String text) {
        Optional<String> byName = fits.stream()
                .filter(contact -> contact.name().equalsIgnoreCase(text))
                .findFirst()
                .map(Contact::uri);
        return byName.isPresent() || !isAddress(text) ? byName : stored(fits, text);
    }

    /** What is shown is not all of an address. */
    private static Optional<String> stored(List<Contact> fits, String shown) {
        return fits.stream()
                .flatMap(contact -> contact.uris().stream())
                .filter(uri -> Addresses.shown(uri).equalsIgnoreCase(shown))
                .findFirst();
    }

    /** A user at a host, or a host. */
    private static boolean isAddress(String text) {
        return text.indexOf('@') >= 0 || text.indexOf('.') >= 0 || text.indexOf(':') >= 0;
    }

    /** The address that would be called: a contact's, where exactly its name or address was typed, else what was typed. */
    public String target() {
        return found().named().orElse(typed.get().strip());
    }

    /** Whether {@link #target()} looks as if it could be called: it has a host, or an account lends it one. */
    public boolean callable() {
        String target = target();
        return !target.isEmpty() && (target.contains("@") || target.startsWith("sip") || isKnownName(target));
    }

    private boolean isKnownName(String target) {
        return Addresses.isPractice(target)
                || (!target.contains(" ") && !model.accounts().isEmpty());
    }

    ExpectedSecurity expected() {
        return ExpectedSecurity.of(model, target());
    }

    /** What the other end is called where that is known, else its address. */
    String person() {
        String target = target();
        return ExpectedSecurity.keyName(model, target)
                .or(() -> model.contactOf(target).map(Contact::name))
                .orElse(Addresses.shown(target));
    }

    void practise() {
        dialler.practise();
    }

    /** @param account empty for the first fitting one */
    public void call(Optional<String> account) {
        String target = target();
        if (!target.isEmpty()) {
            problem.set("");
            dialler.call(target, account, problem::set);
        }
    }
}
