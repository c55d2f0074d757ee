// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Optional;
import org.securecall.media.secret.Redacted;

/**
 * One of this program's own ZRTP endpoints: each has a ZID of its own, and retained secrets of its own with every peer (RFC
 * 6189 §4.9). Whoever is called from two of them cannot tell by the ZID that they belong together.
 *
 * @param owner the address of the account in one spelling, or the number of the contact; empty for the other two
 */
public record LocalIdentity(Kind kind, String owner) {

    /** What an endpoint is for. */
    public enum Kind {
        /** Calls without an account, and with those accounts that never had a ZID of their own. */
        MAIN,
        /** The calls of one account. */
        ACCOUNT,
        /** The calls with one contact, from whichever account. */
        CONTACT,
        /** The practice peer inside the program, which is not the user. */
        PRACTICE
    }

    public static final LocalIdentity MAIN = new LocalIdentity(Kind.MAIN, "");
    public static final LocalIdentity PRACTICE = new LocalIdentity(Kind.PRACTICE, "");

    private static final String MAIN_TOKEN = "own";
    private static final String PRACTICE_TOKEN = "practice";
    private static final String ACCOUNT_PREFIX = "account/";
    private static final String CONTACT_PREFIX = "contact/";

    /** @param address in one spelling, without parameters */
    public static LocalIdentity ofAccount(String address) {
        return new LocalIdentity(Kind.ACCOUNT, address);
    }

    /** @param id a stored contact's, not 0 */
    public static LocalIdentity ofContact(long id) {
        return new LocalIdentity(Kind.CONTACT, Long.toString(id));
    }

    /** Whether it stands for the user. */
    public boolean isUsers() {
        return kind != Kind.PRACTICE;
    }

    /** As the records name it; {@link #parse} reads it. */
    public String token() {
        return switch (kind) {
            case MAIN -> MAIN_TOKEN;
            case ACCOUNT -> ACCOUNT_PREFIX + owner;
            case CONTACT -> CONTACT_PREFIX + owner;
            case PRACTICE -> PRACTICE_TOKEN;
        };
    }

    /** Empty for what is no token. */
    public static Optional<LocalIdentity> parse(String token) {
        if (token.equals(MAIN_TOKEN)) {
            return Optional.of(MAIN);
        }
        if (token.equals(PRACTICE_TOKEN)) {
            return Optional.of(PRACTICE);
        }
        if (token.startsWith(ACCOUNT_PREFIX) && token.length() > ACCOUNT_PREFIX.length()) {
            return Optional.of(ofAccount(token.substring(ACCOUNT_PREFIX.length())));
        }
        String number = token.startsWith(CONTACT_PREFIX) ? token.substring(CONTACT_PREFIX.length()) : "";
        return number.matches("[1-9][0-9]{0,17}") ? Optional.of(ofContact(Long.parseLong(number))) : Optional.empty();
    }

    /** Shortens the address: records end up in logs. */
    @Override
    public String toString() {
        return "LocalIdentity[" + kind + (kind == Kind.ACCOUNT ? " " + Redacted.uri(owner) : " " + owner) + "]";
    }
}
