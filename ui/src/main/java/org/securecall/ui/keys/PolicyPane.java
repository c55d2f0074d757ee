// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.securecall.app.api.Contact;
import org.securecall.ui.contacts.PolicyBox;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.text.Texts;

/** What calls with the person insist on; kept with the contact, so whoever is none may become one here. */
final class PolicyPane extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("keypage");

    private final Attachments attachments = new Attachments();
    private final KeyPageModel model;
    private final PolicyBox policy = new PolicyBox();
    private final Field field = policy.field();
    private final VBox stranger = new VBox();

    /** @param add begins a contact of a name and an address */
    PolicyPane(KeyPageModel model, BiConsumer<String, String> add) {
        this.model = model;
        getStyleClass().add("choices");
        policy.setOnAction(event -> {
            if (policy.getValue() != null) {
                model.policy(policy.getValue());
            }
        });
        Button toContact =
                Controls.button(Icon.ADD_PERSON, TEXTS.get("policy.add"), () -> add.accept(name(), address()));
        toContact.setId("keys-add-contact");
        FlowPane actions = new FlowPane(toContact);
        actions.getStyleClass().add("action-row");
        stranger.getStyleClass().add("choices");
        stranger.getChildren().addAll(Controls.label(TEXTS.get("policy.stranger"), "muted"), actions);
        getChildren().addAll(field, stranger);
        attachments.now(model.policyProblem(), reason -> {
            field.problem(reason);
            show();
        });
        attachments.onAny(this::show, model.phone().contacts());
    }

    private String address() {
        return model.addresses().getFirst();
    }

    /** What is called by its address alone has no name yet. */
    private String name() {
        String name = model.name();
        return name.equals(Addresses.shown(address())) ? Addresses.user(address()) : name;
    }

    private void show() {
        Optional<Contact> contact = model.contact();
        contact.ifPresent(known -> policy.setValue(known.policy()));
        Controls.show(field, contact.isPresent());
        Controls.show(stranger, contact.isEmpty());
    }

    @Override
    public void close() {
        attachments.close();
    }
}
