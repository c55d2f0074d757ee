// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.text.Texts;

/** Asks for files with pictures of codes. */
final class Pictures {

    private static final Texts TEXTS = Texts.of("identity");

    private Pictures() {}

    static Optional<Path> toRead(Node from) {
        return FileChoice.DESKTOP.open(
                from.getScene().getWindow(),
                TEXTS.get("scan"),
                FileChoice.Kind.of(TEXTS.get("pictures"), "*.png", "*.jpg", "*.jpeg"));
    }

    static Optional<Path> toWrite(Node from) {
        return FileChoice.DESKTOP.save(
                from.getScene().getWindow(),
                TEXTS.get("save"),
                "securecall.png",
                FileChoice.Kind.of(TEXTS.get("pictures"), "*.png"));
    }
}
