// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.text.CollationKey;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Contact;
import org.securecall.app.text.Folding;

/**
 * Contacts in the order in which they are shown, prepared to be found. What is prepared of a contact is made once, however
 * often the others change. Immutable.
 */
public final class ContactIndex {

    private static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> !entry.contact.favourite())
            .thenComparing(Entry::position)
            .thenComparingLong(entry -> entry.contact.id());

    /**
     * @param keys of the addresses, as {@link SipAddress#keyOf} makes them
     * @param name folded
     * @param rest addresses and groups, folded, a line each
     * @param groups as {@link ContactRules#groupKey} makes them
     */
    private record Entry(
            Contact contact, CollationKey position, List<String> keys, String name, String rest, List<String> groups) {

        static Entry of(Contact contact, Collator collator) {
            List<String> lines = new ArrayList<>(contact.uris());
            lines.replaceAll(ContactIndex::withoutScheme);
            lines.addAll(contact.groups());
            return new Entry(
                    contact,
                    collator.getCollationKey(contact.name()),
                    contact.uris().stream().map(SipAddress::keyOf).toList(),
                    Folding.fold(contact.name()),
                    Folding.fold(String.join("\n", lines)),
                    contact.groups().stream().map(ContactRules::groupKey).toList());
        }

        boolean fits(String[] wanted) {
            for (String word : wanted) {
                if (!beginsWord(word) && !rest.contains(withoutScheme(word))) {
                    return false;
                }
            }
            return true;
        }

        private boolean beginsWord(String wanted) {
            int at = name.indexOf(wanted);
            while (at > 0 && Character.isLetterOrDigit(name.codePointBefore(at))) {
                at = name.indexOf(wanted, at + 1);
            }
            return at >= 0;
        }
    }

    private final Collator collator;
    private final List<Entry> entries;
    private final List<Contact> contacts;
    private final Map<Long, Contact> byId;
    private volatile @Nullable Map<String, Contact> byKey;

    private ContactIndex(Collator collator, List<Entry> sorted) {
        this.collator = collator;
        this.entries = sorted;
        this.contacts = sorted.stream().map(Entry::contact).toList();
        this.byId = contacts.stream().collect(Collectors.toMap(Contact::id, contact -> contact));
    }

    /** @param contacts each of another id */
    public static ContactIndex of(Collection<Contact> contacts) {
        return new ContactIndex(Collator.getInstance(), List.of()).with(contacts);
    }

    /** Favourites first, then by name. */
    public List<Contact> contacts() {
        return contacts;
    }

    public Optional<Contact> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The first contact with an address, compared as {@link SipAddress#key()} does. */
    public Optional<Contact> findByUri(String uri) {
        return Optional.ofNullable(byKey().get(SipAddress.keyOf(uri)));
    }

    /** Made when it is first asked for; twice if two ask at once, which does no harm. */
    private Map<String, Contact> byKey() {
        Map<String, Contact> known = byKey;
        if (known == null) {
            known = HashMap.newHashMap(entries.size());
            for (Entry entry : entries) {
                for (String key : entry.keys) {
                    known.putIfAbsent(key, entry.contact);
                }
            }
            byKey = known;
        }
        return known;
    }

    /** As {@link ContactStore#search}. */
    public List<Contact> search(String text, Optional<String> group) {
        String folded = Folding.fold(text).strip();
        if (folded.isEmpty() && group.isEmpty()) {
            return contacts;
        }
        String[] wanted = folded.isEmpty() ? new String[0] : folded.split("\\s+");
        Optional<String> key = group.map(ContactRules::groupKey);
        return entries.stream()
                .filter(entry -> key.isEmpty() || entry.groups.contains(key.get()))
                .filter(entry -> entry.fits(wanted))
                .map(Entry::contact)
                .toList();
    }

    /** The groups that anybody is in, in the order of the alphabet; of several spellings of one the first. */
    public List<String> groups() {
        Map<String, String> names = new HashMap<>();
        for (Entry entry : entries) {
            for (int i = 0; i < entry.groups.size(); i++) {
                names.putIfAbsent(entry.groups.get(i), entry.contact.groups().get(i));
            }
        }
        return names.values().stream().sorted(collator).toList();
    }

    /** The same with these as well, in place of those of the same ids. */
    public ContactIndex with(Collection<Contact> changed) {
        Map<Long, Entry> made = HashMap.newHashMap(changed.size());
        for (Contact contact : changed) {
            made.put(contact.id(), Entry.of(contact, collator));
        }
        List<Entry> all = new ArrayList<>(entries.size() + made.size());
        for (Entry entry : entries) {
            if (!made.containsKey(entry.contact.id())) {
                all.add(entry);
            }
        }
        all.addAll(made.values());
        all.sort(ORDER);
        return new ContactIndex(collator, List.copyOf(all));
    }

    /** The same without the contact of an id. */
    public ContactIndex without(long id) {
        return new ContactIndex(
                collator,
                entries.stream().filter(entry -> entry.contact.id() != id).toList());
    }

    /** Leaves nothing but how many they are: names and addresses belong in no log. */
    @Override
    public String toString() {
        return contacts.size() + " contacts";
    }

    private static String withoutScheme(String address) {
        for (String scheme : List.of("sip:", "sips:")) {
            if (address.startsWith(scheme)) {
                return address.substring(scheme.length());
            }
        }
        return address;
    }
}
