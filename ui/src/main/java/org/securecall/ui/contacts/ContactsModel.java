// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.Dialler;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.ExpectedSecurity;
import org.securecall.ui.text.Texts;

/** The contacts that the list shows, and what can be done with them. */
public final class ContactsModel implements Attachment {

    private static final Texts TEXTS = Texts.of("contacts");

    private final PhoneModel model;
    private final Dialler dialler;
    private final ObservableList<ContactRow> rows = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final InvalidationListener update = source -> update();

    public ContactsModel(PhoneModel model, Dialler dialler) {
        this.model = model;
        this.dialler = dialler;
        model.contacts().addListener(update);
        model.trust().addListener(update);
        model.settings().addListener(update);
        filter.addListener(update);
        update();
    }

    /** Favourites, then the others, then the practice peer. */
    public ObservableList<ContactRow> rows() {
        return rows;
    }

    /** Only contacts whose name or address holds this are listed. */
    public StringProperty filter() {
        return filter;
    }

    PhoneModel phone() {
        return model;
    }

    /** Whether there is any contact besides the practice peer. */
    public boolean isEmpty() {
        return model.contacts().stream().allMatch(contact -> Addresses.isPractice(contact.uri()));
    }

    void call(Contact contact) {
        dialler.call(contact.uri(), Optional.empty(), model::notice);
    }

    void practice() {
        dialler.call(Phone.PRACTICE, Optional.empty(), model::notice);
    }

    void remove(Contact contact) {
        model.ask(model.phone().removeContact(contact.id()));
    }

    void favour(Contact contact, boolean favourite) {
        model.ask(model.phone().putContact(contact.withFavourite(favourite)));
    }

    void save(Contact contact, Runnable success, Consumer<String> failure) {
        model.ask(model.phone().putContact(contact), stored -> success.run(), failure);
    }

    /** Whether a contact fits what was typed. */
    public static boolean fits(Contact contact, String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return contact.name().toLowerCase(Locale.ROOT).contains(wanted)
                || contact.uris().stream()
                        .map(uri -> Addresses.shown(uri).toLowerCase(Locale.ROOT))
                        .anyMatch(uri -> uri.contains(wanted));
    }

    private void update() {
        List<ContactRow> made = new ArrayList<>();
        String section = "";
        for (Contact contact : model.contacts()) {
            if (Addresses.isPractice(contact.uri()) || !fits(contact, filter.get())) {
                continue;
            }
            String belongs = contact.favourite() ? TEXTS.get("section.favourites") : TEXTS.get("section.others");
            made.add(new ContactRow(
                    contact, ExpectedSecurity.of(model, contact.uri()), belongs.equals(section) ? "" : belongs, false));
            section = belongs;
        }
        Contact practice = new Contact(0, TEXTS.get("practice"), Phone.PRACTICE, false);
        if (fits(practice, filter.get())) {
            made.add(new ContactRow(
                    practice, ExpectedSecurity.of(model, Phone.PRACTICE), TEXTS.get("section.practice"), true));
        }
        if (!made.equals(rows)) {
            rows.setAll(made);
        }
    }

    @Override
    public void close() {
        model.contacts().removeListener(update);
        model.trust().removeListener(update);
        model.settings().removeListener(update);
    }
}
