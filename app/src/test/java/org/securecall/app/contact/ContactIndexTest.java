// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.text.Folding;

class ContactIndexTest {

    private static final ContactIndex PEOPLE = ContactIndex.of(List.of(
            person(1, "Jürgen Groß", "sip:jg@example.org", "Büro"),
            person(2, "Łukasz Żółw", "sip:lukas@example.pl", "Friends of Bob"),
            person(3, "Søren Ærø", "sips:soren@example.dk", ""),
            person(4, "Ayşe Işık", "sip:ayse@example.com.tr", ""),
            person(5, "İbrahim Diyar", "sip:ibo@example.com.tr", ""),
            favourite(person(6, "Zoë O’Brien-Smith", "sip:zoe@example.ie", "büro")),
            person(7, "Ναταλία Παππάς", "sip:natalia@example.gr", ""),
            person(8, "李小龙", "sip:li@example.cn", ""),
            person(9, "bob@work", "sip:bob@192.0.2.7:5070", "")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jurgen|1",
                "JÜRG|1",
                "jürgen|1",
                "gross|1",
                "groß|1",
                "GROẞ|1",
                "groß jür|1",
                "jür xyz|",
                "urgen|",
                "lukasz|2",
                "łuk|2",
                "zolw|2",
                "sor|3",
                "aero|3",
                "æRØ|3",
                "isik|4",
                "ışık|4",
                "IŞIK|4",
                "ibrahim|5",
                "İBRAHİM|5",
                "ıbrahım|5",
                "smith|6",
                "brien-smi|6",
                "o’b|6",
                "zoe\u0308|6",
                "παππας|7",
                "ΠΑΠΠΆΣ|7",
                "李|8",
                "小|",
                "work|9",
                "192.0.2|9",
                "5070|9",
                "sip:bob@192|9",
                "sips:soren|3",
                "sip|",
                "example.com.tr|4 5",
                "buro|6 1",
                "friends|2",
                "of bob|2",
                "bob|9 2",
                "ａｙｓｅ|4",
            })
    void contactsAreFound(String text, String ids) {
        String found = String.join(
                " ",
                PEOPLE.search(text, Optional.empty()).stream()
                        .map(contact -> Long.toString(contact.id()))
                        .toList());
        assertThat(found).isEqualTo(ids == null ? "" : ids);
    }

    @Test
    void nothingTypedFindsAllWithFavouritesFirst() {
        assertThat(PEOPLE.search(" ", Optional.empty()))
                .isEqualTo(PEOPLE.contacts())
                .hasSize(9);
        assertThat(PEOPLE.contacts().getFirst().id()).isEqualTo(6);
    }

    @Test
    void groupsAreToldOnceAndFoundWithoutAccentsAndCase() {
        assertThat(PEOPLE.groups()).containsExactly("büro", "Friends of Bob");
        assertThat(PEOPLE.search("", Optional.of(" BURO")))
                .extracting(Contact::id)
                .containsExactly(6L, 1L);
        assertThat(PEOPLE.search("jur", Optional.of("Büro")))
                .extracting(Contact::id)
                .containsExactly(1L);
        assertThat(PEOPLE.search("", Optional.of("bur"))).isEmpty();
    }

    @Test
    void everyAddressFindsItsContact() {
        Contact two = new Contact(
                1,
                "Two",
                List.of("sip:a@h", "sips:b@h:5061"),
                List.of(),
                Optional.empty(),
                false,
                ContactPolicy.DEFAULT,
                false);
        ContactIndex index = ContactIndex.of(List.of(two));
        assertThat(index.findByUri("a@h")).contains(two);
        assertThat(index.findByUri("sip:b@H;transport=tcp")).contains(two);
        assertThat(index.findByUri("sip:c@h")).isEmpty();
        assertThat(index.search("b@h", Optional.empty())).containsExactly(two);
    }

