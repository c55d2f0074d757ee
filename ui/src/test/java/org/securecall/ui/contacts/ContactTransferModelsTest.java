// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.PhoneException;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class ContactTransferModelsTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);
    private final ContactsModel contacts = new ContactsModel(model, (target, account, failure) -> {}, address -> {});

    @TempDir
    Path folder;

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @BeforeEach
    void fill() throws PhoneException {
        phone.store(List.of(person("Anna", "Choir"), person("Bob", "Work"), person("Carl", "Choir")));
    }

    @Test
    void previewSaysWhatIsNewMergedAndLeftOutAndStoresNothing() throws IOException {
        ImportModel importing = new ImportModel(model, table());
        ContactImport read = ((ImportModel.State.Preview) importing.state().get()).read();
        assertThat(ImportModel.counts(read))
                .containsExactly("1 new contact", "1 merged with the contact that has its address", "1 left out");
        assertThat(ImportModel.lines(read))
                .containsExactly(
                        new ImportModel.Line("Left out", true),
                        new ImportModel.Line("Entry 3, Fax: There is no SIP address", false),
                        new ImportModel.Line("Merged", true),
                        new ImportModel.Line("Robert: becomes part of Bob", false),
                        new ImportModel.Line("New", true),
                        new ImportModel.Line("Dora, dora@example.org", false));
        assertThat(phone.contacts()).hasSize(3);
        importing.take();
        assertThat(importing.state().get()).isInstanceOf(ImportModel.State.Done.class);
        assertThat(phone.contacts()).hasSize(4);
        assertThat(phone.contactOf("robert@example.org")).map(Contact::name).contains("Bob");
        importing.take();
        assertThat(phone.commands()).containsOnlyOnce("importContacts people.csv");
    }

    @Test
    void fileThatBringsNothingNewIsNotTakenIn() throws IOException {
        new ImportModel(model, table()).take();
        ImportModel again = new ImportModel(model, table());
        ContactImport read = ((ImportModel.State.Preview) again.state().get()).read();
        assertThat(ImportModel.changesAnything(read)).isFalse();
        assertThat(ImportModel.counts(read)).first().isEqualTo("No new contacts");
        again.take();
        assertThat(again.state().get()).isInstanceOf(ImportModel.State.Preview.class);
    }

    @Test
    void unreadableFileIsExplained() {
        ImportModel importing = new ImportModel(model, folder.resolve("none.vcf"));
        assertThat(importing.state().get()).isInstanceOfSatisfying(ImportModel.State.Failed.class, failed -> {
            assertThat(failed.reason()).startsWith("There is no file");
        });
    }

    @Test
    void manyLinesOfOneKindAreCounted() {
        List<Contact> many = java.util.Collections.nCopies(250, person("Anna", "Choir"));
        List<ImportModel.Line> lines =
                ImportModel.lines(new ContactImport(many, List.of(), List.of(), List.of(), List.of()));
        assertThat(lines).hasSize(202).last().isEqualTo(new ImportModel.Line("and 50 more", false));
    }

    @Test
    void whatTheUserLooksAtIsProposedForExport() {
        assertThat(new ExportModel(contacts).wanted()).hasSize(3);
        contacts.group().set(Optional.of("Choir"));
        assertThat(new ExportModel(contacts).wanted()).extracting(Contact::name).containsExactly("Anna", "Carl");
        contacts.chosen().set(phone.contacts().subList(0, 2));
        assertThat(new ExportModel(contacts).wanted()).extracting(Contact::name).containsExactly("Anna", "Bob");
    }

    @Test
    void everyKindOfFileIsWrittenAndReadAgain() throws Exception {
        for (ContactFormat format : ContactFormat.values()) {
            ExportModel exporting = new ExportModel(contacts);
            exporting.format.set(format);
            assertThat(exporting.fileName()).isEqualTo("contacts" + format.ending());
            Path file = folder.resolve(format + format.ending());
            exporting.write(file);
            assertThat(exporting.result().get()).isEqualTo("3 contacts are in " + file.getFileName() + " now.");
            assertThat(phone.previewContacts(file).toCompletableFuture().get().merged())
                    .hasSize(3);
        }
    }

    @Test
    void endingIsAddedAndNoFileThatWasNotAskedAboutIsReplaced() throws IOException {
        ExportModel exporting = new ExportModel(contacts);
        exporting.write(folder.resolve("friends"));
        assertThat(folder.resolve("friends.vcf")).exists();
        exporting.format.set(ContactFormat.CSV);
        Path mine = Files.writeString(folder.resolve("friends.vcf.csv"), "mine");
        exporting.write(folder.resolve("friends.vcf"));
        assertThat(exporting.problem().get()).startsWith("There is a file friends.vcf.csv already");
        assertThat(mine).hasContent("mine");
        exporting.write(mine);
        assertThat(mine).content().startsWith("\uFEFFName");
    }

    @Test
    void failedExportSaysWhy() {
        ExportModel exporting = new ExportModel(contacts);
        phone.refuse("The disk is full");
        exporting.write(folder.resolve("all.vcf"));
        assertThat(exporting.problem().get()).isEqualTo("The disk is full");
        assertThat(exporting.writing().get()).isFalse();
    }

    private Path table() throws IOException {
        return Files.writeString(folder.resolve("people.csv"), """
                Name,SIP Address,SIP Address 2
                Dora,dora@example.org,
                Robert,bob@example.org,robert@example.org
                Fax,,
                """);
    }

    private static Contact person(String name, String group) {
        return new Contact(
                0,
                name,
                List.of("sip:" + name.toLowerCase(Locale.ROOT) + "@example.org"),
                List.of(group),
                Optional.empty(),
                false,
                ContactPolicy.DEFAULT,
                false);
    }
}
