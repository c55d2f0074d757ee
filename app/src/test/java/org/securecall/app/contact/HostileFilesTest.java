// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;
import org.securecall.app.api.ContactPolicy;

/** Files that somebody made to do harm: a reason, or the rest of the file, and never more memory than it is worth. */
class HostileFilesTest {

    private static final String GOOD = VCardsTest.card("FN:Good\nIMPP:sip:good@h");

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource
    void fileOfHundredMegabytesIsRefusedUnread(ContactFormat format) throws IOException {
        Path file = temporary.resolve("huge");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(100_000_000);
        }
        assertThatThrownBy(() -> ContactFiles.read(file, format, List.of()))
                .isInstanceOf(ContactImportException.class)
                .hasMessage("The file is longer than 64 MiB");
    }

    @Test
    void lineWithoutEndIsSkipped() throws Exception {
        skips("BEGIN:VCARD\nVERSION:4.0\nFN:" + "x".repeat(5_000_000) + "\nEND:VCARD\n", "longer than");
    }

    @Test
    void endlessFoldingIsSkipped() throws Exception {
        skips("BEGIN:VCARD\nVERSION:4.0\nFN:x\n" + " x\n".repeat(1_000_000) + "END:VCARD\n", "longer than");
        skips("BEGIN:VCARD\nVERSION:4.0\nIMPP:sip:\n" + " \n".repeat(200_000) + "END:VCARD\n", "no SIP address");
    }

    @Test
    void millionPropertiesAreSkipped() throws Exception {
        skips("BEGIN:VCARD\nVERSION:4.0\n" + "X:\n".repeat(1_000_000) + "END:VCARD\n", "2000 properties");
        skips("BEGIN:VCARD\nVERSION:2.1\n" + "TEL;A;B;C:\n".repeat(1_000_000) + "END:VCARD\n", "2000 properties");
    }

    @Test
    void millionParametersAreSurvived() throws Exception {
        skips("BEGIN:VCARD\nVERSION:4.0\nTEL" + ";A=B".repeat(200_000) + ":1\nEND:VCARD\n", "no SIP address");
        skips("BEGIN:VCARD\nVERSION:4.0\nN:" + ";,".repeat(400_000) + "\nEND:VCARD\n", "no SIP address");
    }

    @Test
    void deepNestingIsSkipped() throws Exception {
        skips("AGENT:\nBEGIN:VCARD\n".repeat(100_000) + "END:VCARD\n".repeat(100_000), "cards within cards");
        skips("BEGIN:VCARD\nVERSION:4.0\n" + "BEGIN:X\n".repeat(1000) + "END:X\n".repeat(1000), "does not end");
        skips(
                "BEGIN:VCARD\nVERSION:4.0\n" + "BEGIN:X\n".repeat(900) + "END:X\n".repeat(900) + "END:VCARD\n",
                "no SIP address");
    }

    @Test
    void cardWithinACardIsNoContactOfItsOwn() throws Exception {
        ContactImport read = read(
                "BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nX-SIP:boss@h\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Help\nX-SIP:help@h\n"
                        + "END:VCARD\nEND:VCARD\n"
                        + GOOD);
        assertThat(read.added()).extracting(Contact::name).containsExactly("Boss", "Good");
    }

    @Test
    void tooManyEntriesAreRefused() {
        String card = "BEGIN:VCARD\nEND:VCARD\n";
        assertThatThrownBy(() -> read(card.repeat(ContactFiles.MAX_ENTRIES + 1)))
                .isInstanceOf(ContactImportException.class)
                .hasMessage("The file has more than 100000 entries");
        assertThatThrownBy(() -> csv("Name,SIP\n" + "x,\n".repeat(ContactFiles.MAX_ENTRIES + 1)))
                .isInstanceOf(ContactImportException.class)
                .hasMessage("The file has more than 100000 entries");
    }

    @Test
    void wrongCharacterSetsGiveReplacedCharactersOrAReason() throws Exception {
        byte[] utf16 = GOOD.getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> ContactFiles.read(utf16, ContactFormat.VCARD, List.of()))
                .hasMessage("The file holds no vCard");
        ContactImport odd = read("BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=nonsense;ENCODING=QUOTED-PRINTABLE:=FF=FE\n"
                + "X-SIP;ENCODING=nonsense:odd@h\nEND:VCARD\n" + GOOD);
        assertThat(odd.added()).extracting(Contact::uri).contains("sip:good@h");
        byte[] halves = "\uFEFFName,SIP\n\uD83D,half@h\nWhole,whole@h\n".getBytes(StandardCharsets.UTF_16BE);
        assertThat(ContactFiles.read(halves, ContactFormat.CSV, List.of()).added())
                .extracting(Contact::uri)
                .contains("sip:whole@h");
    }

    @Test
    void xmlOfStrangersIsNotRead() throws Exception {
        String bomb = "<!DOCTYPE a [<!ENTITY b \"" + "x".repeat(1000) + "\"><!ENTITY c \"" + "&b;".repeat(1000)
                + "\">]><a>" + "&c;".repeat(1000) + "</a>";
        String foreign = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
        ContactImport read = read(VCardsTest.card("FN:A\nIMPP:sip:a@h\nXML:" + bomb)
                + VCardsTest.card("FN:B\nIMPP:sip:b@h\nXML:" + foreign)
                + VCardsTest.card("FN:C\nIMPP:sip:c@h\nXML:<" + "a><".repeat(200_000)));
        assertThat(read.added()).extracting(Contact::name).containsExactly("A", "B", "C");
        assertThat(read.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FN",
                "N",
                "ORG",
                "NICKNAME",
                "KIND",
                "IMPP",
                "X-SIP",
                "TEL",
                "TEL;VALUE=uri",
                "CATEGORIES",
                "PHOTO",
                "PHOTO;ENCODING=b",
                "PHOTO;VALUE=uri",
                "BDAY",
                "NOTE",
                "X-SECURECALL-FAVOURITE",
                "X-SECURECALL-POLICY",
                "VERSION",
                "AGENT"
            })
    void valuesOfAnyLengthAreSurvived(String property) throws Exception {
        for (String part : new String[] {
            "x", "9", ";", ",", ":", "\\", "%", "=", " ", "a;b=c;", "tel:+1;a=", "data:image/png;base64,", "sip:", "é"
        }) {
            String value = part.repeat(90_000 / part.length());
            assertThat(read(VCardsTest.card(property + ":" + value) + GOOD).added())
                    .extracting(Contact::name)
                    .contains("Good");
            assertThat(read("BEGIN:VCARD\nVERSION:2.1\n" + property + ":tel:" + value + "\nEND:VCARD\n" + GOOD)
                            .added())
                    .extracting(Contact::name)
                    .contains("Good");
        }
    }

    @Test
    void pictureThatIsNoneOrTooLongIsLeftOut() throws Exception {
        String png = Base64.getEncoder().encodeToString(new byte[300_000]);
        ContactImport read = read(VCardsTest.card("FN:A\nIMPP:sip:a@h\nPHOTO:data:image/png;base64," + png)
                + VCardsTest.card("FN:B\nIMPP:sip:b@h\nPHOTO:data:image/png;base64,?")
                + VCardsTest.card("FN:C\nIMPP:sip:c@h\nPHOTO:http://127.0.0.1:9/c.png")
                + VCardsTest.card("FN:D\nIMPP:sip:d@h\nPHOTO:file:///etc/passwd"));
        assertThat(read.added()).extracting(Contact::avatar).hasSize(4).allMatch(Optional::isEmpty);
        assertThat(read.leftOut()).extracting(ContactImport.Remark::name).contains("A");
    }

    @Test
    void tableThatIsTooLongInAnyDirectionIsRefused() {
        refusesCsv("Name,SIP\n\"" + "x".repeat(200_000) + "\",a@h\n", "longer than 100000");
        refusesCsv("Name,SIP\n" + "x".repeat(20_000_000), "longer than 100000");
        refusesCsv("SIP" + ",".repeat(5000) + "\n", "more than 1000 columns");
        refusesCsv("Name,SIP\n" + ",".repeat(5000) + "\n", "Line 2 has more than 1000 columns");
        refusesCsv("\"".repeat(1_000_001), "longer than|never closed");
    }

    @Test
    void hundredAddressesAreCutToTwenty() throws Exception {
        StringBuilder lines = new StringBuilder("FN:Many");
        for (int i = 0; i < 100; i++) {
            lines.append("\nIMPP:sip:m").append(i).append("@h\nCATEGORIES:g").append(i);
        }
        ContactImport read = read(VCardsTest.card(lines.toString()));
        assertThat(read.added()).singleElement().satisfies(contact -> {
            assertThat(contact.uris()).hasSize(20).startsWith("sip:m0@h", "sip:m1@h");
            assertThat(contact.groups()).hasSize(20);
            assertThat(contact.policy()).isEqualTo(ContactPolicy.DEFAULT);
        });
        assertThat(read.leftOut()).hasSize(2);
    }

    private static void skips(String cards, String reason) throws ContactImportException {
        String begun = cards.startsWith("AGENT") ? "BEGIN:VCARD\n" + cards + "END:VCARD\n" : cards;
        ContactImport read = read(begun + GOOD);
        assertThat(read.skipped())
                .singleElement()
                .satisfies(remark -> assertThat(remark.reason()).contains(reason));
        assertThat(read.added()).extracting(Contact::name).containsExactly("Good");
    }

    private static void refusesCsv(String table, String reason) {
        assertThatThrownBy(() -> csv(table))
                .isInstanceOf(ContactImportException.class)
                .hasMessageFindingMatch(reason);
    }

    private static ContactImport read(String cards) throws ContactImportException {
        return ContactFiles.read(cards.getBytes(StandardCharsets.UTF_8), ContactFormat.VCARD, List.of());
    }

    private static ContactImport csv(String table) throws ContactImportException {
        return ContactFiles.read(table.getBytes(StandardCharsets.UTF_8), ContactFormat.CSV, List.of());
    }

    @Test
    void directoryAndMissingFileAreRefused() {
        assertThatThrownBy(() -> ContactFiles.read(temporary, ContactFormat.CSV, List.of()))
                .isInstanceOf(ContactImportException.class)
                .hasMessageContaining("cannot be read");
        Path none = temporary.resolve("none.vcf");
        assertThatThrownBy(() -> ContactFiles.read(none, ContactFormat.VCARD, List.of()))
                .isInstanceOf(ContactImportException.class)
                .hasMessage("There is no file " + none);
        assertThat(Files.exists(none)).isFalse();
    }
}
