// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.securecall.app.api.Avatar;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.PhoneException;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.picture.PictureException;
import org.securecall.ui.picture.PictureFile;
import org.securecall.ui.text.Texts;

/** What is being entered about one contact. */
public final class ContactFormModel {

    private static final Texts TEXTS = Texts.of("contacts");

    /** One of the contact's addresses while it is entered. */
    static final class Address {

        private final String stored;
        private final StringProperty typed;
        private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

        /** @param stored empty for a new one */
        private Address(String stored) {
            this.stored = stored;
            this.typed = new SimpleStringProperty(Addresses.shown(stored));
            typed.addListener((observable, before, after) -> problem.set(""));
        }

        StringProperty typed() {
            return typed;
        }

        ReadOnlyStringProperty problem() {
            return problem.getReadOnlyProperty();
        }

        private boolean isBlank() {
            return typed.get().isBlank();
        }

        /** What is shown is not all of an address; what was not changed stays as it is. */
        private String value() {
            String text = typed.get().strip();
            return text.equals(Addresses.shown(stored)) ? stored : text;
        }
    }

    final StringProperty name = new SimpleStringProperty("");
    final BooleanProperty favourite = new SimpleBooleanProperty();
    final BooleanProperty ownZid = new SimpleBooleanProperty();
    final ObjectProperty<ContactPolicy> policy = new SimpleObjectProperty<>(ContactPolicy.DEFAULT);
    final ObjectProperty<Optional<Avatar>> picture = new SimpleObjectProperty<>(Optional.empty());
    /** A group that is typed and not added yet. */
    final StringProperty group = new SimpleStringProperty("");

    private final PhoneModel model;
    private final Executor reading;
    private final Contact contact;
    private final ObservableList<Address> addresses = FXCollections.observableArrayList();
    private final ObservableList<String> groups = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper nameProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper pictureProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();

    /**
     * @param contact id 0 for a new one
     * @param reading runs what reads files
     */
    ContactFormModel(PhoneModel model, Contact contact, Executor reading) {
        this.model = model;
        this.contact = contact;
        this.reading = reading;
        name.set(contact.name());
        favourite.set(contact.favourite());
        ownZid.set(contact.ownZid());
        policy.set(contact.policy());
        picture.set(contact.avatar());
        groups.setAll(contact.groups());
        contact.uris().forEach(uri -> addresses.add(new Address(uri)));
        if (addresses.isEmpty()) {
            addAddress();
        }
        name.addListener((observable, before, after) -> nameProblem.set(""));
    }

    /** Whether the next call will be a first one to the other side, since it meets another ZID than before. */
    boolean changesZid() {
        return !isNew() && ownZid.get() != contact.ownZid();
    }

    boolean isNew() {
        return contact.id() == 0;
    }

    /** The first is the one to call where none is chosen. */
    ObservableList<Address> addresses() {
        return addresses;
    }

    ObservableList<String> groups() {
        return groups;
    }

    ReadOnlyStringProperty nameProblem() {
        return nameProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty pictureProblem() {
        return pictureProblem.getReadOnlyProperty();
    }

    /** What is wrong and belongs to no field. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty saving() {
        return saving.getReadOnlyProperty();
    }

    Address addAddress() {
        Address added = new Address("");
        addresses.add(added);
        return added;
    }

    /** The last one that is left is emptied instead. */
    void remove(Address address) {
        if (addresses.size() > 1) {
            addresses.remove(address);
        } else {
            address.typed.set("");
        }
    }

    void up(Address address) {
        int at = addresses.indexOf(address);
        if (at > 0) {
            addresses.remove(at);
            addresses.add(at - 1, address);
        }
    }

    /** Adds the group that is typed. */
    void addGroup() {
        addGroup(group.get());
        group.set("");
    }

    void addGroup(String added) {
        String name = added.strip();
        if (!name.isEmpty() && groups.stream().noneMatch(name::equalsIgnoreCase)) {
            groups.add(name);
        }
    }

    void removeGroup(String removed) {
        groups.remove(removed);
    }

    /** Known groups that the contact is not in, and that begin with what is typed. */
    List<String> offeredGroups() {
        String typed = group.get().strip().toLowerCase(Locale.ROOT);
        return model.phone().contactGroups().stream()
                .filter(known -> known.toLowerCase(Locale.ROOT).startsWith(typed))
                .filter(known -> groups.stream().noneMatch(known::equalsIgnoreCase))
                .toList();
    }

    /** Makes the picture of an image file. */
    void choosePicture(Path file) {
        pictureProblem.set("");
        CompletableFuture<Avatar> made = new CompletableFuture<>();
        reading.execute(() -> {
            try {
                made.complete(PictureFile.read(file));
            } catch (PictureException e) {
                made.completeExceptionally(new PhoneException(TEXTS.get("form.picture.unreadable"), e));
            }
        });
        model.ask(made, avatar -> picture.set(Optional.of(avatar)), pictureProblem::set);
    }

    void removePicture() {
        pictureProblem.set("");
        picture.set(Optional.empty());
    }

    /** Whether every field can be stored; else each says what is wrong with it. */
    private boolean check() {
        problem.set("");
        nameProblem.set(name.get().isBlank() ? TEXTS.get("form.name.missing") : "");
        boolean right = nameProblem.get().isEmpty();
        boolean none = addresses.stream().allMatch(Address::isBlank);
        for (Address address : addresses) {
            String wrong = address.isBlank()
                    ? none && address == addresses.getFirst() ? TEXTS.get("form.address.missing") : ""
                    : model.phone().addressProblem(address.value()).orElse("");
            address.problem.set(wrong);
            right &= wrong.isEmpty();
        }
        return right;
    }

    /** @param saved runs when the contact is stored; until then nothing that was entered is gone */
    void save(Runnable saved) {
        addGroup();
        if (saving.get() || !check()) {
            return;
        }
        List<String> uris = new ArrayList<>();
        addresses.stream()
                .filter(address -> !address.isBlank())
                .map(Address::value)
                .forEach(uris::add);
        saving.set(true);
        model.ask(
                model.phone()
                        .putContact(new Contact(
                                contact.id(),
                                name.get().strip(),
                                uris,
                                groups,
                                picture.get(),
                                favourite.get(),
                                policy.get(),
                                ownZid.get())),
                stored -> {
                    saving.set(false);
                    saved.run();
                },
                reason -> {
                    saving.set(false);
                    problem.set(reason);
                });
    }
}
