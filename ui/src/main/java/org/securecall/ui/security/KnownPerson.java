// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyStanding;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/**
 * Somebody whose keys were met: a contact with all of its addresses, or an address that is no contact's.
 *
 * @param address the one that was met last
 * @param keys the last met first; never empty
 */
public record KnownPerson(String name, String address, Optional<Contact> contact, List<ContactTrust> keys) {

    private static final Texts TEXTS = Texts.of("security");

    public KnownPerson {
        keys = List.copyOf(keys);
    }

    /** Everybody, the last met first. */
    public static List<KnownPerson> of(PhoneModel model) {
        Map<String, List<ContactTrust>> known = new LinkedHashMap<>();
        model.trust().stream()
                .sorted(Comparator.comparing(ContactTrust::lastSeen).reversed())
                .forEach(key -> known.computeIfAbsent(person(model, key.uri()), who -> new ArrayList<>())
                        .add(key));
        return known.values().stream()
                .map(keys -> {
                    String address = keys.getFirst().uri();
                    return new KnownPerson(name(model, address, keys), address, model.contactOf(address), keys);
                })
                .toList();
    }

    private static String person(PhoneModel model, String uri) {
        return model.contactOf(uri)
                .map(contact -> "contact " + contact.id())
                .orElseGet(() -> "address " + Addresses.key(uri));
    }

    /**
     * What the person is called: by the contact, else as a key of theirs was named, else by the address. Keys that were taken over
     * from a telephone that kept no addresses stand together, whosever they are.
     */
    public static String name(PhoneModel model, String address, List<ContactTrust> keys) {
        if (address.isBlank()) {
            return TEXTS.get("keys.addressless");
        }
        return model.contactOf(address)
                .map(Contact::name)
                .or(() -> keys.stream()
                        .map(ContactTrust::name)
                        .filter(name -> !name.isEmpty())
                        .findFirst())
                .orElseGet(() -> Addresses.isPractice(address) ? TEXTS.get("keys.practice") : Addresses.shown(address));
    }

    public boolean isPractice() {
        return Addresses.isPractice(address);
    }

    public KeyStanding standing() {
        return KeyStanding.of(keys);
    }

    public Instant lastSeen() {
        return keys.getFirst().lastSeen();
    }

    /** How many telephones of theirs were met. */
    public long telephones() {
        return keys.stream().map(ContactTrust::zid).distinct().count();
    }
}
