// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.diagnostics;

import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.app.api.SecurityEntry;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/** One entry: how much it matters, when it was, what it is about, and what it says, on as many lines as that takes. */
final class LogCell extends ListCell<LogRow> {

    private static final Texts TEXTS = Texts.of("diagnostics");
    /** For the bar at the side, which may be there. */
    private static final double BAR = 18;

    private final ListView<LogRow> list;
    private final FontIcon icon = Icon.ABOUT.node("shield");
    private final Label time = Controls.line("", "log-time", "muted");
    private final Label about = Controls.line("", "log-about");
    private final Label level = Controls.line("", "log-level");
    private final Label words = Controls.label("", "log-words");
    private final HBox row;

    LogCell(ListView<LogRow> list) {
        this.list = list;
        getStyleClass().add("log-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        // As wide as the list and no wider: what is long goes on below.
        setPrefWidth(0);
        time.setMinWidth(USE_PREF_SIZE);
        level.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(time, about, level);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("log-head");
        VBox text = new VBox(head, words);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        row = new HBox(icon, text);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("log-row");
        list.widthProperty().subscribe(width -> requestLayout());
    }

    /** The list asks for the height without saying how wide the cell will be. */
    @Override
    protected double computePrefHeight(double width) {
        if (isEmpty()) {
            return super.computePrefHeight(width);
        }
        double room = list.getWidth() - BAR - snappedLeftInset() - snappedRightInset();
        return snappedTopInset() + row.prefHeight(Math.max(room, 100)) + snappedBottomInset();
    }

    @Override
    protected void updateItem(LogRow item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        SecurityEntry.Level is = item.entry().level();
        icon(is).show(icon);
        Controls.styleFamily(row, "tone-", tone(is));
        time.setText(item.time());
        about.setText(item.about());
        String said = said(is);
        level.setText(said);
        Controls.show(level, !said.isEmpty());
        words.setText(item.words());
        setAccessibleText(
                said.isEmpty()
                        ? TEXTS.get("entry.accessible", item.time(), item.about(), item.words())
                        : TEXTS.get("entry.accessible.level", item.time(), said, item.about(), item.words()));
        setGraphic(row);
    }

    private static Icon icon(SecurityEntry.Level level) {
        return switch (level) {
            case NORMAL -> Icon.ABOUT;
            case GOOD -> Icon.CHECK;
            case WARNING -> Icon.WARNING;
        };
    }

    private static String tone(SecurityEntry.Level level) {
        return switch (level) {
            case NORMAL -> "neutral";
            case GOOD -> "good";
            case WARNING -> "alarm";
        };
    }

    private static String said(SecurityEntry.Level level) {
        return switch (level) {
            case NORMAL -> "";
            case GOOD -> TEXTS.get("level.good");
            case WARNING -> TEXTS.get("level.warning");
        };
    }
}
