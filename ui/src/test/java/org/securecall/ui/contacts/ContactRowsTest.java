// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.Contact;

class ContactRowsTest {

    private final ContactRows rows = new ContactRows();

    @Test
    void everyKindHasOneHeading() {
        rows.show(List.of(contact(1, true), contact(2, true), contact(3, false)), true);
        assertThat(rows).extracting(ContactRow::section).containsExactly("Favourites", "", "Everyone", "Try it");
        rows.show(List.of(contact(3, false)), false);
        assertThat(rows).extracting(ContactRow::section).containsExactly("Everyone");
        rows.show(List.of(), false);
        assertThat(rows).isEmpty();
    }

    @Test
    void changeOfOneAmongHundredThousandTellsOfOneLine() {
        List<Contact> many = new ArrayList<>(IntStream.rangeClosed(1, 100_000)
                .mapToObj(i -> contact(i, i <= 10))
                .toList());
        rows.show(List.copyOf(many), true);
        List<Integer> told = new ArrayList<>();
        rows.addListener((ListChangeListener<ContactRow>) change -> {
            while (change.next()) {
                told.add(change.getAddedSize() + change.getRemovedSize());
            }
        });
        many.set(5_000, new Contact(5_001, "Somebody else", "sip:else@example.org", false));
        rows.show(List.copyOf(many), true);
        many.remove(70_000);
        rows.show(List.copyOf(many), true);
        assertThat(told).containsExactly(2, 1);
    }

    @Test
    void whoFollowsTheChangesHasTheSameLines() {
        SplittableRandom random = new SplittableRandom(1);
        List<ContactRow> mirror = new ArrayList<>(rows);
        rows.addListener((ListChangeListener<ContactRow>) change -> {
            while (change.next()) {
                if (change.wasUpdated()) {
                    for (int i = change.getFrom(); i < change.getTo(); i++) {
                        mirror.set(i, change.getList().get(i));
                    }
                } else {
                    List<ContactRow> place =
                            mirror.subList(change.getFrom(), change.getFrom() + change.getRemovedSize());
                    assertThat(change.getRemoved()).isEqualTo(place);
                    place.clear();
                    mirror.addAll(change.getFrom(), change.getAddedSubList());
                }
            }
        });
        for (int round = 0; round < 500; round++) {
            List<Contact> now = random.ints(random.nextInt(8), 1, 12)
                    .distinct()
                    .mapToObj(i -> contact(i, i % 3 == 0))
                    .sorted(Comparator.comparing((Contact contact) -> !contact.favourite())
                            .thenComparingLong(Contact::id))
                    .toList();
            rows.show(now, random.nextBoolean());
            assertThat(mirror).isEqualTo(rows);
        }
    }

    private static Contact contact(int id, boolean favourite) {
        return new Contact(id, "Number " + id, "sip:n" + id + "@example.org", favourite);
    }
}
