// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.PastCall;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** The list of past calls by day, with the details of one at the side. */
public final class HistoryView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("history");
    private static final double WIDE = 640;

    private final Attachments attachments = new Attachments();
    private final HistoryModel model;
    private final Supplier<Optional<Path>> file;
    private final ListView<HistoryRow> list = new ListView<>();
    private final EmptyState empty = new EmptyState(Icon.HISTORY, TEXTS.get("empty.title"), TEXTS.get("empty.text"));
    private final HistoryQuestion question = new HistoryQuestion(list::requestFocus);
    private final HBox tools;
    private final HBox actions;
    private final VBox page = new VBox();
    private final StackPane side = new StackPane();
    private Optional<PastCallPane> details = Optional.empty();

    public HistoryView(HistoryModel model) {
        this(model, Optional.empty());
    }

    /** @param chosen the file that is chosen for an export; the user is asked where it is empty */
    HistoryView(HistoryModel model, Optional<Path> chosen) {
        this.model = model;
        this.file = chosen.isPresent() ? () -> chosen : this::chooseFile;
        getStyleClass().add("history-view");
        tools = tools();
        actions = actions();
        HBox heading = new HBox(Controls.line(TEXTS.get("title"), "page-title"), Controls.space(), actions);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("page-heading");
        fillList();
        Label problem = Controls.label("", "problem");
        attachments.now(model.problem(), text -> show(problem, text));
        Label partial = Controls.label(TEXTS.get("partial"), "muted");
        attachments.now(model.complete(), complete -> Controls.show(partial, !complete));
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(empty, Priority.ALWAYS);
        page.getChildren().addAll(heading, tools, question, problem, partial, empty, list);
        page.getStyleClass().add("page");
        side.getStyleClass().add("side-pane");
        setCenter(page);
        attachments.onAny(this::showEmptiness, model.rows(), model.loading());
        attachments.onAny(this::refresh, model.phone().contacts(), model.phone().accounts());
        attachments.onAny(this::closeRemoved, model.rows());
        attachments.onAny(this::placeSide, widthProperty());
    }

    private static void show(Label label, String text) {
        label.setText(text);
        Controls.show(label, !text.isEmpty());
    }

    private HBox tools() {
        TextField filter = new TextField();
        filter.setId("history-filter");
        filter.setPromptText(TEXTS.get("filter.prompt"));
        filter.setAccessibleText(TEXTS.get("filter"));
        filter.textProperty().bindBidirectional(model.filter());
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                event.consume();
            }
        });
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox box = new HBox(Icon.SEARCH.node("search-icon"), filter);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("search-box");
        HBox.setHgrow(box, Priority.ALWAYS);
        ToggleButton missed = new ToggleButton(TEXTS.get("missed.only"), Icon.CALL_MISSED.node());
        missed.setId("history-missed");
        missed.setAccessibleText(TEXTS.get("missed.only"));
        missed.setMinWidth(USE_PREF_SIZE);
        missed.selectedProperty().bindBidirectional(model.missedOnly());
        HBox row = new HBox(box, missed);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("action-row");
        return row;
    }

    private HBox actions() {
        Button export = Controls.iconButton(Icon.EXPORT, TEXTS.get("export"), this::askToExport, "flat");
        export.setId("history-export");
        Button clear = Controls.iconButton(Icon.DELETE, TEXTS.get("clear"), this::askToClear, "flat");
        clear.setId("history-clear-all");
        HBox row = new HBox(export, clear);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private void fillList() {
        list.setId("history-list");
        list.setItems(model.rows());
        list.setAccessibleText(TEXTS.get("title"));
        list.getStyleClass().add("contact-list");
        list.setCellFactory(view -> new HistoryCell(view, model, this::openDetails));
        list.setPlaceholder(Controls.label(TEXTS.get("none.found"), "muted"));
        list.setOnKeyPressed(this::pressed);
        attachments.now(list.getSelectionModel().selectedItemProperty(), row -> {
            if (row != null && details.isPresent()) {
                showDetails(row.call());
            }
        });
    }

    private void pressed(KeyEvent event) {
        HistoryRow row = list.getSelectionModel().getSelectedItem();
        if (row == null) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> model.call(row.call());
            case DELETE -> model.remove(row.call());
            case SPACE -> openDetails(row.call());
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** The call that is selected, or null. */
    public @Nullable PastCall selected() {
        HistoryRow row = list.getSelectionModel().getSelectedItem();
        return row == null ? null : row.call();
    }

    /** Calls back whoever is selected; false where nobody is. */
    public boolean callSelected() {
        PastCall call = selected();
        if (call != null) {
            model.call(call);
        }
        return call != null;
    }

    private void showEmptiness() {
        boolean none = model.rows().isEmpty()
                && !model.isFiltered()
                && !model.loading().get();
        Controls.show(empty, none);
        Controls.show(list, !none);
        Controls.show(tools, !none);
        Controls.show(actions, !none);
    }

    private void refresh() {
        list.refresh();
    }

    // Details.

    private void openDetails(PastCall call) {
        showDetails(call);
        details.ifPresent(PastCallPane::opened);
    }

    private void showDetails(PastCall call) {
        details = Optional.of(new PastCallPane(model, call, () -> askToClear(call), this::closeDetails));
        side.getChildren().setAll(Controls.scroll(details.get()));
        placeSide();
    }

    private void closeDetails() {
        details = Optional.empty();
        side.getChildren().clear();
        placeSide();
        list.requestFocus();
    }

    /** Of a call that is not in the list any more nothing is shown. */
    private void closeRemoved() {
        details.map(pane -> pane.past().id())
                .filter(id -> model.rows().stream().noneMatch(row -> row.call().id() == id))
                .ifPresent(id -> closeDetails());
    }

    private void placeSide() {
        boolean open = details.isPresent();
        boolean wide = getWidth() >= WIDE;
        // No node may be in two places, not even for a moment.
        setRight(null);
        setCenter(open && !wide ? side : page);
        setRight(open && wide ? side : null);
    }

    // Questions.

    private void askToClear() {
        question.ask(
                TEXTS.get("clear.question"),
                TEXTS.get("clear.yes"),
                true,
                () -> model.clear(Optional.empty(), () -> question.tell(TEXTS.get("cleared")), question::tell));
    }

    private void askToClear(PastCall call) {
        String name = model.words().name(call);
        closeDetails();
        question.ask(
                TEXTS.get("clear.peer.question", name, PastCallWords.address(call)),
                TEXTS.get("clear.peer.yes"),
                true,
                () -> model.clear(
                        Optional.of(call.peer()),
                        () -> question.tell(TEXTS.get("cleared.peer", name)),
                        question::tell));
    }

    private void askToExport() {
        question.ask(
                TEXTS.get("export.question"),
                TEXTS.get("export.choose"),
                false,
                () -> file.get().ifPresent(this::export));
    }

    private void export(Path to) {
        question.tell(TEXTS.get("exporting"));
        model.export(to, count -> question.tell(TEXTS.get("exported", count, to)), question::tell);
    }

    private Optional<Path> chooseFile() {
        return FileChoice.DESKTOP.save(
                getScene().getWindow(),
                TEXTS.get("export"),
                "calls-" + LocalDate.now(model.words().zone()) + ".csv",
                FileChoice.Kind.of(TEXTS.get("export.table"), "*.csv"));
    }

    @Override
    public void close() {
        attachments.close();
        model.close();
    }
}
