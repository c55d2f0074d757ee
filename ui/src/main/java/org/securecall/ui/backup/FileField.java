// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.io.File;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.text.Texts;

/** The name of a file, typed or chosen. */
final class FileField extends HBox {

    private static final Texts TEXTS = Texts.of("backup");

    private final TextField name = new TextField();

    private FileField(String id, StringProperty file, boolean save, String proposed) {
        name.setId(id);
        name.textProperty().bindBidirectional(file);
        HBox.setHgrow(name, Priority.ALWAYS);
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get("file.choose"));
        chooser.setInitialFileName(proposed);
        Button button = Controls.button(Icon.FILE, TEXTS.get("file.choose"), () -> {
            Window window = getScene().getWindow();
            take(save ? chooser.showSaveDialog(window) : chooser.showOpenDialog(window));
        });
        button.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(name, button);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("action-row");
    }

    /** Of a file that is there. */
    static FileField toOpen(String id, StringProperty file) {
        return new FileField(id, file, false, "");
    }

    /**
     * Of one that is to be made.
     *
     * @param proposed a name without a folder
     */
    static FileField toSave(String id, StringProperty file, String proposed) {
        return new FileField(id, file, true, proposed);
    }

    private void take(@Nullable File chosen) {
        if (chosen != null) {
            name.setText(chosen.getPath());
        }
    }

    TextField name() {
        return name;
    }
}
