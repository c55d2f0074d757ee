// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.scribe.RawPropertyScribe;
import ezvcard.io.text.VCardReader;
import ezvcard.io.text.VCardWriter;
import ezvcard.parameter.ImageType;
import ezvcard.property.Categories;
import ezvcard.property.FormattedName;
import ezvcard.property.Nickname;
import ezvcard.property.Organization;
import ezvcard.property.Photo;
import ezvcard.property.RawProperty;
import ezvcard.property.StructuredName;
import ezvcard.property.Telephone;
import ezvcard.property.VCardProperty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.securecall.app.api.Avatar;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;

/**
 * Contacts as vCards (RFC 2426, RFC 6350; vCard 2.1 is read too). Addresses are IMPP; X-SIP and telephones with a SIP address
 * are read as well. Pictures are in the card: one that is somewhere else is not fetched.
 */
final class VCards {

    /** Which vCard is written. */
    enum Version {
        V3(VCardVersion.V3_0),
        V4(VCardVersion.V4_0);

        private final VCardVersion library;

        Version(VCardVersion library) {
            this.library = library;
        }
    }

    private static final String ADDRESS = "IMPP";
    private static final String ANDROID_ADDRESS = "X-SIP";
    private static final String FAVOURITE = "X-SECURECALL-FAVOURITE";
    private static final String POLICY = "X-SECURECALL-POLICY";
    private static final String OWN_ZID = "X-SECURECALL-OWN-ZID";
    /** How Apple's address book says KIND in vCard 3.0. */
    private static final String APPLE_KIND = "X-ADDRESSBOOKSERVER-KIND";
    /** How Apple's address book says what an address of an unknown scheme is for. */
    private static final String APPLE_SERVICE = "X-SERVICE-TYPE";

    private static final String APPLE_SCHEME = "x-apple:";

    /**
     * What the library leaves as it is. Not every SIP address is what it takes for a URI, and all of them have one order; of
     * the others nothing is wanted, least of all XML of strangers.
     */
    private static final List<String> UNREAD = List.of(
            ADDRESS,
            "ADR",
            "ANNIVERSARY",
            "BDAY",
            "BIRTHPLACE",
            "CALADRURI",
            "CALURI",
            "CLASS",
            "CLIENTPIDMAP",
            "DEATHDATE",
            "DEATHPLACE",
            "EMAIL",
            "EXPERTISE",
            "FBURL",
            "GENDER",
            "GEO",
            "HOBBY",
            "INTEREST",
            "KEY",
            "LABEL",
            "LANG",
            "LOGO",
            "MAILER",
            "MEMBER",
            "NAME",
            "NOTE",
            "ORG-DIRECTORY",
            "PRODID",
            "PROFILE",
            "RELATED",
            "REV",
            "ROLE",
            "SORT-STRING",
            "SOUND",
            "SOURCE",
            "TITLE",
            "TZ",
            "UID",
            "URL",
            "XML");

    private VCards() {}

    /** @throws ContactImportException when there is no card, or there are too many */
    static ImportedContacts read(byte[] file, int limit) throws ContactImportException {
        ImportedContacts contacts = new ImportedContacts(limit);
        CardSplitter cards = new CardSplitter(FileText.reader(file));
        try {
            for (CardSplitter.Card card = cards.next(); card != null; card = cards.next()) {
                ImportedEntry entry = contacts.next();
                if (card.reason().isEmpty()) {
                    read(card.text(), entry);
                } else {
                    entry.refuse(card.reason());
                }
                entry.end();
            }
        } catch (IOException e) {
            throw new ContactImportException("The file cannot be read", e);
        }
        if (contacts.isEmpty()) {
            throw new ContactImportException("The file holds no vCard");
        }
        return contacts;
    }

