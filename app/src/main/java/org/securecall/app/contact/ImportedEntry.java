// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Avatar;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactImport.Remark;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.Phone;
import org.securecall.app.text.Folding;

/** One entry of a file while it is read: takes what is found, and makes a contact of what can be used. */
final class ImportedEntry {

    /** The rank of an address that the file does not put before others. */
    static final int NO_RANK = 101;

    private static final Set<String> TRUE = Set.of("true", "yes", "ja", "1", "x");
    private static final Set<String> FALSE = Set.of("false", "no", "nein", "0", "");
    /** What Google's address book calls its own groups. */
    private static final String GOOGLE_ALL = "mycontacts";

    private static final String GOOGLE_FAVOURITES = "starred";

    private record Ranked(String uri, int rank) {}

    private final ImportedContacts file;
    private final int number;
    private String name = "";
    private final List<Ranked> addresses = new ArrayList<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private Optional<Avatar> avatar = Optional.empty();
    private boolean favourite;
    private boolean ownZid;
    private ContactPolicy policy = ContactPolicy.DEFAULT;
    private final List<String> leftOut = new ArrayList<>();
    private String refusal = "";

    ImportedEntry(ImportedContacts file, int number) {
        this.file = file;
        this.number = number;
    }

    /** A possible name; the first one that is not blank is taken. */
    void name(String candidate) {
        if (name.isEmpty()) {
            name = candidate.strip().replaceAll("\\s+", " ");
        }
    }

    /** An address if it says so by its scheme, and otherwise something else that belongs to nobody here. */
    void addressByScheme(String text, int rank) {
        String uri = text.strip();
        String lower = uri.toLowerCase(Locale.ROOT);
        if (lower.startsWith("sip:") || lower.startsWith("sips:") || lower.equals(Phone.PRACTICE)) {
            address(uri, rank);
        }
    }

    /** @param rank the lowest is the contact's first address; equal ones stay in their order */
    void address(String text, int rank) {
        if (text.isBlank()) {
            return;
        }
        try {
            addresses.add(new Ranked(ContactRules.address(text), rank));
        } catch (InvalidEntryException e) {
            leaveOut("The address " + Remark.shown(text), String.valueOf(e.getMessage()));
        }
    }

    void group(String text) {
        String folded = ContactRules.groupKey(text);
        if (folded.equals(GOOGLE_FAVOURITES)) {
            favourite = true;
        } else if (!folded.isEmpty() && !folded.equals(GOOGLE_ALL)) {
            try {
                groups.putIfAbsent(folded, ContactRules.group(text));
            } catch (InvalidEntryException e) {
                leaveOut("The group " + Remark.shown(text), String.valueOf(e.getMessage()));
            }
        }
    }

    void avatar(byte[] picture) {
        if (avatar.isEmpty()) {
            try {
                avatar = Optional.of(Avatar.of(picture));
            } catch (IllegalArgumentException e) {
                leaveOut("The picture", String.valueOf(e.getMessage()));
            }
        }
    }

    void favourite(String text) {
        favourite |= isTrue("Whether it is a favourite", text);
    }

    void ownZid(String text) {
        ownZid |= isTrue("Whether it has a ZID of its own", text);
    }

    private boolean isTrue(String what, String text) {
        String word = Folding.fold(text).strip();
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            leaveOut(what, "Neither true nor false");
        }
        return TRUE.contains(word);
    }

    /** An entry with a policy that is not known is skipped, rather than called with less than its owner wanted. */
    void policy(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            try {
                policy = ContactPolicy.parse(word);
            } catch (IllegalArgumentException e) {
                refuse("Unknown policy " + Remark.shown(text));
            }
        }
    }

    /** Skips this entry; the first reason stands. */
    void refuse(String reason) {
        if (refusal.isEmpty()) {
            refusal = reason;
        }
    }

    /** Hands the entry to its file: a contact, or the reason why there is none. */
    void end() {
        List<String> uris = addresses.stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::uri)
                .distinct()
                .toList();
        if (refusal.isEmpty() && uris.isEmpty()) {
            refusal = "There is no SIP address";
        }
        if (refusal.isEmpty()) {
            try {
                file.add(new ImportedContacts.Entry(
                        number,
                        ContactRules.checked(new Contact(
                                0,
                                name.isEmpty() ? nameOf(uris.getFirst()) : name,
                                first("addresses", uris, ContactRules.MAX_ADDRESSES),
                                first("groups", List.copyOf(groups.values()), ContactRules.MAX_GROUPS),
                                avatar,
                                favourite,
                                policy,
                                ownZid))));
            } catch (InvalidEntryException e) {
                refusal = String.valueOf(e.getMessage());
            }
        }
        if (refusal.isEmpty()) {
            leftOut.forEach(reason -> file.leaveOut(new Remark(number, name, reason)));
        } else {
            leftOut.addFirst(refusal);
            file.skip(new Remark(number, name, String.join(". ", leftOut)));
        }
    }

    private static String nameOf(String uri) {
        return uri.substring(uri.indexOf(':') + 1);
    }

    private List<String> first(String what, List<String> values, int most) {
        if (values.size() <= most) {
            return values;
        }
        leftOut.add("Of " + values.size() + " " + what + " the first " + most + " were taken");
        return values.subList(0, most);
    }

    private void leaveOut(String what, String reason) {
        leftOut.add(what + " was left out: " + reason);
    }
}
