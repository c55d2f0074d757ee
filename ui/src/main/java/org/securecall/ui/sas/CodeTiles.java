// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.util.function.IntPredicate;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.sas.SasCode;
import org.securecall.app.sas.Spelling;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/** A code as a row of tiles, one for each part, with how it is spelled. What is not to be seen is not in the scene at all. */
final class CodeTiles extends HBox {

    private static final Texts TEXTS = Texts.of("sas");

    /**
     * @param seen which parts are shown; the others are empty tiles
     * @param marked which of them stand out
     */
    CodeTiles(SasCode code, IntPredicate seen, IntPredicate marked) {
        getStyleClass().add("code-tiles");
        setAlignment(Pos.CENTER);
        StringBuilder spoken = new StringBuilder();
        for (int part = 0; part < code.parts().size(); part++) {
            boolean shown = seen.test(part);
            String text = code.parts().get(part);
            Label character = new Label(shown ? text : "?");
            character.getStyleClass().add("code-part");
            VBox tile = new VBox(character);
            if (!code.words()) {
                tile.getChildren().add(Controls.line(shown ? Spelling.of(text) : " ", "code-spelling"));
            }
            tile.setAlignment(Pos.CENTER);
            tile.getStyleClass().addAll("code-tile", code.words() ? "word" : "character");
            tile.getStyleClass().add(!shown ? "unseen" : marked.test(part) ? "marked" : "plain");
            getChildren().add(tile);
            if (shown) {
                spoken.append(spoken.isEmpty() ? "" : ", ").append(Spelling.of(text));
            }
        }
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        setAccessibleText(TEXTS.get("tiles.accessible", spoken));
    }
}
