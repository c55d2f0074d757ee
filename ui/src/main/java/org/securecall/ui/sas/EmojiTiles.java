// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import org.securecall.media.api.SasEmoji;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/**
 * A code as pictures, each with its name: not every desktop has a font for the pictures, and not everybody calls them the same.
 */
final class EmojiTiles extends FlowPane {

    private static final Texts TEXTS = Texts.of("sas");
    /** Four tiles in a row; a narrower pane has two rows. */
    private static final double WRAP = 280;
    /** Without such a font every picture would be the same empty box. */
    private static final boolean DRAWABLE = Font.getFamilies().stream()
            .anyMatch(family -> family.toLowerCase(Locale.ROOT).contains("emoji"));

    EmojiTiles(List<SasEmoji> code) {
        getStyleClass().add("emoji-tiles");
        setAlignment(Pos.CENTER);
        setPrefWrapLength(WRAP);
        for (SasEmoji emoji : code) {
            Label picture = new Label(emoji.character());
            picture.getStyleClass().add("emoji");
            Controls.show(picture, DRAWABLE);
            VBox tile = new VBox(picture, Controls.line(EmojiNames.of(emoji), "emoji-name"));
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
