// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactImport;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** A file of contacts on its way in: looked at first, and taken in when the user has seen what comes of it. */
final class ImportModel {

    private static final Texts TEXTS = Texts.of("contacts");
    /** Of one kind; the others are counted. */
    private static final int LISTED = 200;

    /** How far it is. */
    sealed interface State {

        record Reading() implements State {}

        /** @param read what would come of it */
        record Preview(ContactImport read) implements State {}

        /** @param read what comes of it */
        record Taking(ContactImport read) implements State {}

        /** @param read what came of it */
        record Done(ContactImport read) implements State {}

        /** @param reason one sentence */
        record Failed(String reason) implements State {}
    }

    /** @param heading whether it stands above others */
    record Line(String text, boolean heading) {}

    private final PhoneModel model;
    private final Path file;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Reading());

    /** Begins to look at the file. */
    ImportModel(PhoneModel model, Path file) {
        this.model = model;
        this.file = file;
        model.ask(
                model.phone().previewContacts(file),
                read -> state.set(new State.Preview(read)),
                reason -> state.set(new State.Failed(reason)));
    }

    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    String fileName() {
        return String.valueOf(file.getFileName());
    }

    /** Takes the contacts in, where there are any; once. */
    void take() {
        if (state.get() instanceof State.Preview(ContactImport read) && changesAnything(read)) {
            state.set(new State.Taking(read));
            model.ask(
                    model.phone().importContacts(file),
                    done -> state.set(new State.Done(done)),
                    reason -> state.set(new State.Failed(reason)));
        }
    }

    static boolean changesAnything(ContactImport read) {
        return !read.added().isEmpty() || !read.changed().isEmpty();
    }

    /** What a file comes to, in a few words: how many are new, merged and left out. */
    static List<String> counts(ContactImport read) {
        List<String> counts = new ArrayList<>();
        counts.add(TEXTS.get("import.new", read.added().size()));
        if (!read.merged().isEmpty()) {
            counts.add(TEXTS.get("import.merged", read.merged().size()));
        }
        if (!read.skipped().isEmpty()) {
            counts.add(TEXTS.get("import.skipped", read.skipped().size()));
        }
        return counts;
    }

    /** Entry by entry: what is left out and why first, as it is what the user can do something about. */
    static List<Line> lines(ContactImport read) {
        List<Line> lines = new ArrayList<>();
        add(lines, TEXTS.get("import.skipped.heading"), read.skipped(), ImportModel::line);
        add(lines, TEXTS.get("import.parts.heading"), read.leftOut(), ImportModel::line);
        add(
                lines,
                TEXTS.get("import.merged.heading"),
                read.merged(),
                merged -> merged.name().equals(merged.into())
                        ? merged.name()
                        : TEXTS.get("import.merged.line", merged.name(), merged.into()));
        add(lines, TEXTS.get("import.new.heading"), read.added(), ImportModel::line);
        return lines;
    }

    private static <T> void add(List<Line> lines, String heading, List<T> items, Function<T, String> words) {
        if (items.isEmpty()) {
            return;
        }
        lines.add(new Line(heading, true));
        items.stream().limit(LISTED).forEach(item -> lines.add(new Line(words.apply(item), false)));
        if (items.size() > LISTED) {
            lines.add(new Line(TEXTS.get("import.more", items.size() - LISTED), false));
        }
    }

    private static String line(ContactImport.Remark remark) {
        return remark.name().isEmpty()
                ? TEXTS.get("import.entry", remark.entry(), remark.reason())
                : TEXTS.get("import.entry.named", remark.entry(), remark.name(), remark.reason());
    }

    private static String line(Contact contact) {
        return contact.name() + ", " + Addresses.shown(contact.uri());
    }
}
