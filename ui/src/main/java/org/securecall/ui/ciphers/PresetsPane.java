// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.ui.control.Controls;
import org.securecall.ui.security.PresetNames;

/** The orders that have a name, with what each is for and what it costs. */
final class PresetsPane extends VBox {

    private final Map<AlgorithmPreset, RadioButton> choices = new EnumMap<>(AlgorithmPreset.class);

    PresetsPane(CiphersModel model) {
        getStyleClass().add("choices");
        ToggleGroup group = new ToggleGroup();
        for (AlgorithmPreset preset : AlgorithmPreset.values()) {
            RadioButton choice = new RadioButton(PresetNames.of(preset));
            choice.setId("preset-" + preset.name().toLowerCase(Locale.ROOT));
            choice.getStyleClass().add("row-name");
            choice.setAccessibleText(PresetNames.of(preset) + ". " + String.join(" ", CipherWords.about(preset)));
            choice.setToggleGroup(group);
            choice.setOnAction(event -> model.choose(preset));
            choices.put(preset, choice);
            VBox one = new VBox(choice);
            CipherWords.about(preset)
                    .forEach(text -> one.getChildren().add(Controls.label(text, "muted", "choice-about")));
            getChildren().add(one);
        }
    }

    void show(AlgorithmPreset preset) {
        choices.forEach((each, choice) -> choice.setSelected(each == preset));
    }
}
