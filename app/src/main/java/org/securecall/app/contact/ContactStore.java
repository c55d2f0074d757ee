// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;

/**
 * The people to call. Thread-safe. Very many are read in the background after the start, and the other methods wait until all are known;
 * then they answer from memory at once, and the disk follows.
 */
public interface ContactStore {

    /** Completes when all are known, whatever comes of it. */
    CompletableFuture<Void> loaded();

    /** Favourites first, then by name. */
    List<Contact> contacts();

    Optional<Contact> find(long id);

    /**
     * The contact that has the address, as its first or another one, compared as
     * {@link org.securecall.app.account.SipAddress#key()} does.
     */
    Optional<Contact> findByUri(String uri);

    /**
     * The contacts that fit every word of the text: it begins a word of the name, or is anywhere in an address or in the
     * name of a group. Accents and case do not matter. All contacts for no words; in the order of {@link #contacts()}.
     *
     * @param group only those of this group, whatever the accents and the case of its name; empty for all
     */
    List<Contact> search(String text, Optional<String> group);

    /** As {@link #search(String, Optional)}, in all groups. */
    default List<Contact> search(String text) {
        return search(text, Optional.empty());
    }

    /** The groups that anybody is in, in the order of the alphabet. */
    List<String> groups();

    /**
     * Adds a contact (id 0) or changes the one of that id.
     *
     * @return the contact as stored
     * @throws InvalidEntryException when the name is blank, an address is none, or there is no contact of that id
     */
    Contact put(Contact contact) throws InvalidEntryException;

    /**
     * {@link #put} for many: all, or none where one is refused.
     *
     * @return the contacts as stored, in the same order
     */
    List<Contact> putAll(List<Contact> contacts) throws InvalidEntryException;

    /** Gives whether there was one. */
    boolean remove(long id);
}
