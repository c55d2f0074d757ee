// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import java.util.List;
import java.util.stream.Stream;
import org.securecall.app.api.Contact;
import org.securecall.app.contact.ContactStore;

/** Under which addresses the same person answers. */
public final class Addresses {

    private final ContactStore contacts;

    public Addresses(ContactStore contacts) {
        this.contacts = contacts;
    }

    /** The address, and the others of the contact that has it. */
    public List<String> of(String address) {
        return Stream.concat(
                        Stream.of(address), contacts.findByUri(address).map(Contact::uris).orElse(List.of()).stream())
                .distinct()
                .toList();
    }

    /** What the person is called: the contact's name, else the address. */
    public String name(String address) {
        return contacts.findByUri(address).map(Contact::name).orElse(address);
    }
}
