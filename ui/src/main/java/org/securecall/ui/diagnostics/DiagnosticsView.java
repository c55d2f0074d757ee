// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.diagnostics;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** The security log as it grows, the newest at the bottom; and before it is given to others, what they would read. */
public final class DiagnosticsView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("diagnostics");

    private static final double ROOM_FOR_WORDS = 460;

    private final Attachments attachments = new Attachments();
    private final LogModel model;
    private final FileChoice files;
    private final ListView<LogRow> list = new ListView<>();
    private final Following following = new Following(list);
    private final BooleanProperty follow = new SimpleBooleanProperty(true);
    private final VBox page = new VBox();
    private final HBox actions = new HBox();
    private final Label told = Controls.label("", "muted");

    public DiagnosticsView(LogModel model, FileChoice files) {
        this.model = model;
        this.files = files;
        getStyleClass().add("diagnostics-view");
        Button copy = Controls.iconButton(Icon.COPY, TEXTS.get("copy"), this::copy, "flat");
        copy.setId("log-copy");
        Button export = Controls.iconButton(Icon.EXPORT, TEXTS.get("export"), this::preview, "flat");
        export.setId("log-export");
        actions.getChildren().addAll(copy, export);
        actions.setAlignment(Pos.CENTER_RIGHT);
        HBox heading = new HBox(Controls.line(TEXTS.get("title"), "page-title"), Controls.space(), actions);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("page-heading");
        EmptyState empty = new EmptyState(Icon.DIAGNOSTICS, TEXTS.get("empty.title"), TEXTS.get("empty.text"));
        VBox tools = new VBox(search(), filters());
        tools.getStyleClass().add("log-tools");
        Label dropped = Controls.label("", "muted");
        dropped.setId("log-dropped");
        attachments.now(model.dropped(), count -> {
            dropped.setText(TEXTS.get("dropped", count));
            Controls.show(dropped, count.longValue() > 0);
        });
        told.setId("log-told");
        Controls.show(told, false);
        fillList();
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(empty, Priority.ALWAYS);
        Label about = Controls.label(TEXTS.get("about"), "muted");
        page.getChildren().addAll(heading, about, tools, dropped, told, empty, list);
        page.getStyleClass().add("page");
        setCenter(page);
        attachments.onAny(
                () -> {
                    boolean none = model.isEmpty();
                    Controls.show(empty, none);
                    Controls.show(list, !none);
                    Controls.show(tools, !none);
                    // In a narrow window the room is for the entries.
                    Controls.show(about, none || getWidth() >= ROOM_FOR_WORDS);
                    actions.setDisable(model.rows().isEmpty());
                },
                model.rows(),
                model.subjects(),
                widthProperty());
        // How high the entries are follows from how wide the list is.
        attachments.onAny(this::followNewest, model.rows(), follow, list.widthProperty(), list.heightProperty());
    }

    private HBox search() {
        TextField field = new TextField();
        field.setId("log-search");
        field.setPromptText(TEXTS.get("search"));
        field.setAccessibleText(TEXTS.get("search"));
        field.textProperty().bindBidirectional(model.search());
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                event.consume();
            }
        });
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox box = new HBox(Icon.SEARCH.node("search-icon"), field);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("search-box");
        return box;
    }

    private FlowPane filters() {
        ComboBox<Optional<Subject>> about = new ComboBox<>();
        about.setId("log-about");
        about.setAccessibleText(TEXTS.get("about.choose"));
        about.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<Subject> subject) {
                return subject == null ? "" : subject.map(model::label).orElseGet(() -> TEXTS.get("about.all"));
            }

            @Override
            public Optional<Subject> fromString(String text) {
                return Optional.empty();
            }
        });
        about.getItems().add(Optional.empty());
        // Only ever added to: what is chosen stays chosen.
        attachments.onAny(
                () -> model.subjects().stream()
                        .skip(about.getItems().size() - 1L)
                        .toList()
                        .forEach(subject -> about.getItems().add(Optional.of(subject))),
                model.subjects());
        about.setValue(model.about().get());
        about.valueProperty().subscribe(chosen -> {
            if (chosen != null) {
                model.about().set(chosen);
            }
        });
        FlowPane row = new FlowPane(
                about,
                toggle("log-warnings", Icon.WARNING, TEXTS.get("warnings"), model.warningsOnly()),
                toggle("log-follow", Icon.DOWN, TEXTS.get("follow"), follow));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("action-row", "log-filters");
        return row;
    }

    private static ToggleButton toggle(String id, Icon icon, String text, BooleanProperty on) {
        ToggleButton toggle = new ToggleButton(text, icon.node());
        toggle.setId(id);
        toggle.setAccessibleText(text);
        toggle.setMinWidth(USE_PREF_SIZE);
        toggle.selectedProperty().bindBidirectional(on);
        return toggle;
    }

    private void fillList() {
        list.setId("log-list");
        list.setItems(model.rows());
        list.setAccessibleText(TEXTS.get("title"));
        list.getStyleClass().addAll("contact-list", "log-list");
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(LogCell::new);
        list.setPlaceholder(Controls.label(TEXTS.get("none.found"), "muted"));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        // Whoever looks at what was is not taken away from it by what comes.
        list.addEventFilter(ScrollEvent.SCROLL, event -> {
            if (event.getDeltaY() > 0) {
                follow.set(false);
            }
        });
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case UP, PAGE_UP, HOME -> follow.set(false);
            case END -> follow.set(true);
            case C -> {
                if (event.isShortcutDown()) {
                    copy();
                    event.consume();
                }
            }
            default -> {}
        }
    }

    private void followNewest() {
        if (follow.get() && !model.rows().isEmpty()) {
            following.begin();
        } else {
            following.stop();
        }
    }

    /** What is selected, or else everything that is shown; as it is read here, for the user's own use. */
    private void copy() {
        List<LogRow> chosen = list.getSelectionModel().getSelectedItems().isEmpty()
                ? List.copyOf(model.rows())
                : List.copyOf(list.getSelectionModel().getSelectedItems());
        ClipboardContent content = new ClipboardContent();
        content.putString(chosen.stream()
                .map(row -> row.time() + "  " + row.about() + "\n" + row.words().indent(4))
                .collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
        told.setText(TEXTS.get("copied", chosen.size()));
        Controls.show(told, true);
    }

    private void preview() {
        setCenter(new ExportPreview(model, files, this::closePreview));
    }

    private void closePreview() {
        setCenter(page);
        list.requestFocus();
    }

    @Override
    public void close() {
        following.stop();
        attachments.close();
        model.close();
    }
}
