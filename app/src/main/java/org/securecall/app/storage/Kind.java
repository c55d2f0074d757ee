// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.Locale;

/** What a sealed record is about. */
enum Kind {
    /** The one record about the profile itself. */
    PROFILE,
    SETTING,
    ACCOUNT,
    /** Of a profile of schema 4, or a backup of one; since then contacts are rows of their own. */
    CONTACT,
    /** The ZID of the main endpoint, or of the practice peer. */
    IDENTITY,
    /** The ZID of an account's or a contact's endpoint, or that the account has none of its own. */
    OWNED_IDENTITY,
    /** What is kept about another endpoint. */
    PEER,
    /** The head of the history of keys. */
    KEY_LOG,
    /** The user's own key, which signs. */
    SIGNING_KEY,
    /** What another device of the user's says of this one. */
    OWN_CERTIFICATE,
    /** A request to be linked to another device of the user's, which waits for its answer. */
    DEVICE_LINK,
    /** A signing key that was met under an address, or confirmed for it. */
    PEER_IDENTITY,
    /** What a code held that was shown to somebody, or scanned of somebody's, for the next call. */
    SHARED_SECRET,
    /** The certificate that an account's servers may show. */
    PIN,
    /** What an account shows its servers of itself. */
    CLIENT_KEY;

    /** As the records have it. */
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
