// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

/**
 * What was known of a peer's key, and of the address it is met under, before this call.
 *
 * @param name whom the user said the key belongs to; empty when nobody said
 * @param denied the user once found another SAS with this key, and has not compared successfully since
 * @param otherKeyVerified another key was verified for this address, and this one was not
 * @param expired there were retained secrets, and their time is over
 * @param olderCopy the profile was restored from an older copy since this key was last met
 * @param comparedElsewhere the user compared the SAS with this key under another of the own ZIDs, and never under this one
 */
public record KnownKey(
        String name,
        boolean denied,
        boolean otherKeyVerified,
        boolean expired,
        boolean olderCopy,
        boolean comparedElsewhere) {

    /** A key never met under an address without verified keys. */
    public static final KnownKey STRANGER = new KnownKey("", false, false, false);

    /** In a profile that was never restored. */
    public KnownKey(String name, boolean denied, boolean otherKeyVerified, boolean expired) {
        this(name, denied, otherKeyVerified, expired, false);
    }

    /** Met under this one of the own ZIDs alone. */
    public KnownKey(String name, boolean denied, boolean otherKeyVerified, boolean expired, boolean olderCopy) {
        this(name, denied, otherKeyVerified, expired, olderCopy, false);
    }

    /** The same, where the user has verified another key for the address. */
    public KnownKey besideAnother() {
        return new KnownKey(name, denied, true, expired, olderCopy, comparedElsewhere);
    }

    /** The same key under another name. */
    KnownKey named(String newName) {
        return new KnownKey(newName, denied, otherKeyVerified, expired, olderCopy, comparedElsewhere);
    }
}
