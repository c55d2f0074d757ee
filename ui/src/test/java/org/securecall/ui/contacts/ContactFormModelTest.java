// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.Avatar;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.ui.ContactFilesOnDisk;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class ContactFormModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);
    private final List<String> saved = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @Test
    void newContactIsStoredWithEverythingEntered() {
        ContactFormModel form = form(new Contact(0, "", "", false));
        form.name.set(" Dora ");
        form.addresses().getFirst().typed().set("dora@example.org");
        form.addAddress().typed().set("sips:dora@example.net;transport=tcp");
        form.addAddress();
        form.addGroup("Choir");
        form.group.set("Family");
        form.favourite.set(true);
        form.policy.set(ContactPolicy.REQUIRE_ZRTP);
        save(form);
        assertThat(saved).containsExactly("saved");
        assertThat(phone.contacts())
                .containsExactly(new Contact(
                        1,
                        "Dora",
                        List.of("sip:dora@example.org", "sips:dora@example.net;transport=tcp"),
                        List.of("Choir", "Family"),
                        Optional.empty(),
                        true,
                        ContactPolicy.REQUIRE_ZRTP,
                        false));
    }

    @Test
    void whatIsNotShownOfAnAddressStays() {
        Contact stored = stored(List.of("sip:a@example.org;transport=tls", "sips:b@example.org"));
        ContactFormModel form = form(stored);
        assertThat(form.addresses())
                .extracting(address -> address.typed().get())
                .containsExactly("a@example.org", "b@example.org");
        save(form);
        assertThat(phone.contacts()).containsExactly(stored);
    }

    @Test
    void addressesMoveUpAndTheFirstIsCalled() {
        ContactFormModel form = form(stored(List.of("sip:a@h", "sip:b@h", "sip:c@h")));
        form.up(form.addresses().get(2));
        form.up(form.addresses().get(1));
        form.up(form.addresses().getFirst());
        form.remove(form.addresses().get(1));
        save(form);
        assertThat(phone.contacts()).singleElement().satisfies(contact -> {
            assertThat(contact.uris()).containsExactly("sip:c@h", "sip:b@h");
        });
    }

    @Test
    void lastAddressIsEmptiedNotRemoved() {
        ContactFormModel form = form(stored(List.of("sip:a@h")));
        form.remove(form.addresses().getFirst());
        assertThat(form.addresses()).singleElement().satisfies(address -> {
            assertThat(address.typed().get()).isEmpty();
        });
    }

    @Test
    void everyFieldSaysWhatIsWrongWithItAndNothingIsLost() {
        ContactFormModel form = form(new Contact(0, "", "", false));
        save(form);
        assertThat(form.nameProblem().get()).isEqualTo("A contact needs a name.");
        assertThat(form.addresses().getFirst().problem().get()).isEqualTo("A contact needs an address.");
        form.name.set("Dora");
        assertThat(form.nameProblem().get()).as("no more once it changes").isEmpty();
        form.addresses().getFirst().typed().set("dora@example.org");
        ContactFormModel.Address wrong = form.addAddress();
        wrong.typed().set("dora example");
        save(form);
        assertThat(form.addresses().getFirst().problem().get()).isEmpty();
        assertThat(wrong.problem().get()).isEqualTo("An address looks like sip:bob@example.org");
        assertThat(wrong.typed().get()).isEqualTo("dora example");
        assertThat(saved).isEmpty();
        assertThat(phone.commands()).isEmpty();
    }

    @Test
    void refusalOfTheStoreIsToldAndLeavesTheFormAsItIs() {
        ContactFormModel form = form(stored(List.of("sip:a@h")));
        form.name.set("x".repeat(300));
        save(form);
        assertThat(form.problem().get()).contains("200");
        assertThat(form.saving().get()).isFalse();
        assertThat(form.name.get()).hasSize(300);
        form.name.set("Anna");
        save(form);
        assertThat(form.problem().get()).isEmpty();
        assertThat(saved).containsExactly("saved");
    }

    @Test
    void knownGroupsAreOfferedThatTheContactIsNotIn() throws Exception {
        phone.store(List.of(new Contact(
                0,
                "B",
                List.of("sip:b@h"),
                List.of("Choir", "Chess"),
                Optional.empty(),
                false,
                ContactPolicy.DEFAULT,
                false)));
        ContactFormModel form = form(new Contact(0, "", "", false));
        assertThat(form.offeredGroups()).containsExactly("Chess", "Choir");
        form.addGroup("choir");
        assertThat(form.offeredGroups()).containsExactly("Chess");
        form.addGroup("Choir");
        assertThat(form.groups()).containsExactly("choir");
        form.group.set("x");
        assertThat(form.offeredGroups()).isEmpty();
        form.removeGroup("choir");
        form.group.set("CH");
        assertThat(form.offeredGroups()).containsExactly("Chess", "Choir");
    }

    @Test
    void pictureIsMadeOfAnImageFileAndTakenAway() throws IOException {
        ContactFormModel form = form(stored(List.of("sip:a@h")));
        form.choosePicture(file("photo.png", ContactFilesOnDisk.file(ContactFilesOnDisk.image(800, 500), "png")));
        assertThat(form.picture.get().orElseThrow().format()).isEqualTo(Avatar.Format.JPEG);
        save(form);
        assertThat(phone.contacts().getFirst().avatar()).isEqualTo(form.picture.get());
        form.removePicture();
        save(form);
        assertThat(phone.contacts().getFirst().avatar()).isEmpty();
    }

    @Test
    void fileThatIsNoPictureIsToldAndThePictureStays() throws IOException {
        ContactFormModel form = form(stored(List.of("sip:a@h")));
        form.choosePicture(file("photo.png", ContactFilesOnDisk.file(ContactFilesOnDisk.image(80, 50), "png")));
        Optional<Avatar> before = form.picture.get();
        form.choosePicture(file("text.png", new byte[] {1, 2, 3}));
        assertThat(form.pictureProblem().get()).startsWith("This file is no picture");
        assertThat(form.picture.get()).isEqualTo(before).isPresent();
        form.choosePicture(folder.resolve("missing.png"));
        assertThat(form.pictureProblem().get()).startsWith("This file is no picture");
    }

    private ContactFormModel form(Contact contact) {
        return new ContactFormModel(model, contact, Runnable::run);
    }

    private void save(ContactFormModel form) {
        form.save(() -> saved.add("saved"));
    }

    private Contact stored(List<String> uris) {
        try {
            return phone.store(List.of(new Contact(
                            0, "Anna", uris, List.of(), Optional.empty(), false, ContactPolicy.DEFAULT, false)))
                    .getFirst();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
