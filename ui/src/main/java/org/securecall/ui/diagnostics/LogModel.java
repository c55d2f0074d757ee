// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.diagnostics;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.securecall.app.api.CallId;
import org.securecall.app.api.SecurityEntry;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.app.api.SecurityLog;
import org.securecall.app.api.SecurityLogText;
import org.securecall.app.text.Folding;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;

/** The entries of the security log that are shown, the oldest first, as they come. */
public final class LogModel implements Attachment {

    private final DateTimeFormatter times =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Locale language = Locale.getDefault(Locale.Category.DISPLAY);
    private final Attachments attachments = new Attachments();
    private final PhoneModel phone;
    private final SecurityLog log;
    /** All of them; what is shown is a part. */
    private final List<LogRow> all = new ArrayList<>();

    private final ObservableList<LogRow> rows = FXCollections.observableArrayList();
    private final ObservableList<Subject> subjects = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Subject>> about = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty warningsOnly = new SimpleBooleanProperty();
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyLongWrapper dropped = new ReadOnlyLongWrapper();
    private long newest;
    private boolean closed;

    /** @param call shown alone at first, where the log has something about it; empty for everything */
    public LogModel(PhoneModel phone, Optional<CallId> call) {
        this.phone = phone;
        this.log = phone.phone().securityLog();
        AutoCloseable listening = log.listen(entry -> phone.later(() -> add(entry)));
        attachments.add(() -> close(listening));
        log.entries().forEach(this::add);
        call.flatMap(this::subjectOf).ifPresent(subject -> about.set(Optional.of(subject)));
        filter();
        about.subscribe(this::filter);
        warningsOnly.subscribe(this::filter);
        search.subscribe(this::filter);
    }

    private static void close(AutoCloseable listening) {
        try {
            listening.close();
        } catch (Exception e) {
            // The interface is wider than what any log does here.
            throw new IllegalStateException("The log would not stop telling", e);
        }
    }

    private Optional<Subject> subjectOf(CallId call) {
        return subjects.stream()
                .filter(subject ->
                        subject instanceof Subject.OfCall of && of.id().equals(call))
                .findFirst();
    }

    ObservableList<LogRow> rows() {
        return rows;
    }

    /** What there are entries about, in the order in which they came. */
    ObservableList<Subject> subjects() {
        return subjects;
    }

    /** What the entries that are shown are about; empty for everything. */
    ObjectProperty<Optional<Subject>> about() {
        return about;
    }

    BooleanProperty warningsOnly() {
        return warningsOnly;
    }

    /** Words that entries must have, whatever their accents; blank for all. */
    StringProperty search() {
        return search;
    }

    /** How many older entries the log does not keep any more. */
    ReadOnlyLongProperty dropped() {
        return dropped.getReadOnlyProperty();
    }

    /** Whether there is any entry, shown or not. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    String label(Subject subject) {
        return log.label(subject, language);
    }

    private void add(SecurityEntry entry) {
        if (closed || entry.number() <= newest) {
            // It was among those that were there when this began to listen.
            return;
        }
        newest = entry.number();
        LogRow row = rowOf(entry);
        all.add(row);
        if (!subjects.contains(entry.subject())) {
            subjects.add(entry.subject());
        }
        if (all.size() > SecurityLog.MOST) {
            LogRow oldest = all.removeFirst();
            if (!rows.isEmpty() && rows.getFirst().equals(oldest)) {
                rows.removeFirst();
            }
        }
        dropped.set(log.dropped());
        if (isWanted(row, words())) {
            rows.add(row);
        }
    }

    private LogRow rowOf(SecurityEntry entry) {
        String label = log.label(entry.subject(), language);
        String words = log.words(entry, language);
        return new LogRow(entry, label, times.format(entry.at()), words, Folding.fold(label + " " + words));
    }

    private void filter() {
        List<String> words = words();
        rows.setAll(all.stream().filter(row -> isWanted(row, words)).toList());
    }

    private List<String> words() {
        return List.of(Folding.fold(search.get()).strip().split("\\s+"));
    }

    private boolean isWanted(LogRow row, List<String> words) {
        return (!warningsOnly.get() || row.isWarning())
                && about.get()
                        .filter(subject -> !subject.equals(row.entry().subject()))
                        .isEmpty()
                && words.stream().allMatch(row.searched()::contains);
    }

    // As a text for others.

    /** What is shown, as others may see it; the same each time as long as nothing else is shown. */
    SecurityLogText redacted() {
        return log.redacted(rows.stream().map(LogRow::entry).toList(), language);
    }

    /** @param told the reason it could not be written */
    void save(SecurityLogText text, Path file, Consumer<Integer> done, Consumer<String> told) {
        phone.ask(log.export(text, file), done, told);
    }

    @Override
    public void close() {
        closed = true;
        attachments.close();
    }
}
