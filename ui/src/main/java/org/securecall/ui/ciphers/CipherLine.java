// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;

/** One algorithm of a list. The whole line has the focus; the box in it is for the mouse. */
final class CipherLine extends HBox {

    private final CipherRow row;

    /** @param listed how many of its list are on */
    CipherLine(CipherRow row, int listed, Runnable toggle) {
        this.row = row;
        setId("cipher-" + row.name().toLowerCase(Locale.ROOT));
        getStyleClass().add("cipher-line");
        if (!row.isOn()) {
            getStyleClass().add("off");
        }
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        setAccessibleText(CipherWords.spoken(row, listed));
        FontIcon handle = Icon.DRAG.node("cipher-handle");
        handle.setVisible(row.isOn());
        StackPane state = new StackPane(row.lock() == Lock.Plain.FREE ? box(toggle) : Icon.LOCK.node("cipher-lock"));
        state.getStyleClass().add("cipher-state");
        FlowPane head = new FlowPane(
                Controls.label(CipherWords.name(row.name()), "row-name"), Controls.label(row.name(), "mono", "muted"));
        head.getStyleClass().add("cipher-head");
        String badge = CipherWords.badge(row.caution());
        if (!badge.isEmpty()) {
            Label weak = Controls.label(badge, "cipher-badge");
            head.getChildren().add(weak);
        }
        VBox words = new VBox(head);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        for (String text : List.of(CipherWords.about(row.name()), CipherWords.locked(row.lock()))) {
            if (!text.isEmpty()) {
                words.getChildren().add(Controls.label(text, "muted", "small-text"));
            }
        }
        String warning = CipherWords.warning(row);
        if (!warning.isEmpty()) {
            words.getChildren().add(Controls.label(warning, "small-text", "cipher-note"));
        }
        CipherWords.notes(row).forEach(note -> words.getChildren().add(Controls.label(note, "small-text")));
        getChildren().addAll(handle, state, words);
        setAlignment(Pos.TOP_LEFT);
    }

    private CheckBox box(Runnable toggle) {
        CheckBox box = new CheckBox();
        box.setSelected(row.isOn());
        box.setFocusTraversable(false);
        box.setAccessibleText(CipherWords.name(row.name()));
        box.setOnAction(event -> toggle.run());
        return box;
    }

    CipherRow row() {
        return row;
    }
}
