// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.securecall.app.api.Settings;
import org.securecall.media.api.AudioDevice;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** Which microphone, which speaker, and whether tones tell of the security of a call. */
public final class DevicesPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("settings");

    private final Attachments attachments = new Attachments();
    private final SettingsModel model;

    public DevicesPane(SettingsModel model) {
        this.model = model;
        getStyleClass().add("devices");
        getChildren()
                .addAll(
                        choice(
                                "settings-microphone",
                                TEXTS.get("microphone"),
                                model::microphones,
                                Settings::microphone,
                                model::microphone),
                        choice(
                                "settings-speaker",
                                TEXTS.get("speaker"),
                                model::speakers,
                                Settings::speaker,
                                model::speaker),
                        chimes());
    }

    private VBox chimes() {
        CheckBox chimes = new CheckBox(TEXTS.get("chimes"));
        chimes.setId("settings-chimes");
        chimes.setAccessibleText(TEXTS.get("chimes") + ". " + TEXTS.get("chimes.about"));
        chimes.setOnAction(event -> model.chimes(chimes.isSelected()));
        attachments.now(model.phone().settings(), settings -> chimes.setSelected(settings.chimes()));
        return new VBox(chimes, Controls.label(TEXTS.get("chimes.about"), "muted", "choice-about"));
    }

    private Field choice(
            String id,
            String name,
            Supplier<List<String>> names,
            Function<Settings, String> chosen,
            Consumer<String> choose) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(String device) {
                return AudioDevice.DEFAULT.equals(device) ? TEXTS.get("device.default") : device == null ? "" : device;
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        attachments.now(model.phone().settings(), settings -> {
            List<String> all = names.get();
            if (!all.equals(box.getItems())) {
                box.getItems().setAll(all);
            }
            box.setValue(chosen.apply(settings));
        });
        // Looked up anew each time, so that a device that was plugged in just now is listed.
        box.setOnShowing(event -> {
            String value = box.getValue();
            box.getItems().setAll(names.get());
            box.setValue(value);
        });
        box.setOnAction(event -> {
            if (box.getValue() != null && box.isFocused()) {
                choose.accept(box.getValue());
            }
        });
        return new Field(name, box, "");
    }

    @Override
    public void close() {
        attachments.close();
    }
}
