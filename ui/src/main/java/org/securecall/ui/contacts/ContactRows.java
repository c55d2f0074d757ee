// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.collections.ObservableListBase;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.ui.text.Texts;

/**
 * The lines of the contact list: favourites, the others, the practice peer. Each line is made when it is looked at, and a change tells
 * of those lines alone that differ, so that a hundred thousand contacts cost as much as a hundred.
 */
final class ContactRows extends ObservableListBase<ContactRow> {

    private static final Texts TEXTS = Texts.of("contacts");

    /** What is shown at one time. */
    private record Shown(List<Contact> contacts, int favourites, Optional<Contact> practice) {

        static Shown of(List<Contact> contacts, Optional<Contact> practice) {
            int favourites = 0;
            while (favourites < contacts.size() && contacts.get(favourites).favourite()) {
                favourites++;
            }
            return new Shown(contacts, favourites, practice);
        }

        int size() {
            return contacts.size() + (practice.isPresent() ? 1 : 0);
        }

        boolean isPractice(int index) {
            return index == contacts.size() && practice.isPresent();
        }

        Contact contact(int index) {
            return isPractice(index) ? practice.orElseThrow() : contacts.get(index);
        }

        String section(int index) {
            if (isPractice(index)) {
                return TEXTS.get("section.practice");
            }
            if (index == 0 && favourites > 0) {
                return TEXTS.get("section.favourites");
            }
            return index == favourites ? TEXTS.get("section.others") : "";
        }

        ContactRow row(int index) {
            return new ContactRow(contact(index), section(index), isPractice(index));
        }

        List<ContactRow> rows(int from, int to) {
            return new AbstractList<>() {
                @Override
                public ContactRow get(int index) {
                    return row(from + index);
                }

                @Override
                public int size() {
                    return to - from;
                }
            };
        }
    }

    private final Contact practicePeer = new Contact(0, TEXTS.get("practice"), Phone.PRACTICE, false);
    private Shown shown = Shown.of(List.of(), Optional.empty());

    /** @param contacts the favourites first */
    void show(List<Contact> contacts, boolean practice) {
        Shown before = shown;
        Shown now = Shown.of(contacts, practice ? Optional.of(practicePeer) : Optional.empty());
        int least = Math.min(before.size(), now.size());
        int same = 0;
        while (same < least && before.contact(same).equals(now.contact(same))) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < least - same
                && before.contact(before.size() - 1 - sameAtEnd).equals(now.contact(now.size() - 1 - sameAtEnd))) {
            sameAtEnd++;
        }
        shown = now;
        tell(before, same, sameAtEnd);
    }

    /** @param same how many lines at the beginning are of the same contacts, and {@code sameAtEnd} how many at the end */
    private void tell(Shown before, int same, int sameAtEnd) {
        int from = same;
        int to = shown.size() - sameAtEnd;
        int removed = before.size() - sameAtEnd - same;
        beginChange();
        // Others may have lost or got a heading.
        headings(before)
                .filter(index -> index < from && differs(before, index, index))
                .forEach(this::nextUpdate);
        if (removed > 0 && to > from) {
            nextReplace(from, to, before.rows(same, same + removed));
        } else if (removed > 0) {
            nextRemove(from, before.rows(same, same + removed));
        } else if (to > from) {
            nextAdd(from, to);
        }
        int shift = before.size() - shown.size();
        headings(before)
                .filter(index -> index >= to && index < shown.size() && differs(before, index + shift, index))
                .forEach(this::nextUpdate);
        endChange();
    }

    /** Where there are headings, and where there were some. */
    private IntStream headings(Shown before) {
        int shift = shown.size() - before.size();
        return IntStream.of(
                        0, shown.favourites, shown.contacts.size(), before.favourites, before.favourites + shift, shift)
                .filter(index -> index >= 0 && index < shown.size())
                .distinct()
                .sorted();
    }

    private boolean differs(Shown before, int then, int now) {
        return then >= 0 && then < before.size() && !before.section(then).equals(shown.section(now));
    }

    /** The lines of the contacts of these ids, as far as they are shown. */
    List<Integer> find(Set<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, shown.contacts.size())
                .filter(index -> ids.contains(shown.contacts.get(index).id()))
                .boxed()
                .toList();
    }

    @Override
    public ContactRow get(int index) {
        return shown.row(Objects.checkIndex(index, shown.size()));
    }

    @Override
    public int size() {
        return shown.size();
    }
}
