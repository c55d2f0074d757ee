// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.dial.DialModel;
import org.securecall.ui.model.PhoneModel;

class ContactsModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);
    private final List<String> called = new ArrayList<>();
    private final ContactsModel contacts =
            new ContactsModel(model, (target, account, failure) -> called.add(target), address -> {});

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
    void accentsCaseAndOrderOfWordsDoNotMatter() throws Exception {
        phone.store(List.of(new Contact(0, "Jürgen Groß", "sip:jg@example.org", false)));
        contacts.filter().set("GROSS jurg");
        assertThat(contacts.rows()).extracting(row -> row.contact().name()).containsExactly("Jürgen Groß");
        DialModel dial = new DialModel(model, (target, account, failure) -> called.add(target));
        dial.typed().set("gross jür");
        assertThat(dial.matches()).extracting(DialModel.Match::uri).containsExactly("sip:jg@example.org");
    }

    @Test
    void groupNarrowsTheListAndIsLeftWhenItIsGone() throws Exception {
        List<Contact> stored = phone.store(List.of(inGroup("Dora", "Chor"), inGroup("Emil", "Büro")));
        assertThat(contacts.groups()).containsExactly("Büro", "Chor");
        contacts.group().set(Optional.of("Chor"));
        assertThat(contacts.rows()).extracting(row -> row.contact().name()).containsExactly("Dora");
        contacts.filter().set("emil");
        assertThat(contacts.rows()).isEmpty();
        contacts.filter().set("");
        contacts.remove(stored.getFirst());
        assertThat(contacts.groups()).containsExactly("Büro");
        assertThat(contacts.group().get()).isEmpty();
        assertThat(contacts.rows()).hasSize(5);
    }

    @Test
    void everyAddressOfAContactIsOfferedInTheDialBox() throws Exception {
        phone.store(List.of(new Contact(
                0,
                "Dora",
                List.of("sip:dora@example.org;transport=tls", "sip:dora@192.0.2.7"),
                List.of(),
                Optional.empty(),
                false,
                ContactPolicy.DEFAULT,
                false)));
        DialModel dial = new DialModel(model, (target, account, failure) -> called.add(target));
        dial.typed().set("dora");
        assertThat(dial.matches())
                .extracting(DialModel.Match::uri)
                .containsExactly("sip:dora@example.org;transport=tls", "sip:dora@192.0.2.7");
        dial.typed().set("dora@192.0.2.7");
        assertThat(dial.target()).isEqualTo("sip:dora@192.0.2.7");
        dial.typed().set("Dora@example.org");
        assertThat(dial.target()).isEqualTo("sip:dora@example.org;transport=tls");
    }

    @Test
    void favouriteStaysWhoItIs() throws Exception {
        Contact dora = phone.store(List.of(inGroup("Dora", "Chor"))).getFirst();
        contacts.favour(dora, true);
        assertThat(phone.contacts()).contains(dora.withFavourite(true));
    }

    private static Contact inGroup(String name, String group) {
        return new Contact(
                0,
                name,
                List.of("sip:" + name + "@example.org"),
                List.of(group),
                Optional.empty(),
                false,
                ContactPolicy.DEFAULT,
                false);
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
