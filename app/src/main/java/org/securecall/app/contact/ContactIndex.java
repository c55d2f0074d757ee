// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.text.CollationKey;
import java.text.Collator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
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

    /** Where this many times as many stay as they are, each change is put in its place by itself. */
    private static final int FEW = 1000;

    private static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> !entry.contact.favourite())
            .thenComparing(Entry::position)
            .thenComparingLong(entry -> entry.contact.id());

    /**
     * @param keys of the addresses, as {@link SipAddress#keyOf} makes them
     * @param name folded
     * @param others addresses and groups, folded, a tabulator between them
     * @param groups as {@link ContactRules#groupKey} makes them
     */
    private record Entry(
            Contact contact,
            CollationKey position,
            List<String> keys,
            String name,
            String others,
            List<String> groups) {

        static Entry of(Contact contact, Collator collator) {
            List<String> lines = new ArrayList<>(contact.uris());
            lines.replaceAll(ContactIndex::withoutScheme);
            lines.addAll(contact.groups());
            return new Entry(
                    contact,
                    collator.getCollationKey(contact.name()),
                    contact.uris().stream().map(SipAddress::keyOf).toList(),
                    oneLine(Folding.fold(contact.name())),
                    oneLine(Folding.fold(String.join("\t", lines))),
                    contact.groups().stream().map(ContactRules::groupKey).toList());
        }

        /** Names and groups that are typed have no line breaks; what else is stored must not end a line either. */
        private static String oneLine(String folded) {
            return folded.replace('\n', '\t');
        }
    }

    private final Collator collator;
    private final List<Entry> entries;
    private final List<Contact> contacts;
    private final Map<Long, Contact> byId;
    /** Made for the first search, where there was a change since. */
    private volatile @Nullable ContactTexts texts;

    private ContactIndex(Collator collator, List<Entry> sorted) {
        this.collator = collator;
        this.entries = sorted;
        this.contacts = sorted.stream().map(Entry::contact).toList();
        this.byId = contacts.stream().collect(Collectors.toMap(Contact::id, contact -> contact));
    }

    /**
     * Ready to be searched.
     *
     * @param contacts each of another id
     */
    public static ContactIndex of(Collection<Contact> contacts) {
        ContactIndex index = new ContactIndex(Collator.getInstance(), List.of()).with(contacts);
        index.texts = index.texts();
        return index;
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
        String key = SipAddress.keyOf(uri);
        for (Entry entry : entries) {
            if (entry.keys.contains(key)) {
                return Optional.of(entry.contact);
            }
        }
        return Optional.empty();
    }

    /** As {@link ContactStore#search}. */
    public List<Contact> search(String text, Optional<String> group) {
        String folded = Folding.fold(text).strip();
        if (folded.isEmpty() && group.isEmpty()) {
            return contacts;
        }
        String[] wanted = folded.isEmpty() ? new String[0] : folded.split("\\s+");
        Optional<String> key = group.map(ContactRules::groupKey);
        BitSet fitting = new BitSet();
        fitting.set(0, entries.size());
        for (String word : wanted) {
            fitting.and(texts().having(word, withoutScheme(word)));
        }
        List<Contact> found = new ArrayList<>(fitting.cardinality());
        for (int at = fitting.nextSetBit(0); at >= 0; at = fitting.nextSetBit(at + 1)) {
            Entry entry = entries.get(at);
            if (key.isEmpty() || entry.groups.contains(key.get())) {
                found.add(entry.contact);
            }
        }
        return Collections.unmodifiableList(found);
    }

    private ContactTexts texts() {
        ContactTexts made = texts;
        if (made == null) {
            made = new ContactTexts(
                    entries.stream().map(Entry::name).toList(),
                    entries.stream().map(Entry::others).toList());
            texts = made;
        }
        return made;
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
        if (made.size() < all.size() / FEW) {
            for (Entry entry : made.values()) {
                int at = Collections.binarySearch(all, entry, ORDER);
                all.add(at < 0 ? -at - 1 : at, entry);
            }
        } else {
            all.addAll(made.values());
            all.sort(ORDER);
        }
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
