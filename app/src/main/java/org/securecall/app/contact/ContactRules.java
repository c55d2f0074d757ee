// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.Locale;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;

/** What makes a contact callable. */
public final class ContactRules {

    private static final int MAX_NAME = 200;

    private ContactRules() {}

    /**
     * The same contact in one spelling.
     *
     * @throws InvalidEntryException with what is wrong
     */
    public static Contact checked(Contact contact) throws InvalidEntryException {
        String name = contact.name().strip();
        if (name.isEmpty()) {
            throw new InvalidEntryException("A contact needs a name");
        }
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidEntryException("A contact's name is one line of at most " + MAX_NAME + " characters");
        }
        String uri = contact.uri().strip();
        String checked = uri.toLowerCase(Locale.ROOT).equals(Phone.PRACTICE)
                ? Phone.PRACTICE
                : SipAddress.parse(uri).toString();
        return new Contact(contact.id(), name, checked, contact.favourite(), contact.policy());
    }
}
