// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.control;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** Twelve keys with their letters (ITU-T E.161). */
public final class Keypad extends GridPane {

    private static final String[] KEYS = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"};
    private static final String[] LETTERS = {"", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ", "", "+", ""};

    public Keypad(Consumer<String> pressed) {
        getStyleClass().add("keypad");
        setAlignment(Pos.CENTER);
        for (int i = 0; i < KEYS.length; i++) {
            String key = KEYS[i];
            Label letters = new Label(LETTERS[i]);
            letters.getStyleClass().add("keypad-letters");
            Label digit = new Label(key);
            digit.getStyleClass().add("keypad-digit");
            VBox face = new VBox(digit, letters);
            face.setAlignment(Pos.CENTER);
            Button button = new Button();
            button.setGraphic(face);
            button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            button.setAccessibleText(LETTERS[i].isEmpty() ? key : key + " " + LETTERS[i]);
            button.getStyleClass().add("keypad-key");
            button.setOnAction(event -> pressed.accept(key));
            add(button, i % 3, i / 3);
        }
    }
}
