// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.KeyPolicy;
import org.securecall.media.api.KeyingMethod;
import org.securecall.ui.control.Controls;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** Which algorithms calls use, what the user's voice waits for, and what is done with telephones without ZRTP. */
final class KeysPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("settings");

    private final Attachments attachments = new Attachments();
    private final SettingsModel model;
    private final ToggleGroup presets = new ToggleGroup();

    KeysPane(SettingsModel model) {
        this.model = model;
        getStyleClass().add("choices");
        for (AlgorithmPreset preset : AlgorithmPreset.values()) {
            getChildren().add(choice(preset));
        }
        CheckBox verified = check("verified-only", TEXTS.get("verified"));
        verified.setOnAction(event -> model.keys(now().withVerifiedOnly(verified.isSelected())));
        CheckBox others = check("other-keying", TEXTS.get("others"));
        others.setOnAction(event -> model.keys(
                now().withKeying(others.isSelected() ? KeyPolicy.EVERY_KEYING : List.of(KeyingMethod.ZRTP))));
        CheckBox signed = check("sign-codes", TEXTS.get("signed"));
        signed.setOnAction(event -> model.keys(now().withSignCodes(signed.isSelected())));
        getChildren()
                .addAll(
                        new VBox(verified, Controls.label(TEXTS.get("verified.about"), "muted", "choice-about")),
                        new VBox(others, Controls.label(TEXTS.get("others.about"), "muted", "choice-about")),
                        new VBox(signed, Controls.label(TEXTS.get("signed.about"), "muted", "choice-about")));
        attachments.now(model.phone().settings(), settings -> {
            verified.setSelected(settings.keys().verifiedOnly());
            others.setSelected(settings.keys().keying().size() > 1);
            signed.setSelected(settings.keys().signCodes());
        });
    }

    private VBox choice(AlgorithmPreset preset) {
        RadioButton choice = new RadioButton(name(preset));
        choice.setId("preset-" + preset.name().toLowerCase(Locale.ROOT));
        choice.setAccessibleText(name(preset) + ". " + about(preset));
        choice.setToggleGroup(presets);
        choice.setOnAction(event -> model.keys(now().withPreset(preset)));
        VBox one = new VBox(choice, Controls.label(about(preset), "muted", "choice-about"));
        attachments.now(model.phone().settings(), settings -> {
            choice.setSelected(settings.keys().preset() == preset);
            // There is one to choose once somebody made it.
            boolean made = !settings.keys().custom().lists().isEmpty();
            Controls.show(one, preset != AlgorithmPreset.CUSTOM || made || choice.isSelected());
        });
        return one;
    }

    private static CheckBox check(String id, String text) {
        CheckBox box = new CheckBox(text);
        box.setId(id);
        box.setAccessibleText(text);
        return box;
    }

    private KeyPolicy now() {
        return model.now().keys();
    }

    private static String name(AlgorithmPreset preset) {
        return switch (preset) {
            case RECOMMENDED -> TEXTS.get("preset.recommended");
            case STRONGEST -> TEXTS.get("preset.strongest");
            case COMPATIBLE -> TEXTS.get("preset.compatible");
            case CUSTOM -> TEXTS.get("preset.custom");
        };
    }

    private static String about(AlgorithmPreset preset) {
        return switch (preset) {
            case RECOMMENDED -> TEXTS.get("preset.recommended.about");
            case STRONGEST -> TEXTS.get("preset.strongest.about");
            case COMPATIBLE -> TEXTS.get("preset.compatible.about");
            case CUSTOM -> TEXTS.get("preset.custom.about");
        };
    }

    @Override
    public void close() {
        attachments.close();
    }
}
