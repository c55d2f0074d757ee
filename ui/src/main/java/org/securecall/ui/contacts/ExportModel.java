// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactFormat;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Which contacts go to a file, and of what kind that is. */
final class ExportModel {

    private static final Texts TEXTS = Texts.of("contacts");

    /** Which contacts. */
    enum Which {
        ALL,
        GROUP,
        CHOSEN
    }

    final ObjectProperty<Which> which = new SimpleObjectProperty<>(Which.ALL);
    final ObjectProperty<Optional<String>> group = new SimpleObjectProperty<>(Optional.empty());
    final ObjectProperty<ContactFormat> format = new SimpleObjectProperty<>(ContactFormat.VCARD);

    private final PhoneModel model;
    private final ContactsModel contacts;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();

    /** Proposes what the user has before the eyes: what is selected, else the group that is shown, else all. */
    ExportModel(ContactsModel contacts) {
        this.model = contacts.phone();
        this.contacts = contacts;
        group.set(contacts.group().get().or(() -> contacts.groups().stream().findFirst()));
        if (contacts.chosen().get().size() > 1) {
            which.set(Which.CHOSEN);
        } else if (contacts.group().get().isPresent()) {
            which.set(Which.GROUP);
        }
    }

    ContactsModel contacts() {
        return contacts;
    }

    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What was written; empty before. */
    ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty writing() {
        return writing.getReadOnlyProperty();
    }

    /** Those that would be written, in the order of the list. */
    List<Contact> wanted() {
        return of(which.get());
    }

    List<Contact> of(Which asked) {
        return switch (asked) {
            case ALL -> model.phone().contacts();
            case GROUP -> group.get().isPresent() ? model.phone().searchContacts("", group.get()) : List.of();
            case CHOSEN -> contacts.chosen().get();
        };
    }

    /** What the file is called if the user does not say otherwise. */
    String fileName() {
        return TEXTS.get("export.file") + format.get().ending();
    }

    /** @param file its ending is added where it has another one */
    void write(Path file) {
        problem.set("");
        result.set("");
        String ending = format.get().ending();
        String name = String.valueOf(file.getFileName());
        boolean ends = ContactFormat.of(file)
                .filter(known -> known.ending().equals(ending))
                .isPresent();
        Path to = ends ? file : file.resolveSibling(name + ending);
        if (!ends && Files.exists(to)) {
            // Nobody was asked about this one.
            problem.set(TEXTS.get("export.exists", name + ending));
            return;
        }
        writing.set(true);
        model.ask(
                model.phone().exportContacts(to, format.get(), wanted()),
                count -> {
                    writing.set(false);
                    result.set(TEXTS.get("export.done", count, String.valueOf(to.getFileName())));
                },
                reason -> {
                    writing.set(false);
                    problem.set(reason);
                });
    }
}
