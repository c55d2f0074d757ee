// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.securecall.app.api.Contact;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.control.Keypad;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.security.ExpectedSecurity;
import org.securecall.ui.text.Texts;

/** An address, the account to call from, a keypad, and what security to expect. */
public final class DialView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("dial");

    private final Attachments attachments = new Attachments();
    private final DialModel model;
    private final TextField address = new TextField();
    private final ComboBox<Optional<String>> account = new ComboBox<>();
    private final VBox matches = new VBox();
    private final FontIcon expectedIcon = Icon.SHIELD.node("shield");
    private final Label expected = Controls.label("");
    private final HBox expectedRow = new HBox(expectedIcon, expected);

    public DialView(DialModel model) {
        this.model = model;
        getStyleClass().add("dial-view");
        address.setId("dial-address");
        address.setPromptText(TEXTS.get("address.prompt"));
        address.setAccessibleText(TEXTS.get("address"));
        address.getStyleClass().add("dial-address");
        address.textProperty().bindBidirectional(model.typed());
        address.setOnAction(event -> call());
        HBox.setHgrow(address, Priority.ALWAYS);
        Button erase = Controls.iconButton(Icon.BACKSPACE, TEXTS.get("erase"), this::erase, "flat");
        erase.disableProperty().bind(model.typed().isEmpty());
        HBox entry = new HBox(address, erase);
        entry.setAlignment(Pos.CENTER);
        entry.getStyleClass().add("dial-entry");
        Label problem = Controls.label("", "problem", "centred");
        attachments.now(model.problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
        });
        expectedRow.setAlignment(Pos.CENTER);
        expectedRow.getStyleClass().add("trust-row");
        matches.getStyleClass().add("dial-matches");
        account.setId("dial-account");
        account.setAccessibleText(TEXTS.get("account"));
        account.setMaxWidth(Double.MAX_VALUE);
        account.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<String> value) {
                return value == null || value.isEmpty()
                        ? TEXTS.get("account.any")
                        : TEXTS.get("account.from", Addresses.shown(value.get()));
            }

            @Override
            public Optional<String> fromString(String text) {
                return text.isEmpty() ? Optional.empty() : Optional.of(text);
            }
        });
        attachments.onAny(this::showAccounts, model.phone().accounts());
        Button call = Controls.button(Icon.CALL, TEXTS.get("call"), this::call, "accent", "large");
        call.setId("dial-call");
        call.setMaxWidth(Double.MAX_VALUE);
        call.disableProperty().bind(model.typed().map(String::isBlank));
        Button practise = Controls.button(Icon.PRACTICE, TEXTS.get("practise"), model::practise, "flat");
        practise.setId("dial-practise");
        VBox column = new VBox(entry, problem, expectedRow, matches, new Keypad(this::press), account, call, practise);
        column.setAlignment(Pos.TOP_CENTER);
        column.getStyleClass().add("dial-column");
        HBox heading = new HBox(Controls.line(TEXTS.get("title"), "page-title"));
        heading.getStyleClass().add("page-heading");
        VBox page = new VBox(heading, column);
        page.setAlignment(Pos.TOP_CENTER);
        page.getStyleClass().add("page");
        setCenter(Controls.scroll(page));
        attachments.onAny(
                this::showMatches,
                model.typed(),
                model.phone().contacts(),
                model.phone().trust());
        Controls.focus(address);
    }

    /** Calls what is typed. */
    public void call() {
        model.call(Optional.ofNullable(account.getValue()).flatMap(chosen -> chosen));
    }

    private void press(String key) {
        int at = address.isFocused() ? address.getCaretPosition() : address.getLength();
        address.insertText(at, key);
        address.positionCaret(at + 1);
    }

    private void erase() {
        if (address.getLength() > 0) {
            address.deleteText(address.getLength() - 1, address.getLength());
        }
    }

    private void showAccounts() {
        Optional<String> chosen = Optional.ofNullable(account.getValue()).flatMap(value -> value);
        List<Optional<String>> all = new ArrayList<>();
        all.add(Optional.empty());
        model.phone()
                .accounts()
                .forEach(known -> all.add(Optional.of(known.spec().address())));
        account.getItems().setAll(all);
        account.setValue(all.contains(chosen) ? chosen : Optional.empty());
        Controls.show(account, all.size() > 1);
    }

    private void showMatches() {
        List<DialModel.Match> found = model.matches();
        String target = model.target();
        matches.getChildren().clear();
        for (DialModel.Match match : found) {
            if (!match.uri().equals(target)) {
                matches.getChildren().add(match(match.contact(), match.uri()));
            }
        }
        Controls.show(matches, !matches.getChildren().isEmpty());
        boolean known = model.callable();
        Controls.show(expectedRow, known);
        if (known) {
            ExpectedSecurity security = model.expected();
            security.icon().show(expectedIcon);
            expected.setText(security.about(model.person()));
            Controls.styleFamily(expectedRow, "tone-", security.tone().style());
        }
    }

    private Button match(Contact contact, String uri) {
        Avatar avatar = new Avatar(28);
        if (Addresses.isPractice(uri)) {
            avatar.icon(Icon.PRACTICE);
        } else {
            avatar.person(contact.name());
        }
        HBox words = new HBox(
                avatar, Controls.line(contact.name(), "row-name"), Controls.line(Addresses.shown(uri), "muted"));
        words.setAlignment(Pos.CENTER_LEFT);
        words.getStyleClass().add("match-row");
        Button button = new Button();
        button.setGraphic(words);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().addAll("flat", "match");
        button.setAccessibleText(contact.name() + ", " + Addresses.shown(uri));
        button.setOnAction(event -> {
            address.setText(Addresses.shown(uri));
            address.requestFocus();
            address.end();
        });
        return button;
    }

    @Override
    public void close() {
        attachments.close();
    }
}
