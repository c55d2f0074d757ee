// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactImport.Remark;
import org.securecall.app.api.ContactPolicy;

class ContactCsvTest {

    @Test
    void contactsComeBackAsTheyWere() throws Exception {
        List<Contact> contacts = List.of(
                new Contact(0, "Bob", "sip:bob@example.org", false),
                contact(
                        "=SUM(A1), \"Zoë\"; 😀",
                        List.of("sips:z@[2001:db8::1]:5070;transport=tls", "sip:zoe@example.org", "practice"),
                        List.of("Büro, 2. Stock", "a;b", "x ::: y", "-1+1"),
                        true,
                        ContactPolicy.REQUIRE_VERIFIED),
                contact("'@home", List.of("sip:a,b@h"), List.of("* star"), false, ContactPolicy.PREFER),
                new Contact(0, "''=1", "sip:e@h", false),
                new Contact(0, "Own", "sip:o@h", false).withOwnZid(true),
                new Contact(0, "'tis", "sip:t@h", false));
        ImportedContacts read = ContactCsv.read(ContactCsv.write(contacts), 10);
        assertThat(read.skipped()).isEmpty();
        assertThat(read.leftOut()).isEmpty();
        assertThat(read.entries()).extracting(ImportedContacts.Entry::contact).isEqualTo(contacts);
    }

    @Test
    void tableHasAFixedForm() {
        byte[] file = ContactCsv.write(List.of(
                new Contact(1, "Bob", "sip:bob@example.org", true),
                contact("=1+1", List.of("sip:a@h", "sip:b@h"), List.of("W"), false, ContactPolicy.PREFER)));
        assertThat(new String(file, StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFName,Favourite,Policy,SIP Address,SIP Address 2,Group\r\n"
                        + "Bob,true,default,sip:bob@example.org,,\r\n'=1+1,false,prefer,sip:a@h,sip:b@h,W\r\n");
        assertThat(new String(ContactCsv.write(List.of()), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFName,Favourite,Policy,SIP Address\r\n");
    }

    @Test
    void google() throws Exception {
        assertThat(one("""
                First Name,Middle Name,Last Name,Organization Name,Notes,Labels,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value,Website 1 - Value
                Alice,M.,Adler,Pond,"several
                lines, ""quoted"" ",* myContacts ::: * starred ::: Friends,alice@example.org,Mobile,+49 30 123 ::: sip:alice@voice.example.org,SIP,sip:alice@example.org,https://example.org
                """))
                .isEqualTo(contact(
                        "Alice M. Adler",
                        List.of("sip:alice@voice.example.org", "sip:alice@example.org"),
                        List.of("Friends"),
                        true,
                        ContactPolicy.DEFAULT));
    }

    @Test
    void thunderbird() throws Exception {
        assertThat(one("""
                First Name,Last Name,Display Name,Nickname,Primary Email,Screen Name,Work Phone,Home Address,Custom 1,Notes
                Bob,Builder,Bob the Builder,Bobby,bob@example.org,bobscreen,030 123,Street 1,sip:bob@example.org,
                """)).isEqualTo(new Contact(0, "Bob the Builder", "sip:bob@example.org", false));
    }

    @Test
    void germanOutlookWithSemicolonsAndWindowsCharacters() throws Exception {
        byte[] file = """
                "Vorname";"Nachname";"Firma";"Telefon geschäftlich";"Kategorien"\r
                "Jürgen";"Groß’";"Büro GmbH";"SIP:juergen@Example.org";"Freunde;Büro"\r
                """.getBytes(Charset.forName("windows-1252"));
        assertThat(one(file))
                .isEqualTo(contact(
                        "Jürgen Groß’",
                        List.of("sip:juergen@example.org"),
                        List.of("Freunde", "Büro"),
                        false,
                        ContactPolicy.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Name,SIP|,",
                "NAME,SIP-Adresse|,",
                "Anzeigename;Adresse|;",
                "Vollständiger Name;SIP-Adresse 1|;",
                "\"Display Name\",\"SIP Address\"|,",
                "Name,\"URI; or more\",SIP URI|,",
            })
    void columnsAreFoundByTheirTitles(String head, String delimiter) throws Exception {
        String row = head.contains("more") ? "Bob,,bob@example.org" : "Bob" + delimiter + "bob@example.org";
        assertThat(one(head + "\n" + row + "\n")).isEqualTo(new Contact(0, "Bob", "sip:bob@example.org", false));
    }

    @Test
    void encodingsDelimitersAndLineEndsOfSpreadsheetsAreRead() throws Exception {
        Contact jurgen = new Contact(0, "Jürgen", "sip:j@h", true);
        String table = "\uFEFFName\tSIP\tFavorit\r\nJürgen\tj@h\tja\r\n\r\n";
        assertThat(one(table.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(jurgen);
        assertThat(one(table.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(jurgen);
        assertThat(one(table)).isEqualTo(jurgen);
        assertThat(one(table.replace("\r\n", "\r"))).isEqualTo(jurgen);
        assertThat(one("sep=|\r\nName|SIP, first|SIP|Starred\nJürgen||j@h|x")).isEqualTo(jurgen);
    }

    @Test
    void rowsThatAreNoContactsHaveTheirReason() throws Exception {
        ImportedContacts read = ContactCsv.read("""
                Name,SIP,Policy,Favourite
                No address,,,
                Bad,nonsense,,
                Odd,sip:o@h,strict,
                ,,,
                Fine,sip:f@h,require-zrtp,perhaps,more,than,the,head
                Short
                \u001B[2J,bad,,
                """.getBytes(StandardCharsets.UTF_8), 100);
        assertThat(read.skipped()).extracting(Remark::entry).containsExactly(1, 2, 3, 5, 6);
        assertThat(read.skipped().get(1).reason()).contains("nonsense");
        assertThat(read.skipped().get(2).reason()).contains("Unknown policy strict");
        assertThat(read.skipped().get(4).name()).isEqualTo("[2J");
        assertThat(read.entries())
                .extracting(ImportedContacts.Entry::contact)
                .containsExactly(new Contact(0, "Fine", "sip:f@h", false, ContactPolicy.REQUIRE_ZRTP));
        assertThat(read.leftOut())
                .singleElement()
                .satisfies(remark -> assertThat(remark.reason()).contains("favourite"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "Alice,sip:alice@example.org\n", "Name,E-mail\nAlice,a@b\n", "\u0000\u0001PNG"})
    void tableWithoutAHeadThatIsUnderstoodIsRefused(String table) {
        assertThatThrownBy(() -> one(table))
                .isInstanceOf(ContactImportException.class)
                .hasMessageMatching("The (first line of the file names no column.*|file is empty)");
    }

    @Test
    void quotationThatIsNeverClosedIsNamedWithItsLine() {
        assertThatThrownBy(() -> one("Name,SIP\nA,a@h\n\"B,b@h\nC,c@h\n"))
                .isInstanceOf(ContactImportException.class)
                .hasMessage("The quotation mark in line 3 is never closed");
    }

    private static Contact contact(
            String name, List<String> uris, List<String> groups, boolean favourite, ContactPolicy policy) {
        return new Contact(0, name, uris, groups, Optional.empty(), favourite, policy, false);
    }

    private static Contact one(String table) throws ContactImportException {
        return one(table.getBytes(StandardCharsets.UTF_8));
    }

    private static Contact one(byte[] file) throws ContactImportException {
        ImportedContacts read = ContactCsv.read(file, 100);
        assertThat(read.skipped()).isEmpty();
        assertThat(read.entries()).hasSize(1);
        return read.entries().getFirst().contact();
    }
}
