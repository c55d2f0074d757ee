// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.app.api.Avatar;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactImport;
import org.securecall.app.api.ContactImport.Merged;
import org.securecall.app.api.ContactPolicy;

class ContactMergerTest {

    @Test
    void newPeopleAreAdded() {
        Contact bob = person(0, "Bob", "sip:bob@h");
        ContactImport merged = merge(List.of(person(3, "Ann", "sip:ann@h")), bob);
        assertThat(merged.added()).containsExactly(bob);
        assertThat(merged.changed()).isEmpty();
        assertThat(merged.merged()).isEmpty();
    }

    @Test
    void storedContactKeepsItsNameAndGainsWhatIsNew() {
        Contact stored = new Contact(
                3, "Ann", List.of("sip:ann@h"), List.of("Work"), Optional.empty(), false, ContactPolicy.DEFAULT, false);
        Contact read = new Contact(
                0,
                "Anne",
                List.of("sip:new@h", "sips:ann@H:5061"),
                List.of("work", "Friends"),
                Optional.of(Pictures.jpeg()),
                true,
                ContactPolicy.DEFAULT,
                false);
        ContactImport merged = merge(List.of(stored), read);
        assertThat(merged.added()).isEmpty();
        assertThat(merged.changed())
                .containsExactly(new Contact(
                        3,
                        "Ann",
                        List.of("sip:ann@h", "sip:new@h"),
                        List.of("Work", "Friends"),
                        Optional.of(Pictures.jpeg()),
                        true,
                        ContactPolicy.DEFAULT,
                        false));
        assertThat(merged.merged()).containsExactly(new Merged(1, "Anne", "Ann"));
    }

    @Test
    void fileNeitherGivesAStoredContactAZidOfItsOwnNorTakesItAway() {
        Contact ann = person(3, "Ann", "sip:ann@h");
        assertThat(merge(List.of(ann), ann.withId(0).withOwnZid(true)).changed())
                .isEmpty();
        assertThat(merge(List.of(ann.withOwnZid(true)), ann.withId(0)).changed())
                .isEmpty();
        assertThat(merge(List.of(), ann.withId(0).withOwnZid(true)).added()).allMatch(Contact::ownZid);
    }

    @Test
    void pictureThatIsThereStays() {
        Avatar own = Pictures.png(50);
        Contact stored = new Contact(
                3, "Ann", List.of("sip:a@h"), List.of(), Optional.of(own), false, ContactPolicy.DEFAULT, false);
        Contact read = new Contact(
                0,
                "Ann",
                List.of("sip:a@h"),
                List.of(),
                Optional.of(Pictures.jpeg()),
                false,
                ContactPolicy.DEFAULT,
                false);
        ContactImport merged = merge(List.of(stored), read);
        assertThat(merged.changed()).isEmpty();
        assertThat(merged.merged()).hasSize(1);
    }

    @Test
    void sameFileTwiceChangesNothing() {
        Contact bob = person(7, "Bob", "sip:bob@h", "sip:bob@work");
        ContactImport merged = merge(List.of(bob), bob.withId(0), bob.withId(0));
        assertThat(merged.added()).isEmpty();
        assertThat(merged.changed()).isEmpty();
        assertThat(merged.merged()).hasSize(2);
    }

    @Test
    void entriesOfTheFileThatShareAnAddressBecomeOne() {
        ContactImport merged = merge(
                List.of(),
                person(0, "Bob", "sip:bob@h"),
                person(0, "Bob at work", "sip:bob@work", "sip:bob@h"),
                person(0, "Bobby", "sip:bob@work"));
        assertThat(merged.added()).containsExactly(person(0, "Bob", "sip:bob@h", "sip:bob@work"));
        assertThat(merged.merged()).containsExactly(new Merged(2, "Bob at work", "Bob"), new Merged(3, "Bobby", "Bob"));
    }

    @Test
    void addressOfSomebodyElseStaysWithThem() {
        Contact ann = person(1, "Ann", "sip:ann@h");
        Contact bob = person(2, "Bob", "sip:bob@h");
        ContactImport merged = merge(List.of(ann, bob), person(0, "Both", "sip:ann@h", "sip:bob@h", "sip:new@h"));
        assertThat(merged.changed()).containsExactly(person(1, "Ann", "sip:ann@h", "sip:new@h"));
    }

    @ParameterizedTest
    @CsvSource({
        "DEFAULT, REQUIRE_ZRTP, REQUIRE_ZRTP",
        "PREFER, REQUIRE_VERIFIED, REQUIRE_VERIFIED",
        "REQUIRE_ZRTP, REQUIRE_VERIFIED, REQUIRE_VERIFIED",
        "REQUIRE_VERIFIED, REQUIRE_ZRTP, REQUIRE_VERIFIED",
        "REQUIRE_ZRTP, DEFAULT, REQUIRE_ZRTP",
        "REQUIRE_ZRTP, PREFER, REQUIRE_ZRTP",
        "DEFAULT, PREFER, DEFAULT",
        "PREFER, DEFAULT, PREFER",
    })
    void policyNeverBecomesLooser(ContactPolicy stored, ContactPolicy read, ContactPolicy expected) {
        ContactImport merged = merge(
                List.of(new Contact(1, "Ann", "sip:ann@h", false, stored)),
                new Contact(0, "Ann", "sip:ann@h", true, read));
        assertThat(merged.changed())
                .singleElement()
                .satisfies(contact -> assertThat(contact.policy()).isEqualTo(expected));
    }

    @Test
    void entryThatWouldMakeAContactTooLargeIsSkippedWhole() {
        Contact full = person(
                1,
                "Ann",
                IntStream.range(0, 20).mapToObj(i -> "sip:a" + i + "@h").toArray(String[]::new));
        ContactImport merged = merge(List.of(full), person(0, "More", "sip:a3@h", "sip:more@h"));
        assertThat(merged.changed()).isEmpty();
        assertThat(merged.skipped()).singleElement().satisfies(remark -> {
            assertThat(remark.name()).isEqualTo("More");
            assertThat(remark.reason()).contains("Ann", "20 addresses");
        });
    }

    private static ContactImport merge(List<Contact> stored, Contact... read) {
        ImportedContacts file = new ImportedContacts(100);
        for (int i = 0; i < read.length; i++) {
            file.add(new ImportedContacts.Entry(i + 1, read[i]));
        }
        return ContactMerger.merge(file, stored);
    }

    private static Contact person(long id, String name, String... uris) {
        return new Contact(id, name, List.of(uris), List.of(), Optional.empty(), false, ContactPolicy.DEFAULT, false);
    }
}
