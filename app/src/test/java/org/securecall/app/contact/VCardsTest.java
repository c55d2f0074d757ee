// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.app.api.Avatar;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactImport.Remark;
import org.securecall.app.api.ContactPolicy;

/** The cards are in the style of the programs that the tests name. */
class VCardsTest {

    private static final String JPEG = Base64.getEncoder().encodeToString(Pictures.jpegFile());

    @ParameterizedTest
    @EnumSource
    void contactsComeBackAsTheyWere(VCards.Version version) throws Exception {
        List<Contact> contacts = List.of(
                new Contact(0, "Bob", "sip:bob@example.org", false),
                new Contact(
                        0,
                        "Müller, Zoë; \"Z\" \\n 😀 " + "lang ".repeat(30) + "Ende",
                        List.of("sips:z%20z@[2001:db8::1]:5070;transport=tls;x=%", "sip:zoe@example.org", "practice"),
                        List.of("Büro, 2. Stock", "a;b", "Familie\\"),
                        Optional.of(Pictures.png(Avatar.MAX_SIZE)),
                        true,
                        ContactPolicy.REQUIRE_VERIFIED,
                        true),
                new Contact(
                        0,
                        "J",
                        List.of("sip:a&b=c+d$e,f;g?h/i@example.org"),
                        List.of("^ ' ^n"),
                        Optional.of(Pictures.jpeg()),
                        false,
                        ContactPolicy.PREFER,
                        false));
        ImportedContacts read = VCards.read(VCards.write(contacts, version), 10);
        assertThat(read.skipped()).isEmpty();
        assertThat(read.leftOut()).isEmpty();
        assertThat(read.entries()).extracting(ImportedContacts.Entry::contact).isEqualTo(contacts);
    }

