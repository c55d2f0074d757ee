// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.app.text.DisplayName;
import org.securecall.app.text.Folding;

/** What makes a contact callable. */
public final class ContactRules {

    public static final int MAX_ADDRESSES = 20;
    public static final int MAX_GROUPS = 20;

    private static final int MAX_NAME = 200;
    private static final int MAX_GROUP = 100;

    private ContactRules() {}

    /**
     * The same contact in one spelling: an address or a group that comes twice is there once.
     *
     * @throws InvalidEntryException with what is wrong
     */
    public static Contact checked(Contact contact) throws InvalidEntryException {
        String name = line("A contact's name", contact.name(), MAX_NAME);
        Set<String> uris = new LinkedHashSet<>();
        for (String uri : contact.uris()) {
            uris.add(address(uri));
        }
        if (uris.isEmpty()) {
            throw new InvalidEntryException("A contact needs an address");
        }
        if (uris.size() > MAX_ADDRESSES) {
            throw new InvalidEntryException("A contact has at most " + MAX_ADDRESSES + " addresses");
        }
        Map<String, String> groups = new LinkedHashMap<>();
        for (String group : contact.groups()) {
            String checked = group(group);
            groups.putIfAbsent(groupKey(checked), checked);
        }
        if (groups.size() > MAX_GROUPS) {
            throw new InvalidEntryException("A contact is in at most " + MAX_GROUPS + " groups");
        }
        return new Contact(
                contact.id(),
                name,
                List.copyOf(uris),
                List.copyOf(groups.values()),
                contact.avatar(),
                contact.favourite(),
                contact.policy(),
                contact.ownZid());
    }

    /** One spelling for all names of a group that are the same to people. */
    static String groupKey(String group) {
        return Folding.fold(group).strip();
    }

    /**
     * One address in one spelling.
     *
     * @throws InvalidEntryException with what is wrong
     */
    public static String address(String text) throws InvalidEntryException {
        String uri = text.strip();
        return uri.toLowerCase(Locale.ROOT).equals(Phone.PRACTICE)
                ? Phone.PRACTICE
                : SipAddress.parse(uri).toString();
    }

    /** One group's name without blanks around it. */
    static String group(String text) throws InvalidEntryException {
        return line("A group's name", text, MAX_GROUP);
    }

    private static String line(String what, String text, int longest) throws InvalidEntryException {
        String line = DisplayName.undirected(text).strip();
        if (line.isEmpty()) {
            throw new InvalidEntryException(what + " must not be empty");
        }
        if (line.length() > longest || line.codePoints().anyMatch(ContactRules::isNoCharacter)) {
            throw new InvalidEntryException(what + " is one line of at most " + longest + " characters");
        }
        return line;
    }

    /** Also half of a character of UTF-16, which no file and no database could hold. */
    private static boolean isNoCharacter(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