    private static void read(String text, ImportedEntry entry) throws IOException {
        try (VCardReader reader = new VCardReader(text)) {
            UNREAD.forEach(name -> reader.registerScribe(new RawPropertyScribe(name)));
            VCard card = reader.readNext();
            if (card == null) {
                entry.refuse("The card is damaged");
            } else {
                read(card, entry);
            }
        } catch (RuntimeException e) {
            // The library was not made for cards that somebody damaged on purpose.
            entry.refuse("The card is damaged (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void read(VCard card, ImportedEntry entry) {
        names(card).forEach(entry::name);
        boolean group = (card.getKind() != null && card.getKind().isGroup())
                || raw(card, APPLE_KIND).anyMatch(kind -> text(kind).equalsIgnoreCase("group"));
        if (group) {
            entry.refuse("It is a group and not a person");
        }
        raw(card, ADDRESS).forEach(impp -> address(impp, entry));
        raw(card, ANDROID_ADDRESS).forEach(sip -> entry.address(uri(sip), rank(sip)));
        for (Telephone telephone : card.getTelephoneNumbers()) {
            entry.addressByScheme(Objects.toString(telephone.getText(), ""), rank(telephone));
        }
        for (Categories categories : card.getCategoriesList()) {
            categories.getValues().stream().filter(Objects::nonNull).forEach(entry::group);
        }
        for (Photo photo : card.getPhotos()) {
            if (photo.getData() != null) {
                entry.avatar(photo.getData());
            }
        }
        raw(card, FAVOURITE).forEach(favourite -> entry.favourite(text(favourite)));
        raw(card, OWN_ZID).forEach(own -> entry.ownZid(text(own)));
        raw(card, POLICY).forEach(policy -> entry.policy(text(policy)));
    }

    /** From the best to the worst; blank ones among them. */
    private static List<String> names(VCard card) {
        List<String> names = new ArrayList<>();
        for (FormattedName name : card.getFormattedNames()) {
            names.add(Objects.toString(name.getValue(), ""));
        }
        for (StructuredName name : card.getStructuredNames()) {
            names.add(whole(name));
        }
        for (Organization organization : card.getOrganizations()) {
            names.add(joined(organization.getValues().stream()));
        }
        for (Nickname nickname : card.getNicknames()) {
            names.add(joined(nickname.getValues().stream()));
        }
        return names;
    }

    private static String whole(StructuredName name) {
        return joined(Stream.of(
                        name.getPrefixes().stream(),
                        Stream.ofNullable(name.getGiven()),
                        name.getAdditionalNames().stream(),
                        Stream.ofNullable(name.getFamily()),
                        name.getSuffixes().stream())
                .flatMap(part -> part));
    }

    private static String joined(Stream<String> parts) {
        return String.join(
                " ",
                parts.filter(Objects::nonNull).filter(part -> !part.isBlank()).toList());
    }

    private static void address(RawProperty impp, ImportedEntry entry) {
        String value = uri(impp);
        boolean sip = impp.getParameters(APPLE_SERVICE).stream().anyMatch("SIP"::equalsIgnoreCase);
        if (sip) {
            boolean apple = value.regionMatches(true, 0, APPLE_SCHEME, 0, APPLE_SCHEME.length());
            entry.address(apple ? value.substring(APPLE_SCHEME.length()) : value, rank(impp));
        } else {
            entry.addressByScheme(value, rank(impp));
        }
    }

    /** PREF of vCard 4.0 (RFC 6350 §5.3), or the type "pref" of those before it. */
    private static int rank(VCardProperty property) {
        if (property.getParameters("TYPE").stream().anyMatch("pref"::equalsIgnoreCase)) {
            return 1;
        }
        String pref = property.getParameter("PREF");
        return pref != null && pref.matches("[0-9]{1,3}") ? Integer.parseInt(pref) : ImportedEntry.NO_RANK;
    }

    private static Stream<RawProperty> raw(VCard card, String name) {
        return card.getExtendedProperties(name).stream();
    }

    /** Some programs escape what they need not, and no SIP address has a backslash. */
    private static String uri(RawProperty property) {
        return text(property).replace("\\", "");
    }

    private static String text(RawProperty property) {
        return Objects.toString(property.getValue(), "").strip();
    }

    /** Cards in UTF-8, one after another. */
    static byte[] write(List<Contact> contacts, Version version) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (VCardWriter writer = new VCardWriter(file, version.library)) {
            writer.setAddProdId(false);
            for (Contact contact : contacts) {
                writer.write(card(contact, version));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A card cannot be written to memory", e);
        }
        return file.toByteArray();
    }

    private static VCard card(Contact contact, Version version) {
        VCard card = new VCard(version.library);
        card.setFormattedName(contact.name());
        StructuredName name = new StructuredName();
        name.setGiven(contact.name());
        card.setStructuredName(name);
        for (int i = 0; i < contact.uris().size(); i++) {
            RawProperty address =
                    card.addExtendedProperty(ADDRESS, contact.uris().get(i));
            rank(address, i, version);
        }
        if (!contact.groups().isEmpty()) {
            card.setCategories(contact.groups().toArray(new String[0]));
        }
        contact.avatar().ifPresent(avatar -> card.addPhoto(new Photo(avatar.bytes(), type(avatar))));
        if (contact.favourite()) {
            card.addExtendedProperty(FAVOURITE, "true");
        }
        if (contact.policy() != ContactPolicy.DEFAULT) {
            card.addExtendedProperty(POLICY, contact.policy().token());
        }
        if (contact.ownZid()) {
            card.addExtendedProperty(OWN_ZID, "true");
        }
        return card;
    }

    private static void rank(RawProperty address, int place, Version version) {
        if (version == Version.V4) {
            address.addParameter("PREF", Integer.toString(place + 1));
        } else if (place == 0) {
            address.addParameter("TYPE", "pref");
        }
    }

    private static ImageType type(Avatar avatar) {
        return switch (avatar.format()) {
            case PNG -> ImageType.PNG;
            case JPEG -> ImageType.JPEG;
        };
    }
}