    @Test
    void cardsHaveAFixedForm() {
        Contact bob = new Contact(
                5,
                "Bob",
                List.of("sip:bob@example.org", "sips:b@example.org"),
                List.of("Work"),
                Optional.of(Pictures.jpeg()),
                true,
                ContactPolicy.REQUIRE_ZRTP,
                false);
        assertThat(new String(VCards.write(List.of(bob), VCards.Version.V4), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "BEGIN:VCARD",
                        "VERSION:4.0",
                        "FN:Bob",
                        "N:;Bob;;;",
                        "IMPP;PREF=1:sip:bob@example.org",
                        "IMPP;PREF=2:sips:b@example.org",
                        "X-SECURECALL-FAVOURITE:true",
                        "X-SECURECALL-POLICY:require-zrtp",
                        "CATEGORIES:Work",
                        "PHOTO:data:image/jpeg;base64," + JPEG,
                        "END:VCARD");
        assertThat(new String(VCards.write(List.of(bob), VCards.Version.V3), StandardCharsets.UTF_8).lines())
                .contains("VERSION:3.0", "IMPP;TYPE=pref:sip:bob@example.org", "PHOTO;ENCODING=b;TYPE=jpeg:" + JPEG);
    }

    @Test
    void linphone() throws Exception {
        Contact carol = one("""
                BEGIN:VCARD
                VERSION:4.0
                KIND:individual
                IMPP:sip:carol@sip.linphone.org
                TEL;TYPE=cell:+33102030405
                FN:Carol Christie
                X-LINPHONE-STARRED:1
                UID:urn:uuid:1b4a0c2e-0000-4c7a-9d43-000000000000
                END:VCARD
                """);
        assertThat(carol).isEqualTo(new Contact(0, "Carol Christie", "sip:carol@sip.linphone.org", false));
    }

    @Test
    void thunderbird() throws Exception {
        Contact alice = one("""
                BEGIN:VCARD
                VERSION:4.0
                N:Adler;Alice;Maria;Dr.;
                FN:Alice Adler
                EMAIL;PREF=1:alice@example.org
                TEL;VALUE=TEXT;TYPE=work:030 1234
                TEL;VALUE=uri;TYPE=voice:sip:alice@voice.example.org
                IMPP;PREF=2:sip:second@example.org
                IMPP;PREF=1:sip:first@example.org
                IMPP:xmpp:alice@jabber.example.org
                CATEGORIES:Friends,Büro
                PHOTO;VALUE=URI:https://example.org/alice.jpg
                UID:7f0a
                END:VCARD
                """);
        assertThat(alice)
                .isEqualTo(new Contact(
                        0,
                        "Alice Adler",
                        List.of("sip:first@example.org", "sip:second@example.org", "sip:alice@voice.example.org"),
                        List.of("Friends", "Büro"),
                        Optional.empty(),
                        false,
                        ContactPolicy.DEFAULT,
                        false));
    }

    @Test
    void androidWithVCard21AndQuotedPrintable() throws Exception {
        Contact jurgen = one("""
                BEGIN:VCARD
                VERSION:2.1
                N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=47=72=6F=C3=9F;=4A=C3=BC=72=67=65=6E;;;
                FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=BC=72=67=65=6E=20=
                =47=72=6F=C3=9F
                TEL;CELL:+49-151-1234567
                X-SIP:jurgen@example.org
                NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=0A=
                END
                PHOTO;ENCODING=BASE64;JPEG:%s

                END:VCARD
                """.formatted(JPEG));
        assertThat(jurgen)
                .isEqualTo(new Contact(
                        0,
                        "Jürgen Groß",
                        List.of("sip:jurgen@example.org"),
                        List.of(),
                        Optional.of(Pictures.jpeg()),
                        false,
                        ContactPolicy.DEFAULT,
                        false));
    }

    @Test
    void iOsWithGroupedPropertiesAndFolding() throws Exception {
        Contact dora = one("""
                BEGIN:VCARD
                VERSION:3.0
                PRODID:-//Apple Inc.//iPhone OS 18.0//EN
                N:Duck;Dora;;;
                FN:Dora Duck
                ORG:Pond Ltd.;
                item1.EMAIL;type=INTERNET;type=pref:dora@example.org
                item2.IMPP;X-SERVICE-TYPE=SIP;type=HOME:x-apple:home@example.org
                IMPP;X-SERVICE-TYPE=SIP;type=WORK;type=pref:sip\\:work@example.org
                item3.IMPP;X-SERVICE-TYPE=Skype:skype:dora
                item2.X-ABLabel:SIP
                PHOTO;ENCODING=b;TYPE=JPEG:%s
                 %s
                CATEGORIES:myContacts,starred,Pond
                END:VCARD
                """.formatted(JPEG.substring(0, 5), JPEG.substring(5)));
        assertThat(dora)
                .isEqualTo(new Contact(
                        0,
                        "Dora Duck",
                        List.of("sip:work@example.org", "sip:home@example.org"),
                        List.of("Pond"),
                        Optional.of(Pictures.jpeg()),
                        true,
                        ContactPolicy.DEFAULT,
                        false));
    }

    @Test
    void nameIsTakenFromWhateverHasOne() throws Exception {
        assertThat(one(card("N:Adler;Alice;Maria;Dr.;MdB\nIMPP:sip:a@h")).name())
                .isEqualTo("Dr. Alice Maria Adler MdB");
        assertThat(one(card("FN: \nORG:Pond;Water\nX-SIP:sip:a@h")).name()).isEqualTo("Pond Water");
        assertThat(one(card("NICKNAME:Al\nX-SIP:sip:a@h")).name()).isEqualTo("Al");
        assertThat(one(card("FN:\nX-SIP:a@h")).name()).isEqualTo("a@h");
        assertThat(one(card("FN:Two\\nlines\nX-SIP:a@h")).name()).isEqualTo("Two lines");
    }

    @Test
    void nameThatGoesOnLikeTheBeginningOfACardIsAName() throws Exception {
        assertThat(one(card("FN:Ann \n BEGIN:VCARD\n END:VCARD\nIMPP:sip:a@h")).name())
                .isEqualTo("Ann BEGIN:VCARDEND:VCARD");
    }

    @Test
    void byteOrderMarksAndOtherCharacterSetsAreRead() throws Exception {
        String text = card("FN:Jürgen Groß\nIMPP:sip:j@h").replace("\n", "\r\n");
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(one(("\uFEFF" + text).getBytes(charset)).name()).isEqualTo("Jürgen Groß");
        }
        assertThat(one(text.getBytes(StandardCharsets.ISO_8859_1)).name()).isEqualTo("Jürgen Groß");
        assertThat(one(text.replace("Groß", "O’Neil").getBytes(Charset.forName("windows-1252")))
                        .name())
                .isEqualTo("Jürgen O’Neil");
    }

