// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.securecall.app.api.BackupContents;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Phone;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Reads a backup, says what would be replaced by it, and replaces it. */
final class RestoreModel {

    /** How far it is. */
    enum Step {
        /** File and code are asked for. */
        CODE,
        READING,
        /** The backup is whole, and the user is asked whether it shall replace what there is. */
        QUESTION,
        RESTORING
    }

    private static final Texts TEXTS = Texts.of("backup");

    private final PhoneModel model;
    private final Consumer<String> reopen;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.CODE);
    private final StringProperty file = new SimpleStringProperty("");
    private final List<StringProperty> groups = new ArrayList<>();
    private final ReadOnlyStringWrapper fileProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper codeProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<BackupContents> contents = Optional.empty();
    private boolean spreading;

    /** @param reopen closes the telephone and opens it anew; given what to tell there */
    RestoreModel(PhoneModel model, Consumer<String> reopen) {
        this.model = model;
        this.reopen = reopen;
        for (int i = 0; i < Phone.RECOVERY_GROUPS; i++) {
            StringProperty group = new SimpleStringProperty("");
            int at = i;
            group.addListener((value, before, typed) -> typed(at, typed));
            groups.add(group);
        }
    }

    ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    StringProperty file() {
        return file;
    }

    /** The groups of the code as they are typed. A whole code that is pasted into one goes into all that follow. */
    List<StringProperty> groups() {
        return List.copyOf(groups);
    }

    ReadOnlyStringProperty fileProblem() {
        return fileProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty codeProblem() {
        return codeProblem.getReadOnlyProperty();
    }

    /** Why the backup could not be read or restored; empty when it could. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Whether a group is typed to its end, and mistyped. */
    boolean isWrong(int group) {
        String typed = CodeText.plain(groups.get(group).get());
        return typed.length() >= CodeText.CHARACTERS && !isRight(group);
    }

    /** Whether a group could be one of a code. */
    boolean isRight(int group) {
        return model.phone().isRecoveryGroup(group + 1, groups.get(group).get().toCharArray());
    }

    private void typed(int at, String typed) {
        codeProblem.set(wrong(this::isWrong));
        if (!spreading && CodeText.plain(typed).length() > CodeText.CHARACTERS) {
            // Not now: whoever shows the group is told of this change first.
            model.later(() -> spread(at));
        }
    }

    private void spread(int at) {
        String plain = CodeText.plain(groups.get(at).get());
        spreading = true;
        for (int i = at; i < groups.size(); i++) {
            int from = (i - at) * CodeText.CHARACTERS;
            if (from < plain.length()) {
                boolean last = i == groups.size() - 1;
                int to = last ? plain.length() : Math.min(plain.length(), from + CodeText.CHARACTERS);
                groups.get(i).set(plain.substring(from, to));
            }
        }
        spreading = false;
    }

    /** Names the groups of which that holds; empty where it holds of none. */
    private String wrong(IntPredicate which) {
        List<String> wrong = IntStream.range(0, groups.size())
                .filter(which)
                .mapToObj(group -> Integer.toString(group + 1))
                .toList();
        String all = String.join(", ", wrong);
        return wrong.isEmpty()
                ? ""
                : wrong.size() == 1 ? TEXTS.get("group.wrong", all) : TEXTS.get("groups.wrong", all);
    }

    /** Reads the backup with the code, where both are there. */
    void read() {
        if (step.get() != Step.CODE) {
            return;
        }
        problem.set("");
        Optional<Path> path = path();
        boolean right = checkCode();
        if (path.isPresent() && right) {
            step.set(Step.READING);
            model.ask(
                    model.phone().readBackup(path.get(), code()),
                    found -> {
                        contents = Optional.of(found);
                        step.set(Step.QUESTION);
                    },
                    this::failed);
        }
    }

    private Optional<Path> path() {
        fileProblem.set("");
        if (file.get().isBlank()) {
            fileProblem.set(TEXTS.get("file.missing"));
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(file.get().strip()));
        } catch (InvalidPathException e) {
            fileProblem.set(TEXTS.get("file.none"));
            return Optional.empty();
        }
    }

    private boolean checkCode() {
        codeProblem.set(wrong(group -> !isRight(group)));
        return codeProblem.get().isEmpty();
    }

    private char[] code() {
        StringBuilder code = new StringBuilder();
        groups.forEach(group -> code.append(CodeText.plain(group.get())));
        char[] all = new char[code.length()];
        code.getChars(0, code.length(), all, 0);
        return all;
    }

    private void failed(String reason) {
        problem.set(reason);
        step.set(Step.CODE);
    }

    /** What is in the backup; a sentence. */
    String found() {
        return contents.map(BackupModel::contents).orElse("");
    }

    /** What of this profile would be gone; a sentence. */
    String replaced() {
        long contacts = model.contacts().stream()
                .map(Contact::uri)
                .filter(uri -> !Addresses.isPractice(uri))
                .count();
        return contacts + model.accounts().size() + model.trust().size() == 0
                ? TEXTS.get("restore.nothing")
                : TEXTS.get(
                        "restore.replaced",
                        model.accounts().size(),
                        contacts,
                        model.trust().size());
    }

    /** Replaces everything, and has the telephone opened anew. */
    void restore() {
        if (step.get() != Step.QUESTION) {
            return;
        }
        Optional<Path> path = path();
        step.set(Step.RESTORING);
        path.ifPresent(from -> model.ask(
                model.phone().restore(from, code()),
                found -> {
                    forget();
                    reopen.accept(TEXTS.get("restore.done", BackupModel.contents(found)));
                },
                this::failed));
    }

    /** Does not replace anything. */
    void cancel() {
        if (step.get() == Step.QUESTION || step.get() == Step.CODE) {
            forget();
        }
    }

    private void forget() {
        groups.forEach(group -> group.set(""));
        contents = Optional.empty();
        problem.set("");
        codeProblem.set("");
        fileProblem.set("");
        step.set(Step.CODE);
    }
}
