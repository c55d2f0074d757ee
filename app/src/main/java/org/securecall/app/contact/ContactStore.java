// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.List;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;

/** The people to call. Thread-safe; answers from memory at once, and the disk follows. */
public interface ContactStore {

    /** Favourites first, then by name. */
    List<Contact> contacts();

    /** The contact of an address, compared as {@link org.securecall.app.account.SipAddress#key()} does. */
    Optional<Contact> findByUri(String uri);

    /**
     * Adds a contact (id 0) or changes the one of that id.
     *
     * @return the contact as stored
     * @throws InvalidEntryException when the name is blank, the address is none, or there is no contact of that id
     */
    Contact put(Contact contact) throws InvalidEntryException;

    /** Gives whether there was one. */
    boolean remove(long id);
}
