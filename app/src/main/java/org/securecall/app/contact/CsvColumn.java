// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.securecall.app.text.Folding;

/** What a column of a table of contacts holds, by its title in English or German. */
enum CsvColumn {
    NAME(
            "name",
            "full name",
            "display name",
            "formatted name",
            "file as",
            "contact",
            "kontakt",
            "anzeigename",
            "angezeigter name",
            "vollstandiger name",
            "speichern unter"),
    GIVEN_NAME("given name", "first name", "vorname"),
    MIDDLE_NAME("additional name", "middle name", "zweiter vorname", "weitere vornamen"),
    FAMILY_NAME("family name", "last name", "surname", "nachname", "familienname", "zuname"),
    ORGANISATION(
            "organization",
            "organisation",
            "organization name",
            "organisation name",
            "company",
            "company name",
            "firma",
            "unternehmen",
            "nickname",
            "spitzname"),
    /** SIP addresses, also without their scheme. */
    ADDRESS(
            "address",
            "adresse",
            "uri",
            "sip",
            "sips",
            "sip address",
            "sip addresses",
            "sip adresse",
            "sip adressen",
            "sip uri",
            "sip url",
            "sip account",
            "sip konto",
            "sip value",
            "voip",
            "internet call",
            "internetanruf"),
    /** Where SIP addresses may be among numbers and names of other networks. */
    TELEPHONE,
    GROUP("group", "gruppe"),
    LABELS("labels", "group membership"),
    CATEGORIES("groups", "gruppen", "categories", "category", "kategorien", "kategorie", "schlagworter", "tags"),
    FAVOURITE("favourite", "favorite", "favourit", "favorit", "starred"),
    POLICY("policy", "richtlinie"),
    OWN_ZID("own zid", "eigene zid"),
    OTHER;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    /** Words, or their beginnings, of titles such as "Phone 1 - Value", "Telefon geschäftlich" and "Custom 1". */
    private static final Set<String> TELEPHONES =
            Set.of("phone", "telephone", "tel", "mobile", "mobil", "handy", "im", "chat", "messenger", "custom");

    @SuppressWarnings("ImmutableEnumChecker") // what Set.of gives is
    private final Set<String> titles;

    CsvColumn(String... titles) {
        this.titles = Set.of(titles);
    }

    /** @param title digits and punctuation do not matter */
    static CsvColumn of(String title) {
        String words = NO_LETTERS.matcher(Folding.fold(title)).replaceAll(" ").strip();
        for (CsvColumn column : values()) {
            if (column.titles.contains(words)) {
                return column;
            }
        }
        return Arrays.stream(words.split(" ")).anyMatch(CsvColumn::isTelephone) ? TELEPHONE : OTHER;
    }

    boolean holdsAddresses() {
        return this == ADDRESS || this == TELEPHONE;
    }

    private static boolean isTelephone(String word) {
        return TELEPHONES.contains(word) || word.startsWith("telefon") || word.startsWith("mobiltelefon");
    }
}
