// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.securecall.app.api.BackupContents;
import org.securecall.app.api.BackupReceipt;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Writes a backup, shows its code once, and lets nobody go who has not noted it. */
final class BackupModel {

    /** How far it is. */
    enum Step {
        /** There is nothing but a file to be named. */
        FILE,
        WRITING,
        /** The backup is there, and its code is shown. */
        CODE
    }

    private static final Texts TEXTS = Texts.of("backup");

    private final PhoneModel model;
    private final IntUnaryOperator choice;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.FILE);
    private final StringProperty file = new SimpleStringProperty("");
    private final BooleanProperty noted = new SimpleBooleanProperty();
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper fileProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper typedProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private Optional<BackupReceipt> receipt = Optional.empty();
    private Optional<Path> written = Optional.empty();
    private int asked;

    /** @param choice one of so many numbers from 0 on, by chance */
    BackupModel(PhoneModel model, IntUnaryOperator choice) {
        this.model = model;
        this.choice = choice;
    }

    ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    StringProperty file() {
        return file;
    }

    /** Whether the user says that the code is noted. */
    BooleanProperty noted() {
        return noted;
    }

    /** The group that is asked back, as the user types it. */
    StringProperty typed() {
        return typed;
    }

    ReadOnlyStringProperty fileProblem() {
        return fileProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty typedProblem() {
        return typedProblem.getReadOnlyProperty();
    }

    /** What came of it; empty before. */
    ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    /** The groups to be noted; none unless they are to be shown. */
    List<String> code() {
        return receipt.map(BackupReceipt::recoveryCode).orElse(List.of());
    }

    /** Which group is asked back, from 1. */
    int asked() {
        return asked;
    }

    /** What is in the backup whose code is shown; a sentence. */
    String contents() {
        return receipt.map(shown -> {
                    String all = contents(shown.contents());
                    return shown.unreadable() == 0
                            ? all
                            : all + " " + TEXTS.get("backup.unreadable", shown.unreadable());
                })
                .orElse("");
    }

    static String contents(BackupContents contents) {
        return TEXTS.get("contents", contents.records(), contents.keyEvents(), contents.pastCalls());
    }

    void begin() {
        if (step.get() != Step.FILE) {
            return;
        }
        result.set("");
        Optional<Path> place = place();
        place.ifPresent(path -> {
            step.set(Step.WRITING);
            model.ask(model.phone().backUp(path), shown -> written(path, shown), reason -> {
                fileProblem.set(reason);
                step.set(Step.FILE);
            });
        });
    }

    private Optional<Path> place() {
        fileProblem.set("");
        if (file.get().isBlank()) {
            fileProblem.set(TEXTS.get("file.missing"));
            return Optional.empty();
        }
        try {
            Path path = Path.of(file.get().strip());
            if (Files.exists(path)) {
                fileProblem.set(TEXTS.get("file.there"));
                return Optional.empty();
            }
            return Optional.of(path);
        } catch (InvalidPathException e) {
            fileProblem.set(TEXTS.get("file.none"));
            return Optional.empty();
        }
    }

    private void written(Path path, BackupReceipt shown) {
        receipt = Optional.of(shown);
        written = Optional.of(path);
        asked = choice.applyAsInt(shown.recoveryCode().size()) + 1;
        noted.set(false);
        typed.set("");
        typedProblem.set("");
        step.set(Step.CODE);
    }

    /** Goes on once the code is noted: the group that is asked back is right. The code is not shown again. */
    void confirm() {
        if (step.get() != Step.CODE || !noted.get()) {
            return;
        }
        if (!CodeText.plain(typed.get()).equals(code().get(asked - 1))) {
            typedProblem.set(TEXTS.get("typed.wrong", asked));
            return;
        }
        result.set(TEXTS.get("backup.done", written.map(Path::toString).orElse("")));
        forget();
    }

    /** The code was not noted: deletes the backup, which nobody could open. */
    void discard() {
        if (step.get() != Step.CODE) {
            return;
        }
        try {
            if (written.isPresent()) {
                Files.deleteIfExists(written.get());
            }
            result.set(TEXTS.get("backup.deleted"));
        } catch (IOException e) {
            result.set(TEXTS.get("backup.stays", written.map(Path::toString).orElse("")));
        }
        forget();
    }

    private void forget() {
        receipt = Optional.empty();
        written = Optional.empty();
        typed.set("");
        typedProblem.set("");
        noted.set(false);
        step.set(Step.FILE);
    }
}
