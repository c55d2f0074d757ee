// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/**
 * What the user should know and what ends nothing. Each notice stays until it is dismissed; the newest are on top. They have a
 * place of their own, so that they never lie over the word on how safe a call is.
 */
final class Notices extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("shell");
    private static final int SHOWN = 2;

    private final Attachments attachments = new Attachments();
    private final PhoneModel model;
    private boolean all;

    Notices(PhoneModel model) {
        this.model = model;
        getStyleClass().add("notices");
        setId("notices");
        attachments.onAny(this::update, model.notices());
    }

    private void update() {
        getChildren().clear();
        List<String> newestFirst = model.notices().reversed();
        all = all && newestFirst.size() > SHOWN;
        newestFirst.stream().limit(all ? Long.MAX_VALUE : SHOWN).forEach(this::add);
        if (newestFirst.size() > 1) {
            HBox row = new HBox();
            row.getStyleClass().add("notices-more");
            row.setAlignment(Pos.CENTER_RIGHT);
            if (!all && newestFirst.size() > SHOWN) {
                row.getChildren()
                        .add(Controls.button(
                                TEXTS.get("notices.more", newestFirst.size() - SHOWN),
                                () -> {
                                    all = true;
                                    update();
                                },
                                "small"));
            }
            row.getChildren().add(Controls.button(TEXTS.get("notices.dismiss"), model::dismissNotices, "small"));
            getChildren().add(row);
        }
        Controls.show(this, !newestFirst.isEmpty());
    }

    private void add(String notice) {
        Label text = Controls.label(notice);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox row = new HBox(
                Icon.ABOUT.node("notice-icon"),
                text,
                Controls.iconButton(
                        Icon.CLOSE, TEXTS.get("notice.dismiss"), () -> model.dismissNotice(notice), "flat", "small"));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("notice");
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setFocusTraversable(true);
        row.setAccessibleText(notice);
        getChildren().add(row);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
