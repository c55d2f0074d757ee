// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.text.Texts;

/** Adds or changes one contact, at the side of the list. */
final class ContactForm extends VBox {

    private static final Texts TEXTS = Texts.of("contacts");

    private final ContactsModel model;
    private final Contact contact;
    private final Runnable close;
    private final TextField name;
    private final TextField address;
    private final CheckBox favourite = new CheckBox(TEXTS.get("form.favourite"));
    private final ComboBox<ContactPolicy> policy = new ComboBox<>();
    private final Field nameField;
    private final Field addressField;

    /** @param contact id 0 for a new one */
    ContactForm(ContactsModel model, Contact contact, Runnable close) {
        this.model = model;
        this.contact = contact;
        this.close = close;
        getStyleClass().addAll("side-form");
        name = new TextField(contact.name());
        name.setId("contact-name");
        address = new TextField(contact.uri().isEmpty() ? "" : Addresses.shown(contact.uri()));
        address.setId("contact-address");
        address.setPromptText("alice@example.org");
        favourite.setSelected(contact.favourite());
        favourite.setAccessibleText(TEXTS.get("form.favourite"));
        policy.setId("contact-policy");
        policy.getItems().setAll(ContactPolicy.values());
        policy.setValue(contact.policy());
        policy.setMaxWidth(Double.MAX_VALUE);
        policy.setConverter(new StringConverter<>() {
            @Override
            public String toString(ContactPolicy shown) {
                return name(shown);
            }

            @Override
            public ContactPolicy fromString(String text) {
                throw new IllegalStateException("Policies are chosen, not typed");
            }
        });
        nameField = new Field(TEXTS.get("form.name"), name, "");
        addressField = new Field(TEXTS.get("form.address"), address, TEXTS.get("form.address.hint"));
        Field policyField = new Field(TEXTS.get("form.policy"), policy, TEXTS.get("form.policy.hint"));
        Button save = Controls.button(TEXTS.get("form.save"), this::save, "accent");
        save.setId("contact-save");
        save.setDefaultButton(true);
        Button cancel = Controls.button(TEXTS.get("form.cancel"), close);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            }
        });
        HBox buttons = new HBox(save, cancel);
        buttons.getStyleClass().add("action-row");
        HBox heading = new HBox(
                Controls.label(contact.id() == 0 ? TEXTS.get("form.add") : TEXTS.get("form.change"), "pane-title"),
                Controls.space(),
                Controls.iconButton(Icon.CLOSE, TEXTS.get("form.close"), close, "flat"));
        heading.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(heading, nameField, addressField, policyField, favourite, buttons);
        Controls.focus(name);
    }

    private static String name(ContactPolicy policy) {
        return switch (policy) {
            case DEFAULT -> TEXTS.get("policy.default");
            case PREFER -> TEXTS.get("policy.prefer");
            case REQUIRE_ZRTP -> TEXTS.get("policy.zrtp");
            case REQUIRE_VERIFIED -> TEXTS.get("policy.verified");
        };
    }

    private void save() {
        nameField.problem(name.getText().isBlank() ? TEXTS.get("form.name.missing") : "");
        addressField.problem(address.getText().isBlank() ? TEXTS.get("form.address.missing") : "");
        if (name.getText().isBlank() || address.getText().isBlank()) {
            (name.getText().isBlank() ? name : address).requestFocus();
            return;
        }
        model.save(
                new Contact(
                        contact.id(),
                        name.getText().strip(),
                        addresses(),
                        contact.groups(),
                        contact.avatar(),
                        favourite.isSelected(),
                        policy.getValue(),
                        contact.ownZid()),
                close,
                addressField::problem);
    }

    /** The form shows the first address, and not all of that; what was not changed stays as it is. */
    private List<String> addresses() {
        String typed = address.getText().strip();
        if (!contact.uri().isEmpty() && typed.equals(Addresses.shown(contact.uri()))) {
            return contact.uris();
        }
        List<String> addresses = new ArrayList<>(List.of(typed));
        contact.uris().stream().skip(1).forEach(addresses::add);
        return addresses;
    }
}
