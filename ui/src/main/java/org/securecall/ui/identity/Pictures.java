// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.securecall.ui.text.Texts;

/** Asks for files with pictures of codes. */
final class Pictures {

    private static final Texts TEXTS = Texts.of("identity");

    private Pictures() {}

    static Optional<Path> toRead(Node from) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get("scan"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(TEXTS.get("pictures"), "*.png", "*.jpg", "*.jpeg"));
        return path(chooser.showOpenDialog(from.getScene().getWindow()));
    }

    static Optional<Path> toWrite(Node from) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get("save"));
        chooser.setInitialFileName("securecall.png");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(TEXTS.get("pictures"), "*.png"));
        return path(chooser.showSaveDialog(from.getScene().getWindow()));
    }

    private static Optional<Path> path(@Nullable File chosen) {
        return Optional.ofNullable(chosen).map(File::toPath);
    }
}
