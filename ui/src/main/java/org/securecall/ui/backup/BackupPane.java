// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Writes everything into a file, and shows the code that opens it. */
public final class BackupPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("backup");

    private final Attachments attachments = new Attachments();
    private final BackupModel model;
    private final VBox shown = new VBox();

    public BackupPane(PhoneModel phone) {
        this(new BackupModel(phone, new SecureRandom()::nextInt));
    }

    BackupPane(BackupModel model) {
        this.model = model;
        getStyleClass().add("choices");
        shown.getStyleClass().add("choices");
        VBox asking = asking();
        getChildren()
                .addAll(
                        Controls.label(TEXTS.get("backup.about"), "muted"),
                        Shown.label("backup-result", model.result(), attachments),
                        asking,
                        shown);
        attachments.now(model.step(), step -> {
            Controls.show(asking, step != BackupModel.Step.CODE);
            showCode();
        });
    }

    private VBox asking() {
        FileField file = FileField.toSave(
                "backup-file", model.file(), "securecall-" + LocalDate.now(ZoneId.systemDefault()) + ".backup");
        Field field = new Field(TEXTS.get("backup.file"), file, file.name(), TEXTS.get("backup.file.hint"));
        attachments.now(model.fileProblem(), field::problem);
        Button begin = Controls.button(Icon.BACKUP, TEXTS.get("backup"), model::begin);
        begin.setId("backup-begin");
        Label writing = Controls.label(TEXTS.get("backup.writing"), "muted");
        attachments.now(model.step(), step -> {
            boolean busy = step == BackupModel.Step.WRITING;
            Controls.show(writing, busy);
            begin.setDisable(busy);
        });
        VBox asking = new VBox(field, begin, writing);
        asking.getStyleClass().add("choices");
        return asking;
    }

    private void showCode() {
        boolean code = model.step().get() == BackupModel.Step.CODE;
        shown.getChildren().clear();
        Controls.show(shown, code);
        if (!code) {
            return;
        }
        CheckBox noted = new CheckBox(TEXTS.get("code.noted"));
        noted.setId("backup-noted");
        noted.setAccessibleText(TEXTS.get("code.noted"));
        noted.selectedProperty().bindBidirectional(model.noted());
        TextField typed = new TextField();
        typed.setId("backup-typed");
        typed.setMaxWidth(160);
        typed.getStyleClass().add("mono");
        typed.textProperty().bindBidirectional(model.typed());
        typed.setOnAction(event -> model.confirm());
        Field field = new Field(TEXTS.get("code.typed", model.asked()), typed, "");
        typed.setMaxWidth(160);
        attachments.now(model.typedProblem(), field::problem);
        Button done = Controls.button(TEXTS.get("code.done"), model::confirm, "accent");
        done.setId("backup-done");
        done.disableProperty().bind(model.noted().not());
        Button discard = Controls.button(TEXTS.get("code.discard"), model::discard, "flat");
        discard.setId("backup-discard");
        FlowPane buttons = new FlowPane(done, discard);
        buttons.getStyleClass().add("action-row");
        shown.getChildren()
                .addAll(
                        Controls.label(TEXTS.get("code.title"), "row-name"),
                        Controls.label(TEXTS.get("code.about")),
                        groups(),
                        Controls.label(model.contents(), "muted"),
                        noted,
                        field,
                        buttons);
    }

    private FlowPane groups() {
        FlowPane tiles = new FlowPane();
        tiles.setId("backup-code");
        tiles.getStyleClass().add("recovery-code");
        StringBuilder spoken = new StringBuilder();
        for (int i = 0; i < model.code().size(); i++) {
            String group = model.code().get(i);
            VBox tile = new VBox(
                    Controls.line(Integer.toString(i + 1), "code-spelling"), Controls.line(group, "recovery-group"));
            tile.setAlignment(Pos.CENTER);
            tile.getStyleClass().add("recovery-tile");
            tiles.getChildren().add(tile);
            spoken.append(TEXTS.get("code.group", i + 1, String.join(" ", group.split("", -1))))
                    .append(' ');
        }
        // One stop for a screen reader, which spells it.
        tiles.setFocusTraversable(true);
        tiles.setAccessibleRole(AccessibleRole.TEXT);
        tiles.setAccessibleText(spoken.toString());
        Controls.focus(tiles);
        return tiles;
    }

    @Override
    public void close() {
        attachments.close();
    }
}
