// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;

class ContactRulesTest {

    @Test
    void everythingIsBroughtIntoOneSpelling() throws Exception {
        assertThat(ContactRules.checked(contact(
                        " Bob ",
                        List.of("bob@Example.org", " PRACTICE ", "sip:bob@example.org", "sips:bob@example.org"),
                        List.of(" Friends ", "friends", "FRÍENDS", "Work", "\u00A0work"))))
                .isEqualTo(contact(
                        "Bob",
                        List.of("sip:bob@example.org", "practice", "sips:bob@example.org"),
                        List.of("Friends", "Work")));
    }

    @Test
    void whatIsWrongIsSaid() {
        refused(contact("  ", List.of("bob@h"), List.of()), "name");
        refused(contact("a\nb", List.of("bob@h"), List.of()), "one line");
        refused(contact("half \uD83D", List.of("bob@h"), List.of()), "one line");
        refused(contact("x".repeat(201), List.of("bob@h"), List.of()), "200");
        refused(contact("Bob", List.of(), List.of()), "needs an address");
        refused(contact("Bob", List.of("bob@h", "bob"), List.of()), "sip:bob@example.org");
        refused(contact("Bob", List.of("bob@h"), List.of("")), "group");
        refused(contact("Bob", List.of("bob@h"), List.of("x".repeat(101))), "100");
    }

    @Test
    void thereAreLimits() throws Exception {
        List<String> addresses =
                IntStream.range(0, 20).mapToObj(i -> "sip:a" + i + "@h").toList();
        List<String> groups = IntStream.range(0, 20).mapToObj(i -> "g" + i).toList();
        Contact most = contact("\uD83D\uDE00".repeat(100), addresses, groups);
        assertThat(ContactRules.checked(most)).isEqualTo(most);
        refused(contact("Bob", append(addresses, "sip:more@h"), groups), "20 addresses");
        refused(contact("Bob", addresses, append(groups, "more")), "20 groups");
        assertThat(ContactRules.checked(contact("Bob", Collections.nCopies(500, "bob@h"), List.of()))
                        .uris())
                .containsExactly("sip:bob@h");
    }

    private static List<String> append(List<String> list, String more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }

    private static void refused(Contact contact, String reason) {
        assertThatThrownBy(() -> ContactRules.checked(contact))
                .isInstanceOf(InvalidEntryException.class)
                .hasMessageContaining(reason);
    }

    private static Contact contact(String name, List<String> uris, List<String> groups) {
        return new Contact(7, name, uris, groups, Optional.empty(), false, ContactPolicy.DEFAULT, false);
    }
}
