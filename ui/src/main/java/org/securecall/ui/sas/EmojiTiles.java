// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.media.api.SasEmoji;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/**
 * A code as pictures, each with its name: not every desktop has a font for the pictures, and not everybody calls them the same.
 */
final class EmojiTiles extends FlowPane {

    private static final Texts TEXTS = Texts.of("sas");

    EmojiTiles(List<SasEmoji> code) {
        getStyleClass().add("emoji-tiles");
        setAlignment(Pos.CENTER);
        for (SasEmoji emoji : code) {
            Label picture = new Label(emoji.character());
            picture.getStyleClass().add("emoji");
            VBox tile = new VBox(picture, Controls.line(EmojiNames.of(emoji), "code-spelling"));
            tile.setAlignment(Pos.CENTER);
            tile.getStyleClass().add("emoji-tile");
            getChildren().add(tile);
        }
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        setAccessibleText(
                TEXTS.get("emoji.accessible", code.stream().map(EmojiNames::of).collect(Collectors.joining(", "))));
    }
}
