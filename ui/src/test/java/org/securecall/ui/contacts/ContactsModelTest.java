// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Contact;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.dial.DialModel;
import org.securecall.ui.model.PhoneModel;

class ContactsModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);
    private final List<String> called = new ArrayList<>();
    private final ContactsModel contacts = new ContactsModel(model, (target, account, failure) -> called.add(target));

    @BeforeEach
    void add() {
        for (Contact contact : List.of(
                new Contact(0, "zoe", "sip:zoe@example.org", true),
                new Contact(0, "Bob", "sip:bob@example.org", false),
                new Contact(0, "anna", "sip:anna@example.net", false))) {
            phone.putContact(contact);
        }
    }

    @Test
    void favouritesComeFirstAndThePracticePeerLast() {
        assertThat(contacts.rows()).extracting(row -> row.contact().name()).startsWith("zoe", "anna", "Bob");
        assertThat(contacts.rows().getLast().practice()).isTrue();
        assertThat(contacts.rows())
                .extracting(ContactRow::section)
                .filteredOn(text -> !text.isEmpty())
                .hasSize(3);
    }

    @Test
    void filterLooksAtNameAndAddress() {
        contacts.filter().set("EXAMPLE.net");
        assertThat(contacts.rows()).extracting(row -> row.contact().name()).containsExactly("anna");
    }

    @Test
    void practiceEntryIsThereOnceEvenWhenItIsAContactToo() {
        phone.putContact(new Contact(0, "Practice", "practice", false));
        assertThat(contacts.rows())
                .filteredOn(row -> row.contact().uri().equals("practice"))
                .hasSize(1);
    }

    @Test
    void emptyMeansNobodyBesidesThePracticePeer() {
        assertThat(contacts.isEmpty()).isFalse();
        phone.contacts().forEach(contact -> contacts.remove(contact));
        assertThat(contacts.isEmpty()).isTrue();
        phone.putContact(new Contact(0, "Practice", "practice", false));
        assertThat(contacts.isEmpty()).isTrue();
    }

    @Test
    void storeThatRefusesIsToldInTheForm() {
        phone.refuse("The disk is full");
        List<String> failures = new ArrayList<>();
        contacts.save(new Contact(0, "Carl", "carl@example.org", false), () -> failures.add("saved"), failures::add);
        assertThat(failures).containsExactly("The disk is full");
    }

    @Test
    void closedModelHearsNoMore() {
        contacts.close();
        phone.putContact(new Contact(0, "Carl", "sip:carl@example.org", false));
        assertThat(contacts.rows()).extracting(row -> row.contact().name()).doesNotContain("Carl");
    }

    @Test
    void typedNameOfAContactIsItsAddress() {
        DialModel dial = new DialModel(model, (target, account, failure) -> called.add(target));
        dial.typed().set("anna");
        assertThat(dial.target()).isEqualTo("sip:anna@example.net");
        assertThat(dial.callable()).isTrue();
        dial.call(Optional.empty());
        assertThat(called).containsExactly("sip:anna@example.net");
    }

    @Test
    void bareNameCanBeCalledOnlyWithAnAccount() {
        DialModel dial = new DialModel(model, (target, account, failure) -> failure.accept("No account"));
        dial.typed().set("exa");
        assertThat(dial.matches()).hasSize(3);
        assertThat(dial.callable()).isFalse();
        dial.call(Optional.empty());
        assertThat(dial.problem().get()).isEqualTo("No account");
        dial.typed().set("exam");
        assertThat(dial.problem().get()).isEmpty();
    }
}
