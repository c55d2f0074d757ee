// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.List;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;

/**
 * Files of contacts, as vCards and as a table, and stored contacts: a fuzz target. What is read fits the rules, and comes back
 * the same after it was written.
 */
public final class ContactsFuzz {

    private ContactsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        for (ContactFormat format : List.of(ContactFormat.VCARD, ContactFormat.CSV)) {
            try {
                List<Contact> read = ContactFiles.read(data, format, List.of()).added();
                for (Contact contact : read) {
                    stored(contact);
                    written(contact, ContactFormat.VCARD);
                    written(contact, ContactFormat.VCARD_3);
                    if (contact.avatar().isEmpty()) {
                        written(contact, ContactFormat.CSV);
                    }
                }
            } catch (ContactImportException e) {
                requireSentence(e);
            }
        }
        try {
            ContactCodec.decode(data);
        } catch (ContactFormatException e) {
            requireSentence(e);
        }
    }

    private static void stored(Contact contact) {
        try {
            requireSame(contact, ContactRules.checked(contact));
            requireSame(contact, ContactCodec.decode(ContactCodec.encode(contact)));
        } catch (InvalidEntryException | ContactFormatException e) {
            throw new IllegalStateException("What was read cannot be stored", e);
        }
    }

    private static void written(Contact contact, ContactFormat format) {
        try {
            ContactImport again = ContactFiles.read(ContactFiles.write(format, List.of(contact)), format, List.of());
            if (again.added().size() != 1) {
                throw new IllegalStateException("What was written cannot be read: " + again.skipped());
            }
            requireSame(contact, again.added().getFirst());
        } catch (ContactImportException e) {
            throw new IllegalStateException("What was written cannot be read", e);
        }
    }

    private static void requireSame(Contact contact, Contact other) {
        if (!contact.equals(other)) {
            throw new IllegalStateException("Not the same: " + contact + " and " + other);
        }
    }

    private static void requireSentence(Exception refusal) {
        if (String.valueOf(refusal.getMessage()).isEmpty()) {
            throw new IllegalStateException("A refusal without a sentence", refusal);
        }
    }
}
