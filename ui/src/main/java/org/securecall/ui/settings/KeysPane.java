// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.securecall.app.api.KeyPolicy;
import org.securecall.media.api.KeyingMethod;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.security.PresetNames;
import org.securecall.ui.text.Texts;

/** The way to the algorithms, what the user's voice waits for, and what is done with telephones without ZRTP. */
final class KeysPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("settings");

    private final Attachments attachments = new Attachments();
    private final SettingsModel model;

    /** @param ciphers opens the page of algorithms */
    KeysPane(SettingsModel model, Runnable ciphers) {
        this.model = model;
        getStyleClass().add("choices");
        Label preset = Controls.label("");
        Button open = Controls.button(Icon.KEY, TEXTS.get("ciphers.open"), ciphers);
        open.setId("ciphers-open");
        CheckBox verified = check("verified-only", TEXTS.get("verified"));
        verified.setOnAction(event -> model.keys(now().withVerifiedOnly(verified.isSelected())));
        CheckBox others = check("other-keying", TEXTS.get("others"));
        others.setOnAction(event -> model.keys(
                now().withKeying(others.isSelected() ? KeyPolicy.EVERY_KEYING : List.of(KeyingMethod.ZRTP))));
        CheckBox signed = check("sign-codes", TEXTS.get("signed"));
        signed.setOnAction(event -> model.keys(now().withSignCodes(signed.isSelected())));
        getChildren()
                .addAll(
                        preset,
                        open,
                        new VBox(verified, Controls.label(TEXTS.get("verified.about"), "muted", "choice-about")),
                        new VBox(others, Controls.label(TEXTS.get("others.about"), "muted", "choice-about")),
                        new VBox(signed, Controls.label(TEXTS.get("signed.about"), "muted", "choice-about")));
        attachments.now(model.phone().settings(), settings -> {
            preset.setText(TEXTS.get("ciphers", PresetNames.of(settings.keys().preset())));
            verified.setSelected(settings.keys().verifiedOnly());
            others.setSelected(settings.keys().keying().size() > 1);
            signed.setSelected(settings.keys().signCodes());
        });
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

    @Override
    public void close() {
        attachments.close();
    }
}
