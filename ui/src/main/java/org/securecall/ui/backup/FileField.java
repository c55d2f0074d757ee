// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.backup;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Window;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.FileChoice;
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
        String title = TEXTS.get("file.choose");
        Button button = Controls.button(Icon.FILE, title, () -> {
            Window window = getScene().getWindow();
            Optional<Path> chosen =
                    save ? FileChoice.DESKTOP.save(window, title, proposed) : FileChoice.DESKTOP.open(window, title);
            chosen.ifPresent(path -> name.setText(path.toString()));
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

    TextField name() {
        return name;
    }
}
