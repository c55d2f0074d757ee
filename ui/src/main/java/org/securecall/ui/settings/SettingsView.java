// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.settings;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.api.ProgramVersion;
import org.securecall.media.api.Encryption;
import org.securecall.ui.accounts.AccountsPane;
import org.securecall.ui.backup.BackupPane;
import org.securecall.ui.backup.KeyImportPane;
import org.securecall.ui.backup.RestorePane;
import org.securecall.ui.control.Card;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.lock.Locker;
import org.securecall.ui.text.Texts;

/** Accounts, sound, encryption, the lock, appearance, and what program this is. */
public final class SettingsView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("settings");

    private final Attachments attachments = new Attachments();
    private final SettingsModel model;

    /**
     * @param reopen closes the telephone and opens it anew; given what to tell there
     * @param ciphers opens the page of algorithms
     */
    public SettingsView(SettingsModel model, Locker locker, Consumer<String> reopen, Runnable ciphers) {
        this.model = model;
        HBox heading = new HBox(Controls.line(TEXTS.get("title"), "page-title"));
        heading.getStyleClass().add("page-heading");
        AccountsPane accounts = new AccountsPane(model.phone());
        attachments.add(accounts::close);
        DevicesPane devices = new DevicesPane(model);
        attachments.add(devices::close);
        KeysPane keys = new KeysPane(model, ciphers);
        attachments.add(keys::close);
        HistoryPane history = new HistoryPane(model);
        attachments.add(history::close);
        LockPane lock = new LockPane(model, new ProtectionModel(model.phone()), locker);
        attachments.add(lock::close);
        BackupPane backup = new BackupPane(model.phone());
        attachments.add(backup::close);
        RestorePane restore = new RestorePane(model.phone(), reopen);
        attachments.add(restore::close);
        KeyImportPane keyImport = new KeyImportPane(model.phone());
        attachments.add(keyImport::close);
        Label problem = Controls.label("", "problem");
        attachments.now(model.problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
        });
        VBox column = new VBox(
                problem,
                new Card(Icon.ACCOUNT, TEXTS.get("accounts"), accounts),
                new Card(Icon.SOUND, TEXTS.get("sound"), devices),
                new Card(Icon.LOCK, TEXTS.get("encryption"), encryption()),
                new Card(Icon.KEY, TEXTS.get("keys"), keys),
                new Card(Icon.SHIELD, TEXTS.get("protection"), lock),
                new Card(Icon.CALL, TEXTS.get("history"), history),
                new Card(Icon.BACKUP, TEXTS.get("backup"), backup),
                new Card(Icon.RESTORE, TEXTS.get("restore"), restore),
                new Card(Icon.KEY, TEXTS.get("import.keys"), keyImport),
                new Card(Icon.APPEARANCE, TEXTS.get("appearance"), themes()),
                new Card(Icon.ABOUT, TEXTS.get("about"), about()));
        column.getStyleClass().add("settings-column");
        VBox page = new VBox(heading, column);
        page.getStyleClass().add("page");
        setCenter(Controls.scroll(page));
    }

    private VBox encryption() {
        ToggleGroup group = new ToggleGroup();
        VBox box = new VBox();
        box.getStyleClass().add("choices");
        for (Encryption encryption : Encryption.values()) {
            RadioButton choice = new RadioButton(name(encryption));
            choice.setId("encryption-" + encryption.name().toLowerCase(Locale.ROOT));
            choice.setAccessibleText(name(encryption) + ". " + about(encryption));
            choice.setToggleGroup(group);
            choice.setOnAction(event -> model.encryption(encryption));
            VBox one = new VBox(choice, Controls.label(about(encryption), "muted", "choice-about"));
            box.getChildren().add(one);
            attachments.now(
                    model.phone().settings(), settings -> choice.setSelected(settings.encryption() == encryption));
        }
        return box;
    }

    private static String name(Encryption encryption) {
        return switch (encryption) {
            case PREFER -> TEXTS.get("encryption.prefer");
            case REQUIRE -> TEXTS.get("encryption.require");
            case OFF -> TEXTS.get("encryption.off");
        };
    }

    private static String about(Encryption encryption) {
        return switch (encryption) {
            case PREFER -> TEXTS.get("encryption.prefer.about");
            case REQUIRE -> TEXTS.get("encryption.require.about");
            case OFF -> TEXTS.get("encryption.off.about");
        };
    }

    private HBox themes() {
        HBox row = new HBox(
                theme("auto", TEXTS.get("theme.auto"), "left-pill"),
                theme("light", TEXTS.get("theme.light"), "center-pill"),
                theme("dark", TEXTS.get("theme.dark"), "right-pill"));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private ToggleButton theme(String theme, String text, String place) {
        ToggleButton button = new ToggleButton(text);
        button.setId("theme-" + theme);
        button.setAccessibleText(text);
        button.getStyleClass().add(place);
        button.setOnAction(event -> {
            model.theme(theme);
            button.setSelected(model.now().theme().equals(theme));
        });
        attachments.now(
                model.phone().settings(),
                settings -> button.setSelected(settings.theme().equals(theme)));
        return button;
    }

    private VBox about() {
        String listening = model.phone().phone().listening().stream()
                .map(point -> point.transport().token().toUpperCase(Locale.ROOT) + " " + point.port())
                .distinct()
                .collect(Collectors.joining(", "));
        VBox box = new VBox(
                Controls.label(TEXTS.get("about.version", ProgramVersion.current()), "row-name"),
                Controls.label(TEXTS.get("about.text"), "muted"),
                Controls.label(TEXTS.get("about.licence"), "muted"));
        if (!listening.isEmpty()) {
            box.getChildren().add(Controls.label(TEXTS.get("about.listening", listening), "muted"));
        }
        box.getStyleClass().add("choices");
        return box;
    }

    @Override
    public void close() {
        attachments.close();
    }
}
