// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

/** What stands in {@link KeyLogNote#change}, and is found there again by whoever tells it in other words. Never changed: logs last. */
public final class NoteWords {

    /** Before a name: whom the key belongs to. */
    public static final String KEY_OF = "the key of ";

    /** Before the first digits of a signing key, a colon, and one of the four below. */
    public static final String SIGNING_KEY = "signing key ";

    public static final String TYPED = "by its safety code, typed";
    public static final String SCANNED = "by its code, scanned";
    public static final String IN_A_CALL = "with the code of a call";
    public static final String REVOKED = "it was revoked";

    /** Before a name: whose key signed the code. */
    public static final String SIGNED_WITH_KEY_OF = "signed with the key of ";

    public static final String VERIFIED_ELSEWHERE = "verified in the other telephone";

    private NoteWords() {}
}
