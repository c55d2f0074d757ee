// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.securecall.app.api.ForeignKeys;
import org.securecall.app.api.OtherTelephone;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Takes over the keys of another telephone, once the user knows what that means. */
final class KeyImportModel {

    /** How far it is. */
    enum Step {
        /** It is asked whose keys, and where they are. */
        FILE,
        READING,
        /** They are read, and the user is asked whether they shall be taken over. */
        QUESTION,
        IMPORTING
    }

    private static final Texts TEXTS = Texts.of("backup");
    private static final int SHOWN = 5;

    private final PhoneModel model;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.FILE);
    private final ObjectProperty<OtherTelephone> make = new SimpleObjectProperty<>(OtherTelephone.LINPHONE);
    private final StringProperty file = new SimpleStringProperty("");
    private final ObjectProperty<Optional<ForeignKeys.Identifier>> chosen =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private Optional<ForeignKeys> found = Optional.empty();

    KeyImportModel(PhoneModel model) {
        this.model = model;
    }

    ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    ObjectProperty<OtherTelephone> make() {
        return make;
    }

    StringProperty file() {
        return file;
    }

    /** Which of the other telephone's identifiers is taken over. */
    ObjectProperty<Optional<ForeignKeys.Identifier>> chosen() {
        return chosen;
    }

    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What came of it; empty before. */
    ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    List<ForeignKeys.Identifier> identifiers() {
        return found.map(ForeignKeys::identifiers).orElse(List.of());
    }

    /** What cannot be used, a line each; the first of them where there are many. */
    String leftOut() {
        List<String> all = found.map(ForeignKeys::leftOut).orElse(List.of());
        String shown = String.join("\n", all.stream().limit(SHOWN).toList());
        return all.size() > SHOWN ? shown + "\n" + TEXTS.get("keys.more", all.size() - SHOWN) : shown;
    }

    void read() {
        if (step.get() != Step.FILE) {
            return;
        }
        problem.set("");
        result.set("");
        path().ifPresent(path -> {
            step.set(Step.READING);
            model.ask(model.phone().readKeys(make.get(), path), this::read, this::failed);
        });
    }

    private void read(ForeignKeys keys) {
        found = Optional.of(keys);
        // Most people want the account that they called from.
        chosen.set(keys.identifiers().stream().max((one, other) -> Integer.compare(one.keys(), other.keys())));
        step.set(Step.QUESTION);
    }

    private Optional<Path> path() {
        if (file.get().isBlank()) {
            problem.set(TEXTS.get("file.missing"));
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(file.get().strip()));
        } catch (InvalidPathException e) {
            problem.set(TEXTS.get("file.none"));
            return Optional.empty();
        }
    }

    private void failed(String reason) {
        problem.set(reason);
        forget();
    }

    /** Goes on under the identifier that is chosen. */
    void takeOver() {
        Optional<ForeignKeys.Identifier> wanted = chosen.get();
        Optional<Path> path = path();
        if (step.get() == Step.QUESTION && wanted.isPresent() && path.isPresent()) {
            step.set(Step.IMPORTING);
            model.ask(
                    model.phone()
                            .importKeys(make.get(), path.get(), wanted.get().zid()),
                    nothing -> {
                        result.set(TEXTS.get(
                                "keys.done", wanted.get().keys(), wanted.get().verified()));
                        forget();
                    },
                    this::failed);
        }
    }

    void cancel() {
        if (step.get() == Step.QUESTION) {
            problem.set("");
            forget();
        }
    }

    private void forget() {
        found = Optional.empty();
        chosen.set(Optional.empty());
        step.set(Step.FILE);
    }
}
