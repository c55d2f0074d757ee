// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.securecall.media.secret.Redacted;

/**
 * Something that happened to a key of a person.
 *
 * @param zid of the key; empty for what concerns a signing key or the whole profile
 * @param address that the key was met under; empty for what concerns the whole profile
 * @param subject the name that the key was given, whose key signed, or the first digits of the signing key; may be empty
 * @param by on which of the user's accounts or devices it was said; may be empty
 * @param software what is otherwise than in the call before with the same key; empty where it is the same, or nothing was known
 * @param algorithms likewise
 */
public record KeyEvent(
        Kind kind,
        Instant time,
        String zid,
        String address,
        String subject,
        String by,
        Optional<Change> software,
        Optional<Change> algorithms) {

    public enum Kind {
        /** The first call with this key. */
        FIRST_CALL,
        /** A call with the key of before. */
        SAME_KEY,
        /** The key did not fit what was known. */
        KEY_DID_NOT_FIT,
        /** The code of a call was read aloud and agreed. */
        COMPARED,
        /** The code of a call was compared and differed. */
        CODE_DIFFERED,
        /** The code of a call was signed with a confirmed key. */
        SIGNED,
        /** The code of the person's signing key was scanned. */
        SCANNED,
        /** The safety code of the person's signing key was typed. */
        TYPED,
        /** The code of a call was compared, and confirmed the signing key with it. */
        SIGNER_COMPARED,
        /** The signing key no longer counts. */
        REVOKED,
        NAMED,
        FORGOTTEN,
        RESTORED,
        /** Taken over from another telephone. */
        IMPORTED,
        /** Likewise, where it was verified there. */
        IMPORTED_VERIFIED,
        EXPIRED;

        /** As front ends write it. */
        public String token() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Both may be empty: not known. */
    public record Change(String before, String now) {}

    /** A call like the one before it, of which nothing is to be said but that it was. */
    public boolean isUneventful() {
        return kind == Kind.SAME_KEY && software.isEmpty() && algorithms.isEmpty();
    }

    /** Shortens the address and leaves the rest out: records end up in logs. */
    @Override
    public String toString() {
        return "KeyEvent[" + time + " " + kind + " " + Redacted.uri(address) + "]";
    }
}
