// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.app.api.ContactImport;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.media.api.EventLoop;

/** Contacts of a whole telephone, without a socket. */
class AddressBookTest {

    @TempDir
    Path directory;

    @Test
    void previewStoresNothingAndTheImportWhatItSaid() throws Exception {
        Path file = file("people.csv", "Name,SIP\nDora,dora@example.org\nBob,bob@example.org\nFax,\n");
        try (Phone phone = open()) {
            get(phone.putContact(new Contact(0, "Robert", "sip:bob@example.org", false)));
            ContactImport preview = get(phone.previewContacts(file));
            assertThat(preview.added()).extracting(Contact::name).containsExactly("Dora");
            assertThat(preview.merged()).hasSize(1);
            assertThat(preview.skipped()).hasSize(1);
            assertThat(phone.contacts()).hasSize(1);
            assertThat(get(phone.importContacts(file))).isEqualTo(preview);
            assertThat(phone.contacts()).extracting(Contact::name).containsExactly("Dora", "Robert");
        }
        try (Phone phone = open()) {
            assertThat(phone.contacts()).as("kept").hasSize(2);
        }
    }

    @Test
    void largeFileIsTakenInBatchByBatchAndToldOnce() throws Exception {
        Path file = file(
                "many.csv",
                IntStream.range(0, 2500)
                        .mapToObj(i -> "Number " + i + ",n" + i + "@example.org\n")
                        .collect(Collectors.joining("", "Name,SIP\n", "")));
        List<PhoneEvent> told = new CopyOnWriteArrayList<>();
        try (Phone phone = open()) {
            phone.listen(told::add);
            get(phone.importContacts(file));
            assertThat(phone.contacts()).hasSize(2500);
            assertThat(told)
                    .filteredOn(PhoneEvent.ContactsChanged.class::isInstance)
                    .map(event ->
                            ((PhoneEvent.ContactsChanged) event).contacts().size())
                    .containsExactly(2500);
        }
        try (Phone phone = open()) {
            CompletableFuture<Integer> known = new CompletableFuture<>();
            phone.listen(event -> {
                if (event instanceof PhoneEvent.ContactsChanged changed) {
                    known.complete(changed.contacts().size());
                }
            });
            // So many are read in the background, and may be known by now.
            if (phone.contacts().isEmpty()) {
                assertThat(get(known)).isEqualTo(2500);
            }
            assertThat(phone.contacts()).hasSize(2500);
            assertThat(phone.searchContacts("2499", Optional.empty())).hasSize(1);
        }
    }

    @Test
    void fileThatCannotBeReadFailsWithItsReason() throws Exception {
        try (Phone phone = open()) {
            failed(phone.previewContacts(directory.resolve("none.vcf")), "There is no file");
            failed(phone.importContacts(directory.resolve("none.vcf")), "There is no file");
            failed(phone.previewContacts(file("people.txt", "Dora")), ".vcf or .csv");
            failed(
                    phone.exportContacts(directory.resolve("none").resolve("x.vcf"), ContactFormat.VCARD, List.of()),
                    "cannot be written");
        }
    }

    @Test
    void exportReplacesAFileAndLeavesNothingElse() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("out"));
        Path file = Files.writeString(folder.resolve("all.vcf"), "old");
        try (Phone phone = open()) {
            get(phone.putContact(new Contact(0, "Dora", "sip:dora@example.org", true)));
            assertThat(get(phone.exportContacts(file, ContactFormat.VCARD_3, phone.contacts())))
                    .isEqualTo(1);
        }
        assertThat(file).content().contains("VERSION:3.0", "FN:Dora", "sip:dora@example.org");
        assertThat(folder).isDirectoryContaining("glob:**all.vcf").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void groupsAndAddressesAreFoundWhateverTheirSpelling() throws Exception {
        try (Phone phone = open()) {
            get(phone.putContact(new Contact(
                    0,
                    "Zoë",
                    List.of("sip:a@example.org", "zoe@example.org"),
                    List.of("Büro"),
                    Optional.empty(),
                    false,
                    ContactPolicy.DEFAULT,
                    false)));
            assertThat(phone.contactGroups()).containsExactly("Büro");
            assertThat(phone.searchContacts("zoe", Optional.of("buro"))).hasSize(1);
            assertThat(phone.contactOf("sips:zoe@EXAMPLE.org:5061")).isPresent();
            assertThat(phone.addressProblem("zoe@example.org")).isEmpty();
            assertThat(phone.addressProblem("zoe")).contains("An address looks like sip:bob@example.org");
        }
    }

    @Test
    void whatTheUserChangedWhileTheFileWasReadIsNotLost() throws Exception {
        Path file = file("people.csv", "Name,SIP,SIP 2\nBob,bob@example.org,bob@example.net\n");
        BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
        try (Storage storage = Storage.open(directory.resolve("profile"), Keys.FILE, notice -> {})) {
            Contact bob = storage.contacts().put(new Contact(0, "Bob", "sip:bob@example.org", false));
            AddressBook book = new AddressBook(storage, eventLoop(loop), new Front());
            CompletionStage<ContactImport> importing = book.importFile(file);
            Runnable taking = loop.poll(30, TimeUnit.SECONDS);
            Contact changed = storage.contacts().put(bob.withFavourite(true));
            Objects.requireNonNull(taking).run();
            failed(importing, "was changed meanwhile");
            assertThat(storage.contacts().contacts()).containsExactly(changed);
            CompletionStage<ContactImport> again = book.importFile(file);
            Objects.requireNonNull(loop.poll(30, TimeUnit.SECONDS)).run();
            assertThat(get(again).changed()).hasSize(1);
            assertThat(storage.contacts().contacts()).singleElement().satisfies(contact -> {
                assertThat(contact.favourite()).isTrue();
                assertThat(contact.uris()).hasSize(2);
            });
        }
    }

    private static EventLoop eventLoop(BlockingQueue<Runnable> tasks) {
        return new EventLoop() {
            @Override
            public void execute(Runnable task) {
                tasks.add(task);
            }

            @Override
            public Timer schedule(Duration delay, Runnable task) {
                throw new UnsupportedOperationException("Nothing here waits for a time");
            }
        };
    }

    private static void failed(CompletionStage<?> stage, String reason) {
        assertThatThrownBy(() -> get(stage))
                .cause()
                .isInstanceOf(PhoneException.class)
                .hasMessageContaining(reason);
    }

    private Phone open() throws PhoneException {
        return Telephone.open(new PhoneOptions(
                directory.resolve("profile"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(InetAddress.getLoopbackAddress()),
                OptionalInt.of(0),
                false));
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(directory.resolve(name), content);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
