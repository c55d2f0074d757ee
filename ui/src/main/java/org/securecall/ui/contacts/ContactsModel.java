// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.model.Dialler;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.ExpectedSecurity;
import org.securecall.ui.text.Texts;

/** The contacts that the list shows, and what can be done with them. */
public final class ContactsModel implements Attachment {

    private static final Texts TEXTS = Texts.of("contacts");
    private static final Contact NEW = new Contact(0, "", "", false);

    private final PhoneModel model;
    private final Dialler dialler;
    private final Consumer<String> keys;
    private final ContactRows rows = new ContactRows();
    private final ObservableList<String> groups = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<Optional<String>> group = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<Contact>> chosen = new SimpleObjectProperty<>(List.of());
    private final InvalidationListener search = source -> search();
    private final InvalidationListener changed = source -> update();
    private boolean changing;

    /** @param keys shows the keys of the person with an address */
    public ContactsModel(PhoneModel model, Dialler dialler, Consumer<String> keys) {
        this.model = model;
        this.dialler = dialler;
        this.keys = keys;
        model.contacts().addListener(changed);
        filter.addListener(search);
        group.addListener(search);
        update();
    }

    /** Favourites, then the others, then the practice peer. */
    public ObservableList<ContactRow> rows() {
        return rows;
    }

    /** Only contacts that fit this are listed, as {@link Phone#searchContacts} takes it. */
    public StringProperty filter() {
        return filter;
    }

    /** Only contacts of this group are listed; empty for all. */
    public ObjectProperty<Optional<String>> group() {
        return group;
    }

    /** The groups that anybody is in, in the order of the alphabet. */
    public ObservableList<String> groups() {
        return groups;
    }

    /** Those that the user selected in the list, without the practice peer. */
    ObjectProperty<List<Contact>> chosen() {
        return chosen;
    }

    /** Whether the list changes now, and with it, for a moment, what is selected in it. */
    boolean isChanging() {
        return changing;
    }

    /** The lines of the chosen contacts as far as they are listed. */
    List<Integer> chosenRows() {
        return rows.find(chosen.get().stream().map(Contact::id).collect(Collectors.toSet()));
    }

    PhoneModel phone() {
        return model;
    }

    /** Whether there is any contact besides the practice peer. */
    public boolean isEmpty() {
        return model.contacts().stream().allMatch(ContactsModel::isPractice);
    }

    /** What to expect of a call to the first address. */
    ExpectedSecurity expected(Contact contact) {
        return expected(contact.uri());
    }

    ExpectedSecurity expected(String uri) {
        return ExpectedSecurity.of(model, uri);
    }

    /** Calls the first address. */
    void call(Contact contact) {
        call(contact.uri());
    }

    void call(String uri) {
        dialler.call(uri, Optional.empty(), model::notice);
    }

    void exercises() {
        dialler.practise();
    }

    void keys(Contact contact) {
        keys.accept(contact.uri());
    }

    void practice() {
        call(Phone.PRACTICE);
    }

    void remove(Contact contact) {
        model.ask(model.phone().removeContact(contact.id()));
    }

    void favour(Contact contact, boolean favourite) {
        model.ask(model.phone().putContact(contact.withFavourite(favourite)));
    }

    /** @param reading runs what reads files */
    ContactFormModel add(Executor reading) {
        return new ContactFormModel(model, NEW, reading);
    }

    /** With what is known of the new contact already. */
    ContactFormModel add(String name, String address, Executor reading) {
        return new ContactFormModel(model, new Contact(0, name, address, false), reading);
    }

    ContactFormModel edit(Contact contact, Executor reading) {
        return new ContactFormModel(model, contact, reading);
    }

    private static boolean isPractice(Contact contact) {
        return contact.uri().equals(Phone.PRACTICE);
    }

    private void update() {
        List<String> known = model.phone().contactGroups();
        if (!known.equals(groups)) {
            groups.setAll(known);
        }
        if (group.get().filter(wanted -> !known.contains(wanted)).isPresent()) {
            group.set(Optional.empty());
        }
        search();
    }

    private void search() {
        List<Contact> found = model.phone().searchContacts(filter.get(), group.get());
        if (found.stream().anyMatch(ContactsModel::isPractice)) {
            found = found.stream().filter(contact -> !isPractice(contact)).toList();
        }
        changing = true;
        try {
            rows.show(found, group.get().isEmpty() && practiceFits());
        } finally {
            changing = false;
        }
    }

    private boolean practiceFits() {
        String typed = filter.get().strip().toLowerCase(Locale.ROOT);
        return TEXTS.get("practice").toLowerCase(Locale.ROOT).startsWith(typed);
    }

    @Override
    public void close() {
        model.contacts().removeListener(changed);
    }
}