    @Test
    void skippedCardsHaveTheirReasonAndSpoilNoOther() throws Exception {
        ImportedContacts read = read(card("FN:Mail only\nEMAIL:m@example.org\nTEL:+4930123")
                + card("FN:Bad policy\nIMPP:sip:p@h\nX-SECURECALL-POLICY:whatever")
                + card("FN:Team\nKIND:group\nIMPP:sip:t@h\nMEMBER:urn:uuid:1")
                + card("FN:Apple team\nX-ADDRESSBOOKSERVER-KIND:group\nIMPP:sip:t@h")
                + card("FN:Bad address\nIMPP:sip:a b@h\nX-SIP:nonsense\n")
                + "BEGIN:VCARD\nVERSION:4.0\nFN:No end\nIMPP:sip:n@h\n"
                + card("FN:" + "x".repeat(300) + "\nIMPP:sip:l@h")
                + card("FN:Good\nIMPP:sip:g@h\nIMPP:sip:bad@@h\nPHOTO:data:image/gif;base64,R0lGODlh")
                + "BEGIN:VCARD\nVERSION:4.0\nFN:Cut off\nIMPP:sip:c@h\n");
        assertThat(read.skipped())
                .extracting(Remark::entry, Remark::name)
                .containsExactly(
                        tuple(1, "Mail only"),
                        tuple(2, "Bad policy"),
                        tuple(3, "Team"),
                        tuple(4, "Apple team"),
                        tuple(5, "Bad address"),
                        tuple(6, ""),
                        tuple(7, "x".repeat(80) + "…"),
                        tuple(9, ""));
        assertThat(read.skipped())
                .extracting(Remark::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("There is no SIP address"),
                        reason -> assertThat(reason).isEqualTo("Unknown policy whatever"),
                        reason -> assertThat(reason).contains("group"),
                        reason -> assertThat(reason).contains("group"),
                        reason -> assertThat(reason)
                                .startsWith("There is no SIP address. ")
                                .contains("sip:a b@h", "nonsense"),
                        reason -> assertThat(reason).isEqualTo("The card does not end"),
                        reason -> assertThat(reason).contains("200 characters"),
                        reason -> assertThat(reason).isEqualTo("The card does not end"));
        assertThat(read.entries())
                .extracting(ImportedContacts.Entry::contact)
                .containsExactly(new Contact(0, "Good", "sip:g@h", false));
        assertThat(read.leftOut())
                .hasSize(2)
                .allMatch(remark -> remark.entry() == 8 && remark.name().equals("Good"));
    }

    @Test
    void textWithoutACardIsRefused() {
        for (String text : List.of("", "\uFEFF", "nonsense", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "END:VCARD\n")) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(ContactImportException.class)
                    .hasMessage("The file holds no vCard");
        }
    }

    static String card(String lines) {
        return "BEGIN:VCARD\nVERSION:4.0\n" + lines + "\nEND:VCARD\n";
    }

    private static ImportedContacts read(String text) throws ContactImportException {
        return VCards.read(text.getBytes(StandardCharsets.UTF_8), 100);
    }

    private static Contact one(String text) throws ContactImportException {
        return one(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Contact one(byte[] file) throws ContactImportException {
        ImportedContacts read = VCards.read(file, 100);
        assertThat(read.skipped()).isEmpty();
        assertThat(read.leftOut()).isEmpty();
        assertThat(read.entries()).hasSize(1);
        return read.entries().getFirst().contact();
    }
}