    @Test
    void changesLeaveWhatWasThereUntouched() {
        Contact ann = person(1, "Ann", "sip:ann@h", "");
        Contact cat = person(2, "Cat", "sip:cat@h", "");
        ContactIndex before = ContactIndex.of(List.of(cat, ann));
        Contact dora = person(1, "Dora", "sip:dora@h", "");
        Contact bob = person(3, "Bob", "sip:bob@h", "");
        ContactIndex after = before.with(List.of(dora, bob));
        assertThat(after.contacts()).containsExactly(bob, cat, dora);
        assertThat(after.findByUri("sip:ann@h")).isEmpty();
        assertThat(after.find(1)).contains(dora);
        assertThat(after.without(3).contacts()).containsExactly(cat, dora);
        assertThat(before.contacts()).containsExactly(ann, cat);
        assertThat(after).hasToString("3 contacts");
    }

    /** Texts of few letters, so that nearly everything is in some of them, against a search of each by itself. */
    @Test
    void searchFindsWhatLookingAtEachContactFinds() {
        Random random = new Random(1);
        String letters = "aab -.b9\u00e9";
        for (int round = 0; round < 200; round++) {
            List<Contact> people = new ArrayList<>();
            for (int id = 1; id <= 20; id++) {
                String name = "x" + letters(random, letters, 6);
                people.add(
                        person(id, name, "sip:" + letters(random, "ab9", 3) + "@h", "g" + letters(random, "ab9", 2)));
            }
            ContactIndex index = ContactIndex.of(people);
            for (int query = 0; query < 20; query++) {
                String word = letters(random, "xab9.@gh", 2);
                assertThat(index.search(word, Optional.empty()))
                        .as("%s in %s", word, people.stream().map(Contact::name).toList())
                        .isEqualTo(index.contacts().stream()
                                .filter(contact -> isFound(contact, word))
                                .toList());
            }
        }
    }

    private static boolean isFound(Contact contact, String word) {
        String name = Folding.fold(contact.name());
        boolean named = IntStream.range(0, name.length())
                .anyMatch(at ->
                        name.startsWith(word, at) && (at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1))));
        return named
                || contact.uris().getFirst().substring("sip:".length()).contains(word)
                || contact.groups().getFirst().contains(word);
    }

    private static String letters(Random random, String from, int most) {
        StringBuilder made = new StringBuilder();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            made.append(from.charAt(random.nextInt(from.length())));
        }
        return made.toString();
    }

    @Test
    void hundredThousandContactsAreSearched() {
        List<Contact> many = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            many.add(person(i + 1, "Número " + i, "sip:n" + i + "@example.org", "Group " + i % 10));
        }
        ContactIndex index = ContactIndex.of(many);
        assertThat(index.search("numero 99999", Optional.empty()))
                .extracting(Contact::id)
                .containsExactly(100_000L);
        assertThat(index.search("numero group", Optional.empty())).hasSize(100_000);
        assertThat(index.search("@example.orgx", Optional.empty())).isEmpty();
        ContactIndex changed = index.with(List.of(person(70_000, "Aaron", "sip:aaron@example.org", "")))
                .with(List.of(favourite(person(80_000, "Zoe", "sip:zoe@example.org", ""))))
                .with(List.of(person(100_001, "Zora", "sip:zora@example.org", "")));
        assertThat(changed.contacts()).hasSize(100_001);
        assertThat(changed.contacts().subList(0, 2)).extracting(Contact::name).containsExactly("Zoe", "Aaron");
        assertThat(changed.contacts().getLast().name()).isEqualTo("Zora");
        assertThat(changed.find(70_000)).map(Contact::name).contains("Aaron");
    }

    private static Contact person(long id, String name, String uri, String group) {
        return new Contact(
                id,
                name,
                List.of(uri),
                Arrays.stream(group.split(",")).filter(g -> !g.isEmpty()).toList(),
                Optional.empty(),
                false,
                ContactPolicy.DEFAULT,
                false);
    }

    private static Contact favourite(Contact contact) {
        return new Contact(
                contact.id(),
                contact.name(),
                contact.uris(),
                contact.groups(),
                contact.avatar(),
                true,
                contact.policy(),
                false);
    }
}
