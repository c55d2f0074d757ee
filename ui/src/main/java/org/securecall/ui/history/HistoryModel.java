// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.securecall.app.api.HistoryChange;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.PastCall;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.Dialler;
import org.securecall.ui.model.PhoneModel;

/**
 * The past calls that are shown: as many pages of them as were asked for, the newest first. Which call fits is found by the telephone,
 * on a thread of its own.
 */
public final class HistoryModel implements Attachment {

    /** Calls that are fetched at once. */
    static final int PAGE = 100;

    private final PhoneModel model;
    private final Dialler dialler;
    private final PastCallWords words;
    private final Attachments attachments = new Attachments();
    private final ObservableList<HistoryRow> rows = FXCollections.observableArrayList();
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty missedOnly = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /** Of the question that is under way; what answers an earlier one is of no interest any more. */
    private int question;

    private boolean begun;
    private boolean ended;
    private OptionalLong oldest = OptionalLong.empty();

    /** @param clock by which it is today, where the user is */
    public HistoryModel(PhoneModel model, Dialler dialler, Clock clock) {
        this.model = model;
        this.dialler = dialler;
        this.words = new PastCallWords(model, clock);
        InvalidationListener changed = source -> reload();
        filter.addListener(changed);
        missedOnly.addListener(changed);
        attachments.add(model.onHistory(this::changed));
        reload();
    }

    PhoneModel phone() {
        return model;
    }

    PastCallWords words() {
        return words;
    }

    ObservableList<HistoryRow> rows() {
        return rows;
    }

    /** Words that name or address must have, whatever their accents; blank for all. */
    StringProperty filter() {
        return filter;
    }

    BooleanProperty missedOnly() {
        return missedOnly;
    }

    /** Whether it is one part of the calls alone that is asked for. */
    boolean isFiltered() {
        return missedOnly.get() || !filter.get().isBlank();
    }

    /** Whether calls are being fetched. */
    ReadOnlyBooleanProperty loading() {
        return loading.getReadOnlyProperty();
    }

    /** False while the telephone itself does not know the older calls yet. */
    ReadOnlyBooleanProperty complete() {
        return complete.getReadOnlyProperty();
    }

    /** Why the last calls asked for are not shown; empty when they are. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    private void reload() {
        begun = false;
        ended = false;
        oldest = OptionalLong.empty();
        ask(++question, new ArrayList<>());
    }

    /** Fetches older calls, where there are any. */
    void more() {
        if (!loading.get() && begun && !ended) {
            ask(question, new ArrayList<>());
        }
    }

    private void ask(int asked, List<PastCall> found) {
        loading.set(true);
        // Of missed calls there may be few among many.
        int limit = missedOnly.get() ? HistoryPage.MOST : PAGE;
        model.ask(
                model.phone().history(filter.get(), oldest, limit),
                page -> {
                    if (asked == question) {
                        answered(page, page.calls().size() < limit, found);
                    }
                },
                reason -> {
                    if (asked == question) {
                        loading.set(false);
                        problem.set(reason);
                    }
                });
    }

    private void answered(HistoryPage page, boolean last, List<PastCall> found) {
        page.calls().stream().filter(this::isWanted).forEach(found::add);
        if (!page.calls().isEmpty()) {
            oldest = OptionalLong.of(page.calls().getLast().id());
        }
        ended = last;
        if (!last && found.size() < PAGE) {
            ask(question, found);
            return;
        }
        problem.set("");
        complete.set(page.complete());
        if (begun) {
            rows.addAll(rowsOf(
                    found,
                    rows.isEmpty()
                            ? Optional.empty()
                            : Optional.of(rows.getLast().day())));
        } else {
            rows.setAll(rowsOf(found, Optional.empty()));
        }
        begun = true;
        loading.set(false);
    }

    private boolean isWanted(PastCall call) {
        return !missedOnly.get() || PastCallWords.isMissed(call);
    }

    private List<HistoryRow> rowsOf(List<PastCall> calls, Optional<LocalDate> above) {
        List<HistoryRow> made = new ArrayList<>();
        Optional<LocalDate> before = above;
        for (PastCall call : calls) {
            LocalDate day = words.dayOf(call);
            made.add(new HistoryRow(call, day, before.filter(day::equals).isEmpty()));
            before = Optional.of(day);
        }
        return made;
    }

    private void changed(HistoryChange change) {
        switch (change) {
            case HistoryChange.Added(PastCall call) -> added(call);
            case HistoryChange.Removed(long id) -> removed(id);
            case HistoryChange.Cleared cleared -> reload();
            case HistoryChange.Renewed renewed -> reload();
        }
    }

    private void added(PastCall call) {
        if (!begun || !filter.get().isBlank()) {
            reload();
        } else if (isWanted(call)
                && rows.stream().limit(PAGE).noneMatch(row -> row.call().id() == call.id())) {
            LocalDate day = words.dayOf(call);
            if (!rows.isEmpty() && rows.getFirst().day().equals(day)) {
                rows.set(0, rows.getFirst().withFirst(false));
            }
            rows.addFirst(new HistoryRow(call, day, true));
        }
    }

    private void removed(long id) {
        for (int i = 0; i < rows.size(); i++) {
            HistoryRow row = rows.get(i);
            if (row.call().id() == id) {
                rows.remove(i);
                if (row.first() && i < rows.size() && rows.get(i).day().equals(row.day())) {
                    rows.set(i, rows.get(i).withFirst(true));
                }
                return;
            }
        }
    }

    /** Calls whoever the call was with, over the account that it went over, where there is one still. */
    void call(PastCall call) {
        Optional<String> account = call.account()
                .filter(address -> model.accounts().stream()
                        .anyMatch(known -> known.spec().address().equals(address)));
        dialler.call(call.peer(), account, model::notice);
    }

    void remove(PastCall call) {
        model.ask(model.phone().removePastCall(call.id()));
    }

    /**
     * Forgets calls for good.
     *
     * @param peer only those with this address; empty for all
     * @param told what came of it, one sentence
     */
    void clear(Optional<String> peer, Runnable done, Consumer<String> told) {
        model.ask(model.phone().clearHistory(peer), nothing -> done.run(), told);
    }

    /** Writes the calls that fit the filter, all of them, into a table; on a thread of its own. */
    void export(Path file, Consumer<Long> done, Consumer<String> failed) {
        model.ask(HistoryExport.begin(model.phone(), filter.get(), missedOnly.get(), file), done, failed);
    }

    @Override
    public void close() {
        question++;
        attachments.close();
    }
}
