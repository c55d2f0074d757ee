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
    /** A ZID of this program's own. */
    IDENTITY,
    /** What is kept about another endpoint. */
    PEER,
    /** The head of the history of keys. */
    KEY_LOG,
    /** The user's own key, which signs. */
    SIGNING_KEY,
    /** The certificate that an account's servers may show. */
    PIN,
    /** What an account shows its servers of itself. */
    CLIENT_KEY;

    /** As the records have it. */
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
