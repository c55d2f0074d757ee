// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/** Below a field the words that what is typed may become, each a button; the arrow down goes there. */
final class WordSuggestions extends FlowPane {

    private static final Texts TEXTS = Texts.of("sas");

    /** Gives whole texts for the field. */
    interface Source {
        List<String> of(String typed);
    }

    private final TextField field;

    WordSuggestions(TextField field, Source source) {
        this.field = field;
        getStyleClass().add("word-suggestions");
        field.textProperty().addListener((text, before, typed) -> show(source.of(typed)));
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN && !getChildren().isEmpty()) {
                getChildren().getFirst().requestFocus();
                event.consume();
            }
        });
        show(List.of());
    }

    private void show(List<String> texts) {
        getChildren().clear();
        for (String text : texts) {
            String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf(':')) + 1);
            Button button = Controls.button(word, () -> take(text), "word-suggestion", "small");
            button.setAccessibleText(TEXTS.get("suggestion.accessible", word));
            getChildren().add(button);
        }
        Controls.show(this, !texts.isEmpty());
    }

    private void take(String text) {
        field.setText(text);
        field.requestFocus();
        field.end();
    }
}
