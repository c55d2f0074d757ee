// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;
import java.util.Optional;

/**
 * Someone to call.
 *
 * @param id unique, given by the store; 0 for one not stored yet
 * @param name shown and sorted by; not blank
 * @param uris SIP addresses, or {@code practice}; the first is the one to call where none is chosen
 * @param groups such as {@code Family}; possibly none
 * @param favourite listed first
 * @param policy how much calls with it insist on
 * @param ownZid whether calls with it go under a ZID of their own, whichever account they come from
 */
public record Contact(
        long id,
        String name,
        List<String> uris,
        List<String> groups,
        Optional<Avatar> avatar,
        boolean favourite,
        ContactPolicy policy,
        boolean ownZid) {

    public Contact {
        uris = List.copyOf(uris);
        groups = List.copyOf(groups);
    }

    /** One of a single address, in no group and without a picture. */
    public Contact(long id, String name, String uri, boolean favourite, ContactPolicy policy) {
        this(id, name, uri.isEmpty() ? List.of() : List.of(uri), List.of(), Optional.empty(), favourite, policy, false);
    }

    /** One that follows the settings. */
    public Contact(long id, String name, String uri, boolean favourite) {
        this(id, name, uri, favourite, ContactPolicy.DEFAULT);
    }

    /** The first address; empty where there is none yet. */
    public String uri() {
        return uris.isEmpty() ? "" : uris.getFirst();
    }

    public Contact withId(long other) {
        return new Contact(other, name, uris, groups, avatar, favourite, policy, ownZid);
    }

    public Contact withFavourite(boolean other) {
        return new Contact(id, name, uris, groups, avatar, other, policy, ownZid);
    }

    public Contact withPolicy(ContactPolicy other) {
        return new Contact(id, name, uris, groups, avatar, favourite, other, ownZid);
    }

    public Contact withOwnZid(boolean other) {
        return new Contact(id, name, uris, groups, avatar, favourite, policy, other);
    }
}
