// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.app.api.PeerHistory;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/** What happened, the newest first; a page at a time, and one stop of the Tab key, from which the arrow keys go on. */
final class TimelinePane extends VBox {

    private static final Texts TEXTS = Texts.of("keypage");
    private static final int PAGE = 50;

    private final VBox lines = new VBox();
    private final Button more = Controls.button("", this::more);
    private final Consumer<Node> seen;
    private List<TimelineRow> rows = List.of();
    private TimelineWords words;

    /** @param seen brings a line into view */
    TimelinePane(PeerHistory history, Consumer<Node> seen) {
        this.seen = seen;
        this.words = new TimelineWords(history, ZoneId.systemDefault());
        getStyleClass().add("choices");
        lines.setId("keys-timeline");
        lines.getStyleClass().add("timeline");
        lines.setOnKeyPressed(this::pressed);
        more.setId("keys-timeline-more");
        getChildren().addAll(lines, more);
        show(history);
    }

    /** What is shown further down stays shown. */
    void show(PeerHistory history) {
        int shown = Math.max(PAGE, lines.getChildren().size());
        int focused = focused();
        words = new TimelineWords(history, ZoneId.systemDefault());
        rows = TimelineRow.of(history.events());
        lines.getChildren().clear();
        if (rows.isEmpty()) {
            lines.getChildren().add(Controls.label(TEXTS.get("timeline.none"), "muted"));
        }
        add(shown);
        if (!rows.isEmpty()) {
            lines.getChildren().getFirst().setFocusTraversable(true);
        }
        if (focused >= 0) {
            focus(focused);
        }
    }

    private int focused() {
        for (int i = 0; i < lines.getChildren().size(); i++) {
            if (lines.getChildren().get(i).isFocused()) {
                return i;
            }
        }
        return -1;
    }

    private void more() {
        int next = lines.getChildren().size();
        add(PAGE);
        focus(next);
    }

    private void add(int count) {
        int from = rows.isEmpty() ? 0 : lines.getChildren().size();
        rows.stream().skip(from).limit(count).map(this::line).forEach(lines.getChildren()::add);
        int left = rows.isEmpty() ? 0 : rows.size() - lines.getChildren().size();
        Controls.name(more, TEXTS.get("timeline.more", left));
        Controls.show(more, left > 0);
    }

    private Node line(TimelineRow row) {
        String title = words.title(row);
        String key = words.key(row);
        String when = words.when(row) + (key.isEmpty() ? "" : " · " + key);
        List<String> details = words.details(row);
        VBox text = new VBox(Controls.label(title, "timeline-title"));
        details.forEach(detail -> text.getChildren().add(Controls.label(detail, "timeline-detail")));
        text.getChildren().add(Controls.label(when, "timeline-detail"));
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(TimelineWords.icon(row).node("shield"), text);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass()
                .addAll("timeline-line", "tone-" + TimelineWords.tone(row).style());
        line.setAccessibleRole(AccessibleRole.TEXT);
        line.setAccessibleText(title + ". " + when + ". " + String.join(". ", details));
        line.setOnMouseClicked(event -> focus(lines.getChildren().indexOf(line)));
        return line;
    }

    private void pressed(KeyEvent event) {
        int at = focused();
        if (at < 0) {
            return;
        }
        int last = lines.getChildren().size() - 1;
        int to = switch (event.getCode()) {
            case UP -> Math.max(0, at - 1);
            case DOWN -> Math.min(last, at + 1);
            case HOME -> 0;
            case END -> last;
            default -> -1;
        };
        if (to >= 0) {
            focus(to);
            event.consume();
        }
    }

    private void focus(int wanted) {
        List<Node> all = lines.getChildren();
        int to = Math.clamp(wanted, 0, all.size() - 1);
        all.forEach(line -> line.setFocusTraversable(false));
        all.get(to).setFocusTraversable(true);
        all.get(to).requestFocus();
        seen.accept(all.get(to));
    }
}
